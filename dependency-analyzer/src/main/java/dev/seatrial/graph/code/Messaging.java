package dev.seatrial.graph.code;

import dev.seatrial.graph.code.Value.Call;
import dev.seatrial.graph.source.SourceFacts.Connection;
import dev.seatrial.graph.source.SourceFacts.Message;
import java.util.List;
import java.util.Optional;

/** Who sends to a broker and who listens, by the client libraries of {@link MessageRules}. */
final class Messaging {

    private Messaging() {}

    static void in(Code code) {
        List<MessageRule> rules = MessageRules.of(code.base.grammar);
        for (CodeFile file : code.files()) {
            for (Call call : file.calls) {
                String name = code.names.qualified(call.callee());
                for (MessageRule rule : rules) {
                    if (rule.matches(name, file)) {
                        used(code, call, rule);
                        break;
                    }
                }
            }
        }
    }

    private static void used(Code code, Call call, MessageRule rule) {
        Optional<Value> named = code.argument(call, rule.position(), rule.keys());
        if (rule.does() == MessageRule.Does.OPENS) {
            List<String> addresses = named.map(code::each).orElse(List.of(""));
            addresses.forEach(a -> code.facts
                    .connections()
                    .add(new Connection(rule.broker(), a.contains(CodeValues.UNKNOWN) ? "" : a, code.place(call))));
            return;
        }
        if (named.isEmpty() && rule.keys().isEmpty()) {
            return;
        }
        for (String topic : named.map(code::each).orElse(List.of(""))) {
            code.facts
                    .messages()
                    .add(new Message(
                            rule.broker(),
                            topic.contains(CodeValues.UNKNOWN) ? "" : topic,
                            rule.does() == MessageRule.Does.SENDS,
                            code.place(call)));
        }
    }
}
