package dev.seatrial.graph.java;

import com.github.javaparser.ast.CompilationUnit;
import com.github.javaparser.ast.body.FieldDeclaration;
import com.github.javaparser.ast.body.MethodDeclaration;
import com.github.javaparser.ast.body.Parameter;
import com.github.javaparser.ast.expr.AnnotationExpr;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.MethodCallExpr;
import com.github.javaparser.ast.type.ClassOrInterfaceType;
import dev.seatrial.graph.files.SourceFile;
import dev.seatrial.graph.model.Place;
import dev.seatrial.graph.source.SourceFacts;
import dev.seatrial.graph.source.SourceFacts.Message;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Who sends and who listens.
 *
 * @see <a href="https://docs.spring.io/spring-kafka/reference/kafka/receiving-messages/listener-annotation.html">Spring
 *     for Apache Kafka: @KafkaListener</a>
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

    private Messaging() {}

    static void in(SourceFile file, CompilationUnit unit, JavaValues values, SourceFacts facts) {
        for (AnnotationExpr annotation : unit.findAll(AnnotationExpr.class)) {
            String name = annotation.getName().getIdentifier();
            Place place = JavaReader.place(file, annotation);
            String broker = LISTENERS.get(name);
            if (broker != null) {
                List<String> topics =
                        values.member(annotation, "topics", "queues", "destination", "topicPattern", "value", "target");
                for (String topic : topics.isEmpty() ? List.of("") : topics) {
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
        unit.findAll(MethodDeclaration.class).forEach(m -> function(file, m, facts));
        for (MethodCallExpr call : unit.findAll(MethodCallExpr.class)) {
            sent(file, call, values, facts);
        }
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
        String scope = call.getScope().map(Expression::toString).orElse("").toLowerCase(Locale.ROOT);
        String name = call.getNameAsString();
        if (call.getArguments().isEmpty()) {
            return;
        }
        String first = known(values.of(call.getArgument(0)));
        Place place = JavaReader.place(file, call);
        if (scope.endsWith("kafkatemplate") && name.equals("send")) {
            facts.messages().add(new Message("kafka", first, true, place));
        } else if ((scope.endsWith("rabbittemplate") || scope.endsWith("amqptemplate"))
                && (name.equals("convertAndSend") || name.equals("send") || name.equals("convertSendAndReceive"))) {
            facts.messages().add(new Message("rabbitmq", first, true, place));
        } else if (scope.endsWith("jmstemplate") || scope.endsWith("jmsmessagingtemplate")) {
            jms(call, first, place, facts);
        } else if (scope.endsWith("streambridge") && name.equals("send")) {
            facts.messages().add(new Message("stream", first, true, place));
        }
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
