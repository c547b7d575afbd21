package dev.seatrial.graph.java;

import com.github.javaparser.ast.CompilationUnit;
import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.body.ClassOrInterfaceDeclaration;
import com.github.javaparser.ast.body.MethodDeclaration;
import com.github.javaparser.ast.body.TypeDeclaration;
import dev.seatrial.graph.files.SourceFile;
import dev.seatrial.graph.source.SourceFacts;
import dev.seatrial.graph.source.SourceFacts.Mapping;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The endpoints of Spring's controllers.
 *
 * @see <a href="https://docs.spring.io/spring-framework/reference/web/webmvc/mvc-controller.html">Spring: Annotated
 *     Controllers</a>
 * @see <a href="https://docs.spring.io/spring-framework/docs/6.2.x/javadoc-api/org/springframework/web/bind/annotation/RequestMapping.html">
 *     RequestMapping: inherited from interfaces and super classes</a>
 */
final class SpringMappings {

    private SpringMappings() {}

    static void in(SourceFile file, CompilationUnit unit, JavaValues values, SourceFacts facts) {
        if (unit.getImports().stream().anyMatch(i -> i.getNameAsString().startsWith("io.micronaut."))) {
            return; // whose controllers bear the same name
        }
        for (ClassOrInterfaceDeclaration type : Nodes.in(unit, ClassOrInterfaceDeclaration.class)) {
            if (!type.isAnnotationPresent("RestController")
                    && !type.isAnnotationPresent("Controller")
                    && !type.isAnnotationPresent("RepositoryRestController")) {
                continue;
            }
            List<TypeDeclaration<?>> above = values.types().above(type);
            List<String> prefixes = Stream.concat(Stream.<TypeDeclaration<?>>of(type), above.stream())
                    .map(t -> Verb.of(t, values).stream()
                            .map(Verb::path)
                            .distinct()
                            .toList())
                    .filter(p -> !p.isEmpty())
                    .findFirst()
                    .orElse(List.of());
            Set<String> own = new TreeSet<>();
            for (MethodDeclaration method : type.getMethods()) {
                if (add(method, method, prefixes, values, file, facts)) {
                    own.add(method.getSignature().asString());
                }
            }
            for (TypeDeclaration<?> parent : above) {
                for (MethodDeclaration inherited : parent.getMethods()) {
                    if (own.add(inherited.getSignature().asString())) {
                        Node said = type.getMethodsByName(inherited.getNameAsString()).stream()
                                .filter(m -> m.getParameters().size()
                                        == inherited.getParameters().size())
                                .findFirst()
                                .map(m -> (Node) m)
                                .orElse(type);
                        add(inherited, said, prefixes, values, file, facts);
                    }
                }
            }
            prefixes.stream()
                    .filter(p -> !p.isBlank())
                    .forEach(p -> facts.mappings().add(Mapping.base(Verb.join("", p), JavaReader.place(file, type))));
        }
    }

    /** Adds what a method is mapped to; whether it is. */
    private static boolean add(
            MethodDeclaration mapped,
            Node said,
            List<String> prefixes,
            JavaValues values,
            SourceFile file,
            SourceFacts facts) {
        List<Verb> verbs = Verb.of(mapped, values);
        for (Verb verb : verbs) {
            for (String prefix : prefixes.isEmpty() ? List.of("") : prefixes) {
                facts.mappings()
                        .add(new Mapping(verb.method(), Verb.join(prefix, verb.path()), JavaReader.place(file, said)));
            }
        }
        return !verbs.isEmpty();
    }
}
