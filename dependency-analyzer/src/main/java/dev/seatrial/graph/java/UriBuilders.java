package dev.seatrial.graph.java;

import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.MethodCallExpr;
import com.github.javaparser.ast.expr.NameExpr;
import com.github.javaparser.ast.expr.ObjectCreationExpr;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Addresses that are put together by a builder.
 *
 * @see <a href="https://docs.spring.io/spring-framework/reference/web/webmvc/mvc-uri-building.html">Spring:
 *     UriComponentsBuilder</a>
 * @see <a href="https://jakarta.ee/specifications/restful-ws/3.1/apidocs/jakarta.ws.rs/jakarta/ws/rs/core/uribuilder">
 *     Jakarta RESTful Web Services: UriBuilder</a>
 * @see <a href="https://square.github.io/okhttp/5.x/okhttp/okhttp3/-http-url/">OkHttp: HttpUrl</a>
 * @see <a href="https://hc.apache.org/httpcomponents-core-5.3.x/current/httpcore5/apidocs/org/apache/hc/core5/net/URIBuilder.html">
 *     Apache HttpComponents: URIBuilder</a>
 */
final class UriBuilders {

    private static final Set<String> STARTS =
            Set.of("fromHttpUrl", "fromUriString", "fromUri", "fromPath", "newInstance", "parse", "get");
    private static final Set<String> MAKERS =
            Set.of("UriComponentsBuilder", "UriBuilder", "HttpUrl", "DefaultUriBuilderFactory");

    private UriBuilders() {}

    /** Whether the call stands in a chain that starts at a builder of addresses. */
    static boolean is(MethodCallExpr call) {
        List<MethodCallExpr> chain = chain(call);
        MethodCallExpr first = chain.get(0);
        Optional<Expression> scope = first.getScope();
        if (scope.isEmpty()) {
            return false;
        }
        return (STARTS.contains(first.getNameAsString())
                        && MAKERS.contains(scope.get().toString().replaceFirst(".*\\.(?=\\w+$)", "")))
                || (scope.get() instanceof ObjectCreationExpr made
                        && made.getType().getNameAsString().matches("URIBuilder|HttpUrl\\.Builder|Builder")
                        && made.getType().toString().matches("URIBuilder|(okhttp3\\.)?HttpUrl\\.Builder"))
                || (scope.get() instanceof NameExpr name
                        && Types.of(name)
                                .filter(t -> t.matches("UriComponentsBuilder|UriBuilder|URIBuilder|HttpUrl\\.Builder"))
                                .isPresent());
    }

    /** The last call of the chain in which the expression stands as an argument or a part, if it is such a chain. */
    static Optional<MethodCallExpr> around(Expression expression) {
        Node at = expression;
        Optional<MethodCallExpr> found = Optional.empty();
        while (at.getParentNode().orElse(null) instanceof MethodCallExpr call && is(call)) {
            found = Optional.of(call);
            at = call;
        }
        return found;
    }

    /** What the chain builds, without its query. */
    static String text(MethodCallExpr call, Function<Expression, String> values) {
        List<MethodCallExpr> chain = chain(call);
        String scheme = "";
        String host = "";
        String port = "";
        StringBuilder base = new StringBuilder();
        StringBuilder path = new StringBuilder();
        Expression root = chain.get(0).getScope().orElseThrow();
        if (root instanceof NameExpr
                || (root instanceof ObjectCreationExpr made
                        && !made.getArguments().isEmpty())) {
            String text = values.apply(root);
            base.append(text.equals(JavaValues.UNKNOWN) ? "" : text);
        }
        for (MethodCallExpr step : chain) {
            String first = step.getArguments().isEmpty() ? "" : values.apply(step.getArgument(0));
            switch (step.getNameAsString()) {
                case "fromHttpUrl", "fromUriString", "fromUri", "fromPath", "parse", "get", "uri" -> base.append(first);
                case "scheme", "setScheme" -> scheme = first;
                case "host", "setHost" -> host = first;
                case "port", "setPort" -> port = first;
                case "path", "replacePath", "setPath", "addPathSegment", "addPathSegments", "encodedPath" ->
                    path.append(first.startsWith("/") || first.isEmpty() ? "" : "/")
                            .append(first);
                case "pathSegment", "setPathSegments" ->
                    step.getArguments().forEach(a -> path.append('/').append(values.apply(a)));
                default -> {}
            }
        }
        if (base.isEmpty() && !host.isEmpty()) {
            base.append(scheme.isEmpty() ? "http" : scheme).append("://").append(host);
            base.append(port.matches("\\d+") ? ":" + port : "");
        }
        String before = base.toString();
        return path.isEmpty() ? before : before.replaceFirst("[?#].*", "").replaceFirst("/+$", "") + path;
    }

    /** The calls of the chain up to this one, in the order in which they run. */
    private static List<MethodCallExpr> chain(MethodCallExpr call) {
        List<MethodCallExpr> found = new ArrayList<>(List.of(call));
        Expression at = call;
        while (at instanceof MethodCallExpr c && c.getScope().orElse(null) instanceof MethodCallExpr before) {
            found.add(0, before);
            at = before;
        }
        return found;
    }
}
