package dev.seatrial.graph.java;

import com.github.javaparser.ast.CompilationUnit;
import com.github.javaparser.ast.body.TypeDeclaration;
import com.github.javaparser.ast.expr.AnnotationExpr;
import dev.seatrial.graph.files.SourceFile;
import dev.seatrial.graph.source.SourceFacts;
import dev.seatrial.graph.source.SourceFacts.Message;
import java.util.List;
import java.util.Optional;

/**
 * Messages of Micronaut: what the type is tells who sends and who listens, annotations below it name the topic.
 *
 * @see <a href="https://micronaut-projects.github.io/micronaut-kafka/latest/guide/">Micronaut Kafka: @KafkaClient,
 *     &#64;KafkaListener, @Topic</a>
 * @see <a href="https://micronaut-projects.github.io/micronaut-rabbitmq/latest/guide/">Micronaut RabbitMQ: @RabbitClient,
 *     &#64;Binding, @RabbitListener, @Queue</a>
 */
final class MicronautMessages {

    private MicronautMessages() {}

    /** Whether the file uses Micronaut's annotations, whose names are partly those of Spring. */
    static boolean is(CompilationUnit unit) {
        return unit.getImports().stream()
                .anyMatch(
                        i -> i.getNameAsString().matches("io\\.micronaut\\.(configuration\\.kafka|rabbitmq|jms)\\b.*"));
    }

    static void in(SourceFile file, CompilationUnit unit, JavaValues values, SourceFacts facts) {
        if (!is(unit)) {
            return;
        }
        for (AnnotationExpr annotation : Nodes.in(unit, AnnotationExpr.class)) {
            String name = annotation.getNameAsString();
            Optional<TypeDeclaration<?>> type =
                    Ancestors.of(annotation, TypeDeclaration.class).map(t -> (TypeDeclaration<?>) t);
            boolean sends = type.filter(
                            t -> t.isAnnotationPresent("KafkaClient") || t.isAnnotationPresent("RabbitClient"))
                    .isPresent();
            boolean listens = type.filter(
                            t -> t.isAnnotationPresent("KafkaListener") || t.isAnnotationPresent("RabbitListener"))
                    .isPresent();
            String broker = switch (name) {
                case "Topic" -> "kafka";
                case "Queue", "Binding" -> "rabbitmq";
                default -> "";
            };
            boolean known = !broker.isEmpty() && (name.equals("Binding") ? sends : sends || listens);
            if (known) {
                List<String> topics = values.member(annotation, "value", "patterns");
                topics.stream()
                        .filter(t -> !t.contains(JavaValues.UNKNOWN))
                        .forEach(t -> facts.messages()
                                .add(new Message(broker, t, sends, JavaReader.place(file, annotation))));
            }
        }
    }
}
