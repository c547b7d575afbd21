package dev.seatrial.graph.java;

import com.github.javaparser.ast.CompilationUnit;
import com.github.javaparser.ast.body.ClassOrInterfaceDeclaration;
import com.github.javaparser.ast.body.MethodDeclaration;
import com.github.javaparser.ast.expr.AnnotationExpr;
import dev.seatrial.graph.files.SourceFile;
import dev.seatrial.graph.source.SourceFacts;
import dev.seatrial.graph.source.SourceFacts.Mapping;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * The endpoints of Micronaut's controllers.
 *
 * @see <a href="https://docs.micronaut.io/latest/guide/#routing">Micronaut: Routing Requests</a>
 */
final class MicronautMappings {

    private static final Set<String> VERBS = Set.of("Get", "Post", "Put", "Patch", "Delete", "Head", "Options");

    private MicronautMappings() {}

    static void in(SourceFile file, CompilationUnit unit, JavaValues values, SourceFacts facts) {
        // the annotations' simple names are others' too
        if (unit.getImports().stream().noneMatch(i -> i.getNameAsString().startsWith("io.micronaut.http"))) {
            return;
        }
        for (ClassOrInterfaceDeclaration type : Nodes.in(unit, ClassOrInterfaceDeclaration.class)) {
            Optional<AnnotationExpr> controller = type.getAnnotationByName("Controller");
            if (controller.isEmpty()) {
                continue;
            }
            String prefix = values.member(controller.get(), "value").stream()
                    .findFirst()
                    .orElse("");
            if (!Verb.join("", prefix).equals("/")) {
                facts.mappings().add(Mapping.base(Verb.join("", prefix), JavaReader.place(file, type)));
            }
            for (MethodDeclaration method : type.getMethods()) {
                for (AnnotationExpr annotation : method.getAnnotations()) {
                    String name = annotation.getName().getIdentifier();
                    if (VERBS.contains(name)) {
                        List<String> paths = values.member(annotation, "value", "uri", "uris");
                        for (String path : paths.isEmpty() ? List.of("") : paths) {
                            facts.mappings()
                                    .add(new Mapping(
                                            name.toUpperCase(Locale.ROOT),
                                            Verb.join(prefix, path),
                                            JavaReader.place(file, method)));
                        }
                    }
                }
            }
        }
    }
}
