package dev.seatrial.graph.java;

import com.github.javaparser.ast.CompilationUnit;
import com.github.javaparser.ast.body.ClassOrInterfaceDeclaration;
import com.github.javaparser.ast.body.MethodDeclaration;
import com.github.javaparser.ast.expr.AnnotationExpr;
import dev.seatrial.graph.files.SourceFile;
import dev.seatrial.graph.source.SourceFacts;
import dev.seatrial.graph.source.SourceFacts.Call;
import java.util.List;
import java.util.Optional;

/**
 * Interfaces that are HTTP clients by an annotation.
 *
 * @see <a href="https://docs.spring.io/spring-cloud-openfeign/reference/spring-cloud-openfeign.html">Spring Cloud
 *     OpenFeign: name or value is the discovery name, url goes before it</a>
 * @see <a href="https://docs.spring.io/spring-framework/reference/integration/rest-clients.html#rest-http-interface">
 *     Spring: HTTP Interface, @HttpExchange</a>
 * @see <a href="https://quarkus.io/guides/rest-client">Quarkus: @RegisterRestClient, baseUri and configKey</a>
 */
final class DeclarativeClients {

    private DeclarativeClients() {}

    static void in(SourceFile file, CompilationUnit unit, JavaValues values, SourceFacts facts) {
        for (ClassOrInterfaceDeclaration type : unit.findAll(ClassOrInterfaceDeclaration.class)) {
            type.getAnnotationByName("FeignClient")
                    .ifPresent(a -> add(file, type, a, values, facts, "url", "name", "value", "serviceId"));
            type.getAnnotationByName("HttpExchange").ifPresent(a -> add(file, type, a, values, facts, "url", "value"));
            type.getAnnotationByName("RegisterRestClient").ifPresent(a -> restClient(file, type, a, values, facts));
        }
    }

    private static void add(
            SourceFile file,
            ClassOrInterfaceDeclaration type,
            AnnotationExpr annotation,
            JavaValues values,
            SourceFacts facts,
            String... members) {
        for (String member : members) {
            Optional<String> target = values.member(annotation, member).stream()
                    .filter(t -> !t.isBlank() && !t.equals(JavaValues.UNKNOWN) && !t.startsWith("${"))
                    .findFirst();
            if (target.isPresent()) {
                calls(file, type, annotation, target.get(), values, facts);
                return;
            }
        }
    }

    private static void restClient(
            SourceFile file,
            ClassOrInterfaceDeclaration type,
            AnnotationExpr annotation,
            JavaValues values,
            SourceFacts facts) {
        String key = values.member(annotation, "configKey").stream()
                .findFirst()
                .orElseGet(() -> type.getFullyQualifiedName().orElse(type.getNameAsString()));
        values.configured("quarkus.rest-client." + key + ".url", key + "/mp-rest/url")
                .or(() -> values.member(annotation, "baseUri").stream().findFirst())
                .ifPresent(url -> calls(file, type, annotation, url, values, facts));
    }

    private static void calls(
            SourceFile file,
            ClassOrInterfaceDeclaration type,
            AnnotationExpr annotation,
            String target,
            JavaValues values,
            SourceFacts facts) {
        String prefix = values.member(annotation, "path").stream().findFirst().orElse("");
        List<MethodDeclaration> methods = type.getMethods();
        boolean any = false;
        for (MethodDeclaration method : methods) {
            for (Verb verb : Verb.of(method, values)) {
                any = true;
                facts.calls()
                        .add(new Call(
                                target,
                                verb.method(),
                                Verb.join(prefix, verb.path()),
                                true,
                                JavaReader.place(file, annotation)));
            }
        }
        if (!any) {
            facts.calls().add(new Call(target, "", prefix, true, JavaReader.place(file, annotation)));
        }
    }
}
