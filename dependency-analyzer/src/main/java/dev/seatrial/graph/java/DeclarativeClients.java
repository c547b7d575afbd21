package dev.seatrial.graph.java;

import com.github.javaparser.ast.CompilationUnit;
import com.github.javaparser.ast.body.ClassOrInterfaceDeclaration;
import com.github.javaparser.ast.body.MethodDeclaration;
import com.github.javaparser.ast.body.TypeDeclaration;
import com.github.javaparser.ast.expr.AnnotationExpr;
import dev.seatrial.graph.files.SourceFile;
import dev.seatrial.graph.model.Warning;
import dev.seatrial.graph.source.SourceFacts;
import dev.seatrial.graph.source.SourceFacts.Call;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Interfaces that are HTTP clients by an annotation.
 *
 * @see <a href="https://docs.spring.io/spring-cloud-openfeign/reference/spring-cloud-openfeign.html">Spring Cloud
 *     OpenFeign: name or value is the discovery name, url goes before it</a>
 * @see <a href="https://docs.spring.io/spring-framework/reference/integration/rest-clients.html#rest-http-interface">
 *     Spring: HTTP Interface, @HttpExchange</a>
 * @see <a href="https://download.eclipse.org/microprofile/microprofile-rest-client-3.0/microprofile-rest-client-spec-3.0.html">
 *     MicroProfile Rest Client: baseUri, configKey, key/mp-rest/url, the full name as the key that is always looked up</a>
 * @see <a href="https://quarkus.io/guides/rest-client">Quarkus: quarkus.rest-client.key.url</a>
 */
final class DeclarativeClients {

    private DeclarativeClients() {}

    static void in(SourceFile file, CompilationUnit unit, JavaValues values, SourceFacts facts) {
        if (unit.getImports().stream().anyMatch(i -> i.getNameAsString().startsWith("io.micronaut.http"))) {
            Nodes.in(unit, AnnotationExpr.class).stream()
                    .filter(a -> a.getNameAsString().equals("Client"))
                    .forEach(a -> micronaut(file, a, values, facts));
        }
        for (ClassOrInterfaceDeclaration type : Nodes.in(unit, ClassOrInterfaceDeclaration.class)) {
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
        // an address in the configuration goes before the name
        Optional<String> url = Stream.of("contextId", "name", "value")
                .flatMap(m -> values.member(annotation, m).stream())
                .flatMap(n -> values
                        .configured(
                                "spring.cloud.openfeign.client.config." + n + ".url",
                                "feign.client.config." + n + ".url")
                        .stream())
                .findFirst();
        if (url.isPresent()
                && annotation.getNameAsString().equals("FeignClient")
                && values.member(annotation, "url").isEmpty()) {
            String prefix =
                    values.member(annotation, "path").stream().findFirst().orElse("");
            calls(file, type, annotation, url.get(), prefix, values, facts);
            return;
        }
        for (String member : members) {
            Optional<String> target = values.member(annotation, member).stream()
                    .filter(t -> !t.isBlank() && !t.equals(JavaValues.UNKNOWN) && !t.startsWith("${"))
                    .findFirst();
            if (target.isPresent()) {
                String prefix =
                        values.member(annotation, "path").stream().findFirst().orElse("");
                calls(file, type, annotation, target.get(), prefix, values, facts);
                return;
            }
        }
    }

    private static String shared(ClassOrInterfaceDeclaration type, MethodDeclaration method, JavaValues values) {
        return Ancestors.of(method, ClassOrInterfaceDeclaration.class)
                .filter(t -> !t.getNameAsString().equals(type.getNameAsString()))
                .flatMap(t -> Verb.of(t, values).stream().findFirst())
                .map(Verb::path)
                .orElse("");
    }

    /**
     * @see <a href="https://docs.micronaut.io/latest/guide/#clientAnnotation">Micronaut: @Client takes a URL, the id of a
     *     service (micronaut.http.services.id.url), or a path of the program itself</a>
     */
    private static void micronaut(SourceFile file, AnnotationExpr annotation, JavaValues values, SourceFacts facts) {
        String id =
                values.member(annotation, "value", "id").stream().findFirst().orElse("");
        if (id.isBlank() || id.startsWith("/") || id.contains(JavaValues.UNKNOWN)) {
            return;
        }
        String target = values.configured(
                        "micronaut.http.services." + id + ".url",
                        "micronaut.http.services." + id + ".urls",
                        "micronaut.http.services." + id + ".urls[0]")
                .orElse(id);
        String prefix = values.member(annotation, "path").stream().findFirst().orElse("");
        if (annotation.getParentNode().orElse(null) instanceof ClassOrInterfaceDeclaration type) {
            calls(file, type, annotation, target, prefix, values, facts);
        } else {
            facts.calls().add(new Call(target, "", prefix, true, JavaReader.place(file, annotation)));
        }
    }

    private static void restClient(
            SourceFile file,
            ClassOrInterfaceDeclaration type,
            AnnotationExpr annotation,
            JavaValues values,
            SourceFacts facts) {
        String fullName = type.getFullyQualifiedName().orElse(type.getNameAsString());
        String key = values.member(annotation, "configKey").stream().findFirst().orElse(fullName);
        List<String> keys = Stream.of(key, fullName, type.getNameAsString())
                .distinct()
                .flatMap(k -> Stream.of("quarkus.rest-client." + k + ".", k + "/mp-rest/"))
                .flatMap(k -> Stream.of(k + "url", k + "uri"))
                .toList();
        Optional<String> url = values.configured(keys.toArray(String[]::new))
                .or(() -> values.member(annotation, "baseUri").stream().findFirst());
        String prefix = type.getAnnotationByName("Path")
                .flatMap(p -> values.member(p, "value").stream().findFirst())
                .orElse("");
        if (url.isPresent()) {
            calls(file, type, annotation, url.get().replaceFirst("/+$", ""), prefix, values, facts);
        } else {
            facts.warnings()
                    .add(new Warning(
                            JavaReader.place(file, annotation),
                            "a REST client without an address: neither '" + key + "/mp-rest/url' nor baseUri is set"));
        }
    }

    private static void calls(
            SourceFile file,
            ClassOrInterfaceDeclaration type,
            AnnotationExpr annotation,
            String target,
            String prefix,
            JavaValues values,
            SourceFacts facts) {
        List<MethodDeclaration> methods = new ArrayList<>(type.getMethods());
        // what an interface that the server shares says counts here too, with the path of its type
        for (TypeDeclaration<?> above : values.types().above(type)) {
            methods.addAll(above.getMethods());
        }
        boolean any = false;
        for (MethodDeclaration method : methods) {
            for (Verb verb : Verb.of(method, values)) {
                any = true;
                facts.calls()
                        .add(new Call(
                                target,
                                verb.method(),
                                Verb.join(prefix, Verb.join(shared(type, method, values), verb.path())),
                                true,
                                JavaReader.place(file, annotation)));
            }
        }
        if (!any) {
            facts.calls().add(new Call(target, "", prefix, true, JavaReader.place(file, annotation)));
        }
    }
}
