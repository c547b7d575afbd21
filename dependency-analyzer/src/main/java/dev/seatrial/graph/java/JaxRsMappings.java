package dev.seatrial.graph.java;

import com.github.javaparser.ast.CompilationUnit;
import com.github.javaparser.ast.body.ClassOrInterfaceDeclaration;
import com.github.javaparser.ast.body.MethodDeclaration;
import dev.seatrial.graph.files.SourceFile;
import dev.seatrial.graph.source.SourceFacts;
import dev.seatrial.graph.source.SourceFacts.Mapping;

/**
 * The resources of JAX-RS.
 *
 * @see <a href="https://jakarta.ee/specifications/restful-ws/3.1/jakarta-restful-ws-spec-3.1#resources">Jakarta RESTful
 *     Web Services: Resources</a>
 */
final class JaxRsMappings {

    private JaxRsMappings() {}

    static void in(SourceFile file, CompilationUnit unit, JavaValues values, SourceFacts facts) {
        for (ClassOrInterfaceDeclaration type : Nodes.in(unit, ClassOrInterfaceDeclaration.class)) {
            if (type.isAnnotationPresent("RegisterRestClient") || type.isAnnotationPresent("Client")) {
                continue;
            }
            if (type.isInterface() && !values.types().implemented(type.getNameAsString())) {
                continue; // what nobody implements is a client's
            }
            String prefix = type.getAnnotationByName("Path")
                    .flatMap(p -> values.member(p, "value").stream().findFirst())
                    .orElse("");
            if (prefix.isEmpty()) {
                continue;
            }
            facts.mappings().add(Mapping.base(Verb.join("", prefix), JavaReader.place(file, type)));
            for (MethodDeclaration method : type.getMethods()) {
                for (Verb verb : Verb.of(method, values)) {
                    facts.mappings()
                            .add(new Mapping(
                                    verb.method(), Verb.join(prefix, verb.path()), JavaReader.place(file, method)));
                }
            }
        }
    }
}
