package dev.seatrial.graph.infer;

import dev.seatrial.graph.config.Setting;
import dev.seatrial.graph.model.EdgeKind;
import dev.seatrial.graph.model.Kind;
import dev.seatrial.graph.model.Place;
import dev.seatrial.graph.model.Tier;
import dev.seatrial.graph.model.Warning;
import dev.seatrial.graph.source.SourceFacts.Message;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Who speaks with a broker, about which topic.
 *
 * @see <a href="https://docs.spring.io/spring-cloud-bus/reference/spring-cloud-bus.html">Spring Cloud Bus</a>
 * @see <a href="https://docs.spring.io/spring-cloud-stream/reference/spring-cloud-stream/binders.html">Spring Cloud
 *     Stream: binders</a>
 * @see <a href="https://docs.spring.io/spring-boot/reference/messaging/jms.html">Spring Boot: JMS with ActiveMQ and
 *     Artemis</a>
 */
final class Brokers {

    private static final Set<String> RABBIT = Set.of(
            "spring-boot-starter-amqp",
            "spring-cloud-starter-bus-amqp",
            "spring-cloud-starter-stream-rabbit",
            "spring-cloud-stream-binder-rabbit",
            "spring-rabbit",
            "amqp-client",
            "micronaut-rabbitmq",
            "quarkus-messaging-rabbitmq",
            "quarkus-smallrye-reactive-messaging-rabbitmq",
            "smallrye-reactive-messaging-rabbitmq");
    private static final Set<String> KAFKA = Set.of(
            "spring-kafka",
            "spring-cloud-starter-bus-kafka",
            "spring-cloud-starter-stream-kafka",
            "spring-cloud-stream-binder-kafka",
            "kafka-clients",
            "kafka-streams",
            "micronaut-kafka",
            "micronaut-kafka-streams",
            "quarkus-messaging-kafka",
            "quarkus-smallrye-reactive-messaging-kafka",
            "smallrye-reactive-messaging-kafka");
    private static final Set<String> JMS = Set.of(
            "spring-boot-starter-activemq",
            "spring-boot-starter-artemis",
            "spring-jms",
            "activemq-client",
            "artemis-jms-client",
            "artemis-jakarta-client",
            "quarkus-artemis-jms",
            "smallrye-reactive-messaging-jms");

    private Brokers() {}

    static void in(Program program, Draft draft) {
        if (program.kind != Kind.BROKER) {
            broker(
                    program,
                    draft,
                    "rabbitmq",
                    RABBIT,
                    List.of("spring.rabbitmq.host", "spring.rabbitmq.addresses", "rabbitmq-host", "rabbitmq.host"));
            broker(
                    program,
                    draft,
                    "jms",
                    JMS,
                    List.of(
                            "spring.activemq.brokerUrl",
                            "spring.artemis.brokerUrl",
                            "spring.artemis.host",
                            "quarkus.artemis.url"));
            broker(
                    program,
                    draft,
                    "kafka",
                    KAFKA,
                    List.of(
                            "spring.kafka.bootstrapServers",
                            "spring.kafka.producer.bootstrapServers",
                            "spring.kafka.consumer.bootstrapServers",
                            "spring.cloud.stream.kafka.binder.brokers",
                            "kafka.bootstrap.servers",
                            "mp.messaging.connector.smallrye-kafka.bootstrap.servers"));
        }
    }

    private static void broker(Program program, Draft draft, String kind, Set<String> libraries, List<String> keys) {
        List<Setting> addresses =
                keys.stream().flatMap(k -> program.settings.below(k).stream()).toList();
        boolean library = libraries.stream().anyMatch(program::has);
        if (!addresses.isEmpty() && addresses.stream().allMatch(a -> a.value().startsWith("vm:"))) {
            return; // a broker inside the program
        }
        List<Message> messages = Bindings.of(program, kind, library);
        boolean own = addresses.stream()
                .anyMatch(a ->
                        program.settings.own().stream().anyMatch(o -> o.place().equals(a.place())));
        if (!library && messages.isEmpty() && !own) {
            return;
        }
        Optional<Program> named = addresses.stream()
                .map(a -> a.value().replaceFirst("^.*://", "").replaceAll("[:,].*", ""))
                .flatMap(h -> draft.names.named(h).stream())
                .filter(p -> p.kind == Kind.BROKER)
                .findFirst();
        Optional<Program> only = draft.only(p -> p.kind == Kind.BROKER
                && (p.name.equals(kind)
                        || (kind.equals("jms")
                                ? Images.base(p.image).matches(".*(activemq|artemis).*")
                                : Images.base(p.image).contains(kind))));
        if (named.isEmpty() && only.isEmpty() && messages.isEmpty() && !own) {
            draft.warnings.add(new Warning(
                    program.place,
                    program.name + " has a client library of " + kind + ", but nothing names a broker or a topic"));
            return;
        }
        Place place = addresses.isEmpty() ? program.place : addresses.get(0).place();
        Tier tier = addresses.isEmpty() ? Tier.INFERRED : Tier.DECLARED;
        Program to = named.or(() -> Connections.broker(program, kind, draft))
                .or(() -> only)
                .orElseGet(() -> draft.resource(kind, Kind.BROKER, "client of " + program.name, place));
        if (messages.isEmpty()) {
            draft.edge(program, to, EdgeKind.EVENT, tier, place);
        }
        for (Message message : messages) {
            draft.edge(
                    program,
                    to,
                    EdgeKind.EVENT,
                    Tier.DECLARED,
                    message.place(),
                    message.produces() ? "produces" : "consumes",
                    "",
                    message.topic());
        }
    }
}
