package dev.seatrial.graph.java;

import com.github.javaparser.ast.CompilationUnit;
import com.github.javaparser.ast.expr.AnnotationExpr;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.MethodCallExpr;
import dev.seatrial.graph.files.SourceFile;
import dev.seatrial.graph.model.Place;
import dev.seatrial.graph.source.SourceFacts;
import dev.seatrial.graph.source.SourceFacts.Message;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Who sends and who listens.
 *
 * @see <a href="https://docs.spring.io/spring-kafka/reference/kafka/receiving-messages/listener-annotation.html">Spring
 *     for Apache Kafka: @KafkaListener</a>
 * @see <a href="https://docs.spring.io/spring-amqp/reference/amqp/receiving-messages/async-annotation-driven.html">Spring
 *     AMQP: @RabbitListener</a>
 * @see <a href="https://docs.spring.io/spring-cloud-stream/docs/3.2.x/reference/html/spring-cloud-stream.html">Spring
 *     Cloud Stream: @EnableBinding, Source, Sink, Processor</a>
 */
final class Messaging {

    private static final Map<String, String> LISTENERS = Map.of(
            "KafkaListener", "kafka", "RabbitListener", "rabbitmq", "StreamListener", "stream", "Incoming", "stream");

    private Messaging() {}

    static void in(SourceFile file, CompilationUnit unit, JavaValues values, SourceFacts facts) {
        for (AnnotationExpr annotation : unit.findAll(AnnotationExpr.class)) {
            String name = annotation.getName().getIdentifier();
            Place place = JavaReader.place(file, annotation);
            String broker = LISTENERS.get(name);
            if (broker != null) {
                List<String> topics = values.member(annotation, "topics", "queues", "topicPattern", "value", "target");
                for (String topic : topics.isEmpty() ? List.of("") : topics) {
                    facts.messages().add(new Message(broker, known(topic), false, place));
                }
            } else if (name.equals("EnableBinding")) {
                binding(annotation, place, facts);
            } else if (name.equals("Outgoing")) {
                values.member(annotation, "value")
                        .forEach(t -> facts.messages().add(new Message("stream", known(t), true, place)));
            }
        }
        for (MethodCallExpr call : unit.findAll(MethodCallExpr.class)) {
            sent(file, call, values, facts);
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
        } else if (scope.endsWith("streambridge") && name.equals("send")) {
            facts.messages().add(new Message("stream", first, true, place));
        }
    }

    private static String known(String text) {
        return text.contains(JavaValues.UNKNOWN) ? "" : text;
    }
}
