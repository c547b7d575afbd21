package dev.seatrial.graph.infer;

import dev.seatrial.graph.config.Setting;
import dev.seatrial.graph.source.SourceFacts.Message;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Messages whose code names a binding or a channel, which the configuration gives to a broker and a topic.
 *
 * @see <a href="https://docs.spring.io/spring-cloud-stream/reference/spring-cloud-stream/functional-binding-names.html">
 *     Spring Cloud Stream: functional binding names</a>
 * @see <a href="https://docs.spring.io/spring-cloud-stream/reference/spring-cloud-stream/functional-composition.html">
 *     Spring Cloud Stream: functional composition</a>
 * @see <a href="https://docs.spring.io/spring-cloud-stream/reference/spring-cloud-stream/multiple-binders.html">
 *     Spring Cloud Stream: multiple binders</a>
 * @see <a href="https://quarkus.io/guides/messaging">Quarkus: channels, connectors, and their automatic attachment</a>
 * @see <a href="https://smallrye.io/smallrye-reactive-messaging/latest/kafka/kafka/">SmallRye Reactive Messaging: Kafka,
 *     the topic is the channel's name if nothing else is said</a>
 * @see <a href="https://smallrye.io/smallrye-reactive-messaging/latest/rabbitmq/rabbitmq/">SmallRye Reactive Messaging:
 *     RabbitMQ, queue.name and exchange.name</a>
 */
final class Bindings {

    private Bindings() {}

    /**
     * What the program sends and receives over a broker.
     *
     * @param library whether the program has a client library of that broker
     */
    static List<Message> of(Program program, String broker, boolean library) {
        List<Message> found = new ArrayList<>();
        if (program.facts == null) {
            return found;
        }
        List<Message> all = program.facts.messages();
        // JMS has no binder, and its connector is never attached by itself
        boolean bindings = library && !broker.equals("jms");
        for (Message message : all) {
            if (message.broker().equals(broker)) {
                found.add(message);
            } else if (message.broker().equals("channel")
                    && broker.equals(attached(program, message, all, bindings, broker))) {
                found.add(new Message(broker, address(program, message, broker), message.produces(), message.place()));
            } else if (message.broker().equals("stream") && bindings) {
                found.addAll(bound(program, message.topic(), message, broker));
            }
        }
        boolean stream = program.dependencies.stream()
                .anyMatch(d -> d.startsWith("spring-cloud-stream") || d.startsWith("spring-cloud-starter-stream"));
        if (bindings && stream) {
            functions(program, all, found, broker);
        }
        return found;
    }

    /** The broker of a channel: its connector's, none between two methods, else the only library's. */
    private static String attached(
            Program program, Message channel, List<Message> all, boolean library, String broker) {
        Optional<Setting> connector = program.settings.first(key(channel) + "connector");
        if (connector.isPresent()) {
            String name = connector.get().value();
            return List.of("kafka", "rabbitmq", "jms").stream()
                    .filter(name::contains)
                    .findFirst()
                    .orElse("");
        }
        boolean inside = all.stream()
                .anyMatch(m -> m.broker().equals("channel")
                        && !m.topic().isEmpty()
                        && m.topic().equals(channel.topic())
                        && m.produces() != channel.produces());
        long connectors = program.dependencies.stream()
                .filter(d -> d.matches("(quarkus-messaging|(quarkus-)?smallrye-reactive-messaging)-\\w+"))
                .count();
        return !inside && library && connectors <= 1 ? broker : "";
    }

    private static String key(Message channel) {
        return "mp.messaging." + (channel.produces() ? "outgoing." : "incoming.") + channel.topic() + ".";
    }

    private static String address(Program program, Message channel, String broker) {
        String member = switch (broker) {
            case "rabbitmq" -> channel.produces() ? "exchange.name" : "queue.name";
            case "jms" -> "destination";
            default -> "topic";
        };
        return program.settings.first(key(channel) + member).map(Setting::value).orElse(channel.topic());
    }

    /** Functions that the definition names, in the order in which it composes them; the only one needs no definition. */
    private static void functions(Program program, List<Message> all, List<Message> found, String broker) {
        List<Message> ends =
                all.stream().filter(m -> m.broker().equals("function")).toList();
        List<String> beans = ends.stream().map(Message::topic).distinct().toList();
        String definition = program.settings
                .first("spring.cloud.function.definition")
                .map(Setting::value)
                .orElse(beans.size() == 1 ? beans.get(0) : "");
        for (String composed : definition.split("[;,]", -1)) {
            List<String> parts =
                    Arrays.stream(composed.split("\\|", -1)).map(String::strip).toList();
            String name = String.join("", parts);
            end(program, ends, parts.get(0), false, name + "-in-0", found, broker);
            end(program, ends, parts.get(parts.size() - 1), true, name + "-out-0", found, broker);
        }
    }

    private static void end(
            Program program,
            List<Message> ends,
            String bean,
            boolean produces,
            String binding,
            List<Message> found,
            String broker) {
        ends.stream()
                .filter(m -> m.topic().equals(bean) && m.produces() == produces)
                .findFirst()
                .ifPresent(m -> found.addAll(bound(
                        program,
                        program.settings
                                .first("spring.cloud.stream.function.bindings." + binding)
                                .map(Setting::value)
                                .orElse(binding),
                        m,
                        broker)));
    }

    /** A binding's destinations are the topics; without any, its name is. None where its binder is of another broker. */
    private static List<Message> bound(Program program, String binding, Message message, String broker) {
        String binder = program.settings
                .first("spring.cloud.stream.bindings." + binding + ".binder")
                .or(() -> program.settings.first("spring.cloud.stream.default-binder"))
                .map(Setting::value)
                .orElse("");
        String type = program.settings
                .first("spring.cloud.stream.binders." + binder + ".type")
                .map(Setting::value)
                .orElse(binder);
        if (type.matches("kafka|rabbit") && !broker.startsWith(type)) {
            return List.of();
        }
        String destination = program.settings
                .first("spring.cloud.stream.bindings." + binding + ".destination")
                .map(Setting::value)
                .orElse(binding);
        return Arrays.stream(message.produces() ? new String[] {destination} : destination.split(",", -1))
                .map(topic -> new Message("stream", topic.strip(), message.produces(), message.place()))
                .toList();
    }
}
