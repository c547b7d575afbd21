package dev.seatrial.graph.java;

import com.github.javaparser.ast.CompilationUnit;
import com.github.javaparser.ast.body.FieldDeclaration;
import com.github.javaparser.ast.body.MethodDeclaration;
import com.github.javaparser.ast.body.Parameter;
import com.github.javaparser.ast.body.VariableDeclarator;
import com.github.javaparser.ast.expr.AnnotationExpr;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.MethodCallExpr;
import com.github.javaparser.ast.expr.NameExpr;
import com.github.javaparser.ast.expr.ObjectCreationExpr;
import com.github.javaparser.ast.type.ClassOrInterfaceType;
import dev.seatrial.graph.files.SourceFile;
import dev.seatrial.graph.model.Place;
import dev.seatrial.graph.source.SourceFacts;
import dev.seatrial.graph.source.SourceFacts.Message;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Who sends and who listens.
 *
 * @see <a href="https://docs.spring.io/spring-kafka/reference/kafka/receiving-messages/listener-annotation.html">Spring
 *     for Apache Kafka: @KafkaListener</a>
 * @see <a href="https://docs.spring.io/spring-kafka/reference/kafka/sending-messages.html">Spring for Apache Kafka:
 *     KafkaTemplate, KafkaHeaders.TOPIC, default topic</a>
 * @see <a href="https://kafka.apache.org/documentation/#api">Apache Kafka: producer, consumer, streams</a>
 * @see <a href="https://docs.spring.io/spring-amqp/reference/amqp/receiving-messages/async-annotation-driven.html">Spring
 *     AMQP: @RabbitListener</a>
 * @see <a href="https://docs.spring.io/spring-framework/reference/integration/jms.html">Spring: JMS, JmsTemplate,
 *     &#64;JmsListener</a>
 * @see <a href="https://download.eclipse.org/microprofile/microprofile-reactive-messaging-3.0/microprofile-reactive-messaging-spec-3.0.html">
 *     MicroProfile Reactive Messaging: &#64;Incoming, &#64;Outgoing, &#64;Channel</a>
 * @see <a href="https://docs.spring.io/spring-cloud-stream/reference/spring-cloud-stream/producing-and-consuming-messages.html">
 *     Spring Cloud Stream: beans of functions, StreamBridge</a>
 * @see <a href="https://docs.spring.io/spring-cloud-stream/docs/3.2.x/reference/html/spring-cloud-stream.html">Spring
 *     Cloud Stream: @EnableBinding, Source, Sink, Processor</a>
 */
final class Messaging {

    private static final Map<String, String> LISTENERS = Map.of(
            "KafkaListener", "kafka",
            "RabbitListener", "rabbitmq",
            "JmsListener", "jms",
            "StreamListener", "stream",
            "Incoming", "channel");

    private static final Pattern LIST = Pattern.compile("#\\{\\s*'([^']*)'\\.split\\('[^']*'\\)\\s*}");

    private Messaging() {}

    static void in(SourceFile file, CompilationUnit unit, JavaValues values, SourceFacts facts) {
        for (AnnotationExpr annotation : Nodes.in(unit, AnnotationExpr.class)) {
            String name = annotation.getName().getIdentifier();
            Place place = JavaReader.place(file, annotation);
            String broker = LISTENERS.get(name);
            if (broker != null) {
                // Micronaut's topics stand in annotations of their own
                for (String topic : MicronautMessages.is(unit) ? List.<String>of() : topics(annotation, values)) {
                    facts.messages().add(new Message(broker, known(topic), false, place));
                }
            } else if (name.equals("EnableBinding")) {
                binding(annotation, place, facts);
            } else if (name.equals("Outgoing")) {
                values.member(annotation, "value")
                        .forEach(t -> facts.messages().add(new Message("channel", known(t), true, place)));
            } else if (name.equals("Channel")) {
                channel(annotation, place, values, facts);
            }
        }
        MicronautMessages.in(file, unit, values, facts);
        Nodes.in(unit, MethodDeclaration.class).forEach(m -> function(file, m, facts));
        for (MethodCallExpr call : Nodes.in(unit, MethodCallExpr.class)) {
            sent(file, call, values, facts);
        }
    }

