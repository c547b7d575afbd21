package dev.seatrial.graph.java;

import com.github.javaparser.ast.CompilationUnit;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.MethodCallExpr;
import com.github.javaparser.ast.expr.NameExpr;
import dev.seatrial.graph.files.SourceFile;
import dev.seatrial.graph.source.SourceFacts;
import dev.seatrial.graph.source.SourceFacts.Call;
import java.util.Locale;
import java.util.Optional;

/**
 * Calls by a JAX-RS target that a variable or a field holds, and by Vert.x's client, which takes port, host and path.
 *
 * @see <a href="https://jakarta.ee/specifications/restful-ws/3.1/jakarta-restful-ws-spec-3.1#client_api">Jakarta RESTful
 *     Web Services: WebTarget</a>
 * @see <a href="https://vertx.io/docs/vertx-web-client/java/">Vert.x: Web Client</a>
 */
final class HeldClients {

    private HeldClients() {}

    static void in(SourceFile file, CompilationUnit unit, JavaValues values, SourceFacts facts) {
        boolean vertx =
                unit.getImports().stream().anyMatch(i -> i.getNameAsString().matches("io\\.vertx\\..*\\bclient\\b.*"));
        for (MethodCallExpr call : Nodes.in(unit, MethodCallExpr.class)) {
            if (call.getNameAsString().equals("request") && call.getScope().isPresent()) {
                held(call, values)
                        .ifPresent(base ->
                                facts.calls().add(new Call(base, verb(call), "", false, JavaReader.place(file, call))));
            } else if (vertx
                    && call.getNameAsString().matches("get|post|put|patch|delete|head")
                    && call.getArguments().size() == 3) {
                String host = values.of(call.getArgument(1));
                String path = values.of(call.getArgument(2));
                if (host.matches("[\\w.-]+") && path.startsWith("/")) {
                    String port = values.of(call.getArgument(0));
                    String url = "http://" + host + (port.matches("\\d+") ? ":" + port : "") + path;
                    String verb = call.getNameAsString().toUpperCase(Locale.ROOT);
                    facts.calls().add(new Call(url, verb, "", false, JavaReader.place(file, call)));
                }
            }
        }
    }

    /** The address where the chain starts at a name that holds a target. */
    private static Optional<String> held(MethodCallExpr request, JavaValues values) {
        Expression root = request;
        while (root instanceof MethodCallExpr call && call.getScope().isPresent()) {
            if (call.getNameAsString().equals("target")) {
                return Optional.empty(); // read where the target is made
            }
            root = call.getScope().get();
        }
        boolean target = (root instanceof NameExpr || root.isFieldAccessExpr())
                && Types.of(root).filter("WebTarget"::equals).isPresent();
        return target ? ClientBases.of(request.getScope().orElse(request), values) : Optional.empty();
    }

    private static String verb(MethodCallExpr request) {
        return request.getParentNode()
                .filter(p -> p instanceof MethodCallExpr)
                .map(p -> ((MethodCallExpr) p).getNameAsString())
                .filter(n -> n.matches("get|post|put|delete|head|options"))
                .map(n -> n.toUpperCase(Locale.ROOT))
                .orElse("");
    }
}
