package dev.seatrial.graph.java;

import com.github.javaparser.ast.CompilationUnit;
import com.github.javaparser.ast.body.ClassOrInterfaceDeclaration;
import com.github.javaparser.ast.body.MethodDeclaration;
import com.github.javaparser.ast.expr.ClassExpr;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.MethodCallExpr;
import dev.seatrial.graph.files.SourceFile;
import dev.seatrial.graph.model.Place;
import dev.seatrial.graph.source.SourceFacts;
import dev.seatrial.graph.source.SourceFacts.Call;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Interfaces whose client the code makes: the address stands with the maker, paths and methods with the interface.
 *
 * @see <a href="https://docs.spring.io/spring-framework/reference/integration/rest-clients.html#rest-http-service-client">
 *     Spring: HttpServiceProxyFactory, createClient</a>
 * @see <a href="https://download.eclipse.org/microprofile/microprofile-rest-client-3.0/microprofile-rest-client-spec-3.0.html">
 *     MicroProfile Rest Client: RestClientBuilder, baseUri, build</a>
 * @see <a href="https://github.com/OpenFeign/feign#basics">Feign: target(type, url)</a>
 */
final class CreatedClients {

    private CreatedClients() {}

    static void in(Map<SourceFile, CompilationUnit> units, JavaValues values, SourceFacts facts) {
        IdentityHashMap<CompilationUnit, SourceFile> files = new IdentityHashMap<>();
        units.forEach((file, unit) -> files.put(unit, file));
        for (CompilationUnit unit : units.values()) {
            for (MethodCallExpr call : Nodes.in(unit, MethodCallExpr.class)) {
                type(call).flatMap(values.types()::named).ifPresent(type -> {
                    Optional<String> base = base(call, values);
                    if (base.isPresent() && type instanceof ClassOrInterfaceDeclaration made && made.isInterface()) {
                        made.findCompilationUnit()
                                .flatMap(u -> Optional.ofNullable(files.get(u)))
                                .ifPresent(file -> made.getMethods()
                                        .forEach(m -> called(file, made, m, base.get(), values, facts)));
                    }
                });
            }
        }
    }

    private static Optional<String> type(MethodCallExpr call) {
        boolean makes = switch (call.getNameAsString()) {
            case "createClient" -> call.getArguments().size() == 1;
            case "build" -> call.getArguments().size() == 1 && call.toString().contains("baseUr");
            case "target" -> call.getArguments().size() == 2;
            default -> false;
        };
        return makes && call.getArgument(0) instanceof ClassExpr type
                ? Optional.of(type.getTypeAsString())
                : Optional.empty();
    }

    private static Optional<String> base(MethodCallExpr call, JavaValues values) {
        if (call.getNameAsString().equals("target")) {
            return Optional.of(values.of(call.getArgument(1))).filter(u -> u.matches("(?s)https?://[^{].*"));
        }
        return call.getScope().flatMap((Expression s) -> ClientBases.of(s, values));
    }

    private static void called(
            SourceFile file,
            ClassOrInterfaceDeclaration type,
            MethodDeclaration method,
            String base,
            JavaValues values,
            SourceFacts facts) {
        String prefix = type.getAnnotationByName("Path")
                .flatMap(p -> values.member(p, "value").stream().findFirst())
                .or(() -> Verb.of(type, values).stream().map(Verb::path).findFirst())
                .orElse("");
        for (Verb verb : Verb.of(method, values)) {
            Place place = JavaReader.place(file, method);
            String path = Verb.join(prefix, verb.path());
            facts.calls().add(new Call(base.replaceFirst("/+$", "") + path, verb.method(), "", false, place));
        }
    }
}
