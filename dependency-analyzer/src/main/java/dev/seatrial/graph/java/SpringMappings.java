package dev.seatrial.graph.java;

import com.github.javaparser.ast.CompilationUnit;
import com.github.javaparser.ast.body.ClassOrInterfaceDeclaration;
import com.github.javaparser.ast.body.MethodDeclaration;
import dev.seatrial.graph.files.SourceFile;
import dev.seatrial.graph.source.SourceFacts;
import dev.seatrial.graph.source.SourceFacts.Mapping;
import java.util.List;

/**
 * The endpoints of Spring's controllers.
 *
 * @see <a href="https://docs.spring.io/spring-framework/reference/web/webmvc/mvc-controller.html">Spring: Annotated
 *     Controllers</a>
 */
final class SpringMappings {

    private SpringMappings() {}

    static void in(SourceFile file, CompilationUnit unit, JavaValues values, SourceFacts facts) {
        for (ClassOrInterfaceDeclaration type : unit.findAll(ClassOrInterfaceDeclaration.class)) {
            if (!type.isAnnotationPresent("RestController")
                    && !type.isAnnotationPresent("Controller")
                    && !type.isAnnotationPresent("RepositoryRestController")) {
                continue;
            }
            List<String> prefixes =
                    Verb.of(type, values).stream().map(Verb::path).distinct().toList();
            for (MethodDeclaration method : type.getMethods()) {
                for (Verb verb : Verb.of(method, values)) {
                    for (String prefix : prefixes.isEmpty() ? List.of("") : prefixes) {
                        facts.mappings()
                                .add(new Mapping(
                                        verb.method(), Verb.join(prefix, verb.path()), JavaReader.place(file, method)));
                    }
                }
            }
            prefixes.stream()
                    .filter(p -> !p.isBlank())
                    .forEach(p -> facts.mappings().add(Mapping.base(Verb.join("", p), JavaReader.place(file, type))));
        }
    }
}
