package dev.seatrial.environment.broker;

import dev.seatrial.link.Endpoint;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The settings of a broker that is its own controller. Every link has a listener of its own, which advertises the link's
 * address: no client leaves its link for an address that it was told.
 *
 * @param controller where its controller listens
 * @param listeners at least one; the first is for the broker's own talk
 * @see <a href="https://kafka.apache.org/41/configuration/broker-configs/">broker settings</a>
 */
public record KafkaSettings(Endpoint controller, List<Listener> listeners) {

    /** The id of the only node. */
    public static final int NODE = 1;

    public KafkaSettings {
        listeners = List.copyOf(listeners);
    }

    /**
     * Where a broker listens, and where it says that it does.
     *
     * @param name upper-case letters and digits
     */
    public record Listener(String name, Endpoint own, Endpoint advertised) {

        /** A listener that says the truth. */
        public static Listener plain(String name, Endpoint own) {
            return new Listener(name, own, own);
        }
    }

    /** All settings by name, but for the log directory. */
    public Map<String, String> map() {
        Map<String, String> settings = new TreeMap<>();
        settings.put("process.roles", "broker,controller");
        settings.put("node.id", Integer.toString(NODE));
        settings.put("controller.quorum.voters", NODE + "@" + controller);
        settings.put("controller.listener.names", "CONTROLLER");
        settings.put("inter.broker.listener.name", listeners.get(0).name());
        settings.put("listeners", "CONTROLLER://" + controller + "," + joined(l -> l.name() + "://" + l.own()));
        settings.put("advertised.listeners", joined(l -> l.name() + "://" + l.advertised()));
        settings.put("listener.security.protocol.map", "CONTROLLER:PLAINTEXT," + joined(l -> l.name() + ":PLAINTEXT"));
        settings.putAll(oneNode());
        return settings;
    }

    private String joined(Function<Listener, String> form) {
        return listeners.stream().map(form).collect(Collectors.joining(","));
    }

    /** No replicas to wait for, no pause before a group's first rebalance. */
    private static Map<String, String> oneNode() {
        Map<String, String> settings = new TreeMap<>();
        settings.put("group.initial.rebalance.delay.ms", "0");
        for (String topic : List.of("offsets.topic", "transaction.state.log", "share.coordinator.state.topic")) {
            settings.put(topic + ".replication.factor", "1");
            settings.put(topic + ".num.partitions", "1");
        }
        settings.put("transaction.state.log.min.isr", "1");
        settings.put("share.coordinator.state.topic.min.isr", "1");
        return settings;
    }

    /** The settings as Kafka's images take them. */
    public Map<String, String> variables() {
        Map<String, String> variables = new TreeMap<>();
        map().forEach((name, value) ->
                variables.put("KAFKA_" + name.replace('.', '_').toUpperCase(Locale.ROOT), value));
        return variables;
    }

    /** Settings as {@link java.util.Properties} reads them, paths with spaces and umlauts included. */
    public static String text(Map<String, String> settings) {
        StringBuilder text = new StringBuilder();
        settings.forEach((key, value) -> {
            text.append(key).append('=');
            value.chars().forEach(c -> text.append(escaped((char) c)));
            text.append('\n');
        });
        return text.toString();
    }

    private static String escaped(char c) {
        if (c == '\\') {
            return "\\\\";
        }
        return c >= ' ' && c < 127 ? String.valueOf(c) : String.format(Locale.ROOT, "\\u%04x", (int) c);
    }
}
