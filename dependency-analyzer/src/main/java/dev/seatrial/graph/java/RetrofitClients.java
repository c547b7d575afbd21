package dev.seatrial.graph.java;

import com.github.javaparser.ast.CompilationUnit;
import com.github.javaparser.ast.body.ClassOrInterfaceDeclaration;
import com.github.javaparser.ast.body.MethodDeclaration;
import com.github.javaparser.ast.expr.AnnotationExpr;
import com.github.javaparser.ast.expr.ClassExpr;
import com.github.javaparser.ast.expr.MethodCallExpr;
import dev.seatrial.graph.files.SourceFile;
import dev.seatrial.graph.source.SourceFacts;
import dev.seatrial.graph.source.SourceFacts.Call;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Interfaces that Retrofit implements, with the base address of the Retrofit that creates them.
 *
 * @see <a href="https://square.github.io/retrofit/declarations/">Retrofit: API Declaration</a>
 * @see <a href="https://square.github.io/retrofit/2.x/retrofit/retrofit2/Retrofit.Builder.html#baseUrl-okhttp3.HttpUrl-">
 *     Retrofit.Builder: how a path is resolved against the base</a>
 */
final class RetrofitClients {

    private static final Set<String> VERBS = Set.of("GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS");

    private RetrofitClients() {}

    static void in(Map<SourceFile, CompilationUnit> units, JavaValues values, SourceFacts facts) {
        if (units.values().stream().noneMatch(RetrofitClients::declares)) {
            return;
        }
        Map<String, String> bases = new TreeMap<>();
        Set<String> all = new TreeSet<>();
        for (CompilationUnit unit : units.values()) {
            for (MethodCallExpr call : Nodes.in(unit, MethodCallExpr.class)) {
                if (call.getNameAsString().equals("create")
                        && call.getArguments().size() == 1
                        && call.getArgument(0) instanceof ClassExpr type
                        && call.getScope().isPresent()) {
                    ClientBases.of(call.getScope().get(), values)
                            .ifPresent(b -> bases.putIfAbsent(type.getTypeAsString(), b));
                } else if (call.getNameAsString().equals("baseUrl")
                        && call.getScope().map(Object::toString).orElse("").contains("Retrofit.Builder()")) {
                    ClientBases.of(call, values).ifPresent(all::add);
                }
            }
        }
        units.forEach((file, unit) -> {
            if (declares(unit)) {
                for (ClassOrInterfaceDeclaration type : Nodes.in(unit, ClassOrInterfaceDeclaration.class)) {
                    // one that is created elsewhere has the only base there is
                    Optional<String> base = Optional.ofNullable(bases.get(type.getNameAsString()))
                            .or(() -> all.size() == 1 ? all.stream().findFirst() : Optional.empty());
                    base.ifPresent(b -> type.getMethods().forEach(m -> called(file, m, b, values, facts)));
                }
            }
        });
    }

    private static boolean declares(CompilationUnit unit) {
        return unit.getImports().stream().anyMatch(i -> i.getNameAsString().startsWith("retrofit2.http"));
    }

    private static void called(
            SourceFile file, MethodDeclaration method, String base, JavaValues values, SourceFacts facts) {
        for (AnnotationExpr annotation : method.getAnnotations()) {
            String name = annotation.getName().getIdentifier();
            boolean free = name.equals("HTTP");
            if (free || VERBS.contains(name)) {
                String path = values.member(annotation, free ? "path" : "value").stream()
                        .findFirst()
                        .orElse("");
                String verb = free
                        ? values.member(annotation, "method").stream()
                                .findFirst()
                                .orElse("")
                        : name;
                facts.calls().add(new Call(resolved(base, path), verb, "", false, JavaReader.place(file, annotation)));
            }
        }
    }

    /** As a browser follows a link: from the host's root after a slash, from the base without, a whole address as it is. */
    private static String resolved(String base, String path) {
        if (path.matches("(?s)https?://.*")) {
            return path;
        }
        return path.startsWith("/")
                ? base.replaceFirst("(?s)^(\\w+://[^/]*).*", "$1") + path
                : base.replaceFirst("/*$", "/") + path;
    }
}
