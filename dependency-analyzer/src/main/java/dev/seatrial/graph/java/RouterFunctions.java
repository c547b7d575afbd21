package dev.seatrial.graph.java;

import com.github.javaparser.ast.CompilationUnit;
import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.body.MethodDeclaration;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.MethodCallExpr;
import dev.seatrial.graph.files.SourceFile;
import dev.seatrial.graph.model.EdgeKind;
import dev.seatrial.graph.source.SourceFacts;
import dev.seatrial.graph.source.SourceFacts.Call;
import dev.seatrial.graph.source.SourceFacts.Mapping;
import java.util.Optional;
import java.util.Set;

/**
 * Endpoints that functions answer, and routes that the gateway for servlets makes of such functions.
 *
 * @see <a href="https://docs.spring.io/spring-framework/reference/web/webflux-functional.html">Spring: Functional
 *     Endpoints, RouterFunction, nested routes</a>
 * @see <a href="https://docs.spring.io/spring-cloud-gateway/reference/spring-cloud-gateway-server-webmvc/java-routes-api.html">
 *     Spring Cloud Gateway Server MVC: Java Routes API, http(), lb()</a>
 */
final class RouterFunctions {

    private static final Set<String> VERBS = Set.of("GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS");

    private RouterFunctions() {}

    static void in(SourceFile file, CompilationUnit unit, JavaValues values, SourceFacts facts) {
        for (MethodDeclaration method : Nodes.in(unit, MethodDeclaration.class)) {
            if (!method.getTypeAsString().matches("(.*\\.)?RouterFunction\\b.*")) {
                continue;
            }
            boolean passesOn = Nodes.in(method, MethodCallExpr.class).stream().anyMatch(RouterFunctions::forwards);
            for (MethodCallExpr call : Nodes.in(method, MethodCallExpr.class)) {
                if (VERBS.contains(call.getNameAsString())
                        && !call.getArguments().isEmpty()
                        && !passesOn) {
                    path(call.getArgument(0), values)
                            .ifPresent(p -> facts.mappings()
                                    .add(new Mapping(
                                            call.getNameAsString(),
                                            Verb.join(prefix(call, values), p),
                                            JavaReader.place(file, call))));
                } else if (call.getNameAsString().equals("lb")
                        && call.getArguments().size() == 1) {
                    facts.calls()
                            .add(new Call(
                                    values.of(call.getArgument(0)),
                                    "",
                                    "",
                                    true,
                                    EdgeKind.GATEWAY,
                                    JavaReader.place(file, call)));
                }
            }
        }
    }

    /** {@code http()} and {@code http(address)} are handlers that pass the request on. */
    private static boolean forwards(MethodCallExpr call) {
        return call.getNameAsString().equals("http")
                && call.getScope()
                        .map(Expression::toString)
                        .map(s -> s.endsWith("HandlerFunctions"))
                        .orElse(true);
    }

    private static Optional<String> path(Expression argument, JavaValues values) {
        String text = values.of(argument);
        return text.startsWith("/") || text.isEmpty() ? Optional.of(text) : Optional.empty();
    }

    /** The paths of the routes around this one. */
    private static String prefix(MethodCallExpr call, JavaValues values) {
        String prefix = "";
        Node at = call;
        while (!(at instanceof MethodDeclaration) && at.getParentNode().isPresent()) {
            Node above = at.getParentNode().get();
            if (above instanceof MethodCallExpr outer
                    && outer.getArguments().size() > 1
                    && outer.getArguments().indexOf(at) > 0
                    && outer.getNameAsString().matches("path|nest|andNest")) {
                Expression first = outer.getArgument(0);
                Expression at0 = first instanceof MethodCallExpr predicate
                                && predicate.getNameAsString().equals("path")
                                && predicate.getArguments().size() == 1
                        ? predicate.getArgument(0)
                        : first;
                prefix = path(at0, values).orElse("") + prefix;
            }
            at = above;
        }
        return prefix;
    }
}