    /** What a listener names: texts, {@code a,b} split by an expression, partitions of topics, queues that it declares. */
    private static List<String> topics(AnnotationExpr annotation, JavaValues values) {
        List<String> named =
                values.member(annotation, "topics", "queues", "destination", "topicPattern", "value", "target").stream()
                        .flatMap(t -> LIST.matcher(t).matches()
                                ? Stream.of(LIST.matcher(t).replaceFirst("$1").split("\\s*,\\s*", -1))
                                : Stream.of(t))
                        .toList();
        List<String> inner = Stream.of("topicPartitions", "queuesToDeclare", "bindings")
                .flatMap(m -> JavaValues.expression(annotation, m).stream())
                .flatMap(e -> Nodes.in(e, AnnotationExpr.class).stream())
                .filter(a -> a.getNameAsString().matches("TopicPartition|Queue"))
                .flatMap(a -> values.member(a, "topic", "value", "name").stream())
                .toList();
        List<String> all = named.isEmpty() ? inner : named;
        return all.isEmpty() ? List.of("") : all;
    }

    /** A channel that is injected: an emitter sends to it, a stream receives from it. */
    private static void channel(AnnotationExpr annotation, Place place, JavaValues values, SourceFacts facts) {
        String type = annotation
                .getParentNode()
                .map(p -> p instanceof FieldDeclaration field
                        ? field.getElementType().toString()
                        : p instanceof Parameter parameter ? parameter.getTypeAsString() : "")
                .orElse("")
                .replaceFirst("<.*", "")
                .replaceFirst(".*\\.", "");
        boolean produces = type.endsWith("Emitter");
        if (produces || type.matches("Multi|Publisher|PublisherBuilder|Flux|Flowable")) {
            values.member(annotation, "value")
                    .forEach(c -> facts.messages().add(new Message("channel", known(c), produces, place)));
        }
    }

    /** A bean that Spring Cloud Stream may bind by its name. */
    private static void function(SourceFile file, MethodDeclaration method, SourceFacts facts) {
        Optional<AnnotationExpr> bean = method.getAnnotationByName("Bean");
        if (bean.isEmpty() || !(method.getType() instanceof ClassOrInterfaceType type)) {
            return;
        }
        String kind = type.getNameAsString();
        Place place = JavaReader.place(file, method);
        if (kind.equals("Function") || kind.equals("Consumer")) {
            facts.messages().add(new Message("function", method.getNameAsString(), false, place));
        }
        if (kind.equals("Function") || kind.equals("Supplier")) {
            facts.messages().add(new Message("function", method.getNameAsString(), true, place));
        }
    }

    private static void binding(AnnotationExpr annotation, Place place, SourceFacts facts) {
        String text = annotation.toString();
        if (text.contains("Source.class") || text.contains("Processor.class")) {
            facts.messages().add(new Message("stream", "output", true, place));
        }
        if (text.contains("Sink.class") || text.contains("Processor.class")) {
            facts.messages().add(new Message("stream", "input", false, place));
        }
    }

