package dev.seatrial.graph.code;

import java.util.regex.Pattern;

/**
 * A part of a broker's client library.
 *
 * @param broker {@code kafka}, {@code rabbitmq} and the like
 * @param callee the library's name of it, as {@code kafkajs.Kafka().producer().send}
 * @param module what a file must import where the callee's name alone says little; empty where it says enough
 * @param position where the topic or address stands, -1 for none
 * @param keys names of the topic or address among options
 */
record MessageRule(String broker, Does does, Pattern callee, String module, int position, String keys) {

    enum Does {
        OPENS,
        SENDS,
        LISTENS
    }

    static MessageRule opens(String broker, String callee, int position, String keys) {
        return new MessageRule(broker, Does.OPENS, Pattern.compile(callee), "", position, keys);
    }

    static MessageRule sends(String broker, String callee, int position, String keys) {
        return new MessageRule(broker, Does.SENDS, Pattern.compile(callee), "", position, keys);
    }

    static MessageRule listens(String broker, String callee, int position, String keys) {
        return new MessageRule(broker, Does.LISTENS, Pattern.compile(callee), "", position, keys);
    }

    /** The same, where the file imports something whose name holds this. */
    MessageRule with(String part) {
        return new MessageRule(broker, does, callee, part, position, keys);
    }

    boolean matches(String name, CodeFile file) {
        return callee.matcher(name).matches()
                && (module.isEmpty()
                        || file.imports.values().stream()
                                .anyMatch(i -> i.module().contains(module))
                        || file.calls.stream()
                                .anyMatch(c -> c.last().equals("require")
                                        && c.at(0).orElse(Value.Unknown.VALUE) instanceof Value.Text t
                                        && t.text().contains(module)));
    }
}