    private static void sent(SourceFile file, MethodCallExpr call, JavaValues values, SourceFacts facts) {
        Expression scope = call.getScope().orElse(null);
        String name = call.getNameAsString();
        if (scope == null || call.getArguments().isEmpty()) {
            return;
        }
        String client = client(scope);
        String first = known(values.of(call.getArgument(0)));
        Place place = JavaReader.place(file, call);
        if (client.matches("kafkatemplate|kafkaoperations|replyingkafkatemplate|reactivekafkaproducertemplate")
                && name.matches("send|sendAndReceive|sendDefault")) {
            String topic = name.equals("sendDefault")
                    ? values.configured("spring.kafka.template.default-topic").orElse("")
                    : inMessage(call.getArgument(0), values).orElse(first);
            facts.messages().add(new Message("kafka", topic, true, place));
        } else if (client.matches("kafkaproducer|producer") && name.equals("send")) {
            record(call.getArgument(0), values)
                    .ifPresent(t -> facts.messages().add(new Message("kafka", t, true, place)));
        } else if (client.matches("kafkaconsumer|consumer") && name.equals("subscribe")) {
            Nodes.in(call.getArgument(0), Expression.class).stream()
                    .filter(e -> e.getChildNodes().isEmpty() || e instanceof NameExpr)
                    .map(e -> known(values.of(e)))
                    .filter(t -> !t.isEmpty())
                    .distinct()
                    .forEach(t -> facts.messages().add(new Message("kafka", t, false, place)));
        } else if (client.equals("streamsbuilder") && name.matches("stream|table|globalTable")) {
            facts.messages().add(new Message("kafka", first, false, place));
        } else if (client.equals("kstream") && name.matches("to|through")) {
            facts.messages().add(new Message("kafka", first, true, place));
        } else if (client.matches("rabbittemplate|amqptemplate|rabbitoperations|amqpoperations|rabbitmessagingtemplate")
                && name.matches("convertAndSend|send|convertSendAndReceive|convertSendAndReceiveAsType")) {
            facts.messages().add(new Message("rabbitmq", first, true, place));
        } else if (client.equals("jmstemplate") || client.equals("jmsmessagingtemplate")) {
            jms(call, first, place, facts);
        } else if (client.equals("streambridge") && name.equals("send")) {
            facts.messages().add(new Message("stream", first, true, place));
        }
    }

    /** What the receiver of a call is: the type it is declared with, else what its name ends with, in lower case. */
    private static String client(Expression scope) {
        Optional<String> type = Types.of(scope).map(t -> t.toLowerCase(Locale.ROOT));
        if (type.isPresent()) {
            return type.get();
        }
        String text = scope.toString().toLowerCase(Locale.ROOT);
        return Stream.of(
                        "kafkatemplate",
                        "rabbittemplate",
                        "amqptemplate",
                        "jmstemplate",
                        "jmsmessagingtemplate",
                        "streambridge")
                .filter(text::endsWith)
                .findFirst()
                .orElse("");
    }

    /** The topic of {@code new ProducerRecord<>(topic, …)}, or of a message with {@code KafkaHeaders.TOPIC}. */
    private static Optional<String> inMessage(Expression message, JavaValues values) {
        Optional<String> record = record(message, values);
        return record.isPresent()
                ? record
                : local(message)
                        .or(() -> Optional.of(message))
                        .flatMap(m -> Nodes.in(m, MethodCallExpr.class).stream()
                                .filter(c -> c.getNameAsString().equals("setHeader")
                                        && c.getArguments().size() == 2
                                        && c.getArgument(0).toString().matches("(.*\\.)?TOPIC|\"kafka_topic\""))
                                .map(c -> known(values.of(c.getArgument(1))))
                                .findFirst());
    }

    private static Optional<String> record(Expression message, JavaValues values) {
        return local(message)
                .or(() -> Optional.of(message))
                .filter(e -> e instanceof ObjectCreationExpr made
                        && made.getType().getNameAsString().equals("ProducerRecord")
                        && !made.getArguments().isEmpty())
                .map(e -> known(values.of(((ObjectCreationExpr) e).getArgument(0))));
    }

    /** What a local variable of the method is set to. */
    private static Optional<Expression> local(Expression name) {
        return name instanceof NameExpr n
                ? Ancestors.of(n, MethodDeclaration.class)
                        .flatMap(m -> Nodes.in(m, VariableDeclarator.class).stream()
                                .filter(v -> v.getNameAsString().equals(n.getNameAsString()))
                                .flatMap(v -> v.getInitializer().stream())
                                .findFirst())
                : Optional.empty();
    }

    /** Without a destination before the message the template's default counts, which is not known here. */
    private static void jms(MethodCallExpr call, String first, Place place, SourceFacts facts) {
        String name = call.getNameAsString();
        boolean sends = name.matches("send|convertAndSend|sendAndReceive|convertSendAndReceive");
        if (sends || name.matches("receive|receiveAndConvert|receiveSelected|receiveSelectedAndConvert|browse")) {
            boolean named = !sends || call.getArguments().size() > 1;
            facts.messages().add(new Message("jms", named ? first : "", sends, place));
        }
    }

    private static String known(String text) {
        return text.contains(JavaValues.UNKNOWN) ? "" : text;
    }
}
