package dev.seatrial.graph.java;

import com.github.javaparser.ast.CompilationUnit;
import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.body.VariableDeclarator;
import com.github.javaparser.ast.expr.AnnotationExpr;
import com.github.javaparser.ast.expr.BinaryExpr;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.FieldAccessExpr;
import com.github.javaparser.ast.expr.LambdaExpr;
import com.github.javaparser.ast.expr.MethodCallExpr;
import com.github.javaparser.ast.expr.NameExpr;
import com.github.javaparser.ast.expr.ObjectCreationExpr;
import com.github.javaparser.ast.expr.StringLiteralExpr;
import com.github.javaparser.ast.expr.TextBlockLiteralExpr;
import dev.seatrial.graph.files.SourceFile;
import dev.seatrial.graph.model.Warning;
import dev.seatrial.graph.source.SourceFacts;
import dev.seatrial.graph.source.SourceFacts.Call;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Every text that is a URL where it is used: literals, sums, and the names handed to a client's methods.
 *
 * @see <a href="https://docs.spring.io/spring-framework/reference/integration/rest-clients.html">Spring: REST Clients
 *     (RestTemplate, RestClient, WebClient)</a>
 * @see <a href="https://docs.oracle.com/en/java/javase/17/docs/api/java.net.http/java/net/http/HttpRequest.html">JDK
 *     HttpRequest</a>
 */
final class HttpCalls {

    private static final Pattern URL = Pattern.compile("(?:https?|lb|lb:https?|ws|wss|grpc)://.+", Pattern.DOTALL);

    private static final Map<String, String> METHODS = Map.ofEntries(
            Map.entry("getForObject", "GET"),
            Map.entry("getForEntity", "GET"),
            Map.entry("headForHeaders", "HEAD"),
            Map.entry("postForObject", "POST"),
            Map.entry("postForEntity", "POST"),
            Map.entry("postForLocation", "POST"),
            Map.entry("patchForObject", "PATCH"));

    /** Methods whose first argument is the address, of RestTemplate and its kin. */
    private static final Set<String> TAKES_URL = Set.of(
            "getForObject",
            "getForEntity",
            "headForHeaders",
            "postForObject",
            "postForEntity",
            "postForLocation",
            "patchForObject",
            "exchange",
            "baseUrl",
            "uri",
            "url",
            "create",
            "rootUri",
            "target",
            "baseUri",
            "http",
            "getAbs",
            "postAbs");

    private HttpCalls() {}

    static void in(SourceFile file, CompilationUnit unit, JavaValues values, SourceFacts facts) {
        Set<String> followed = followed(unit);
        for (Expression expression : Nodes.in(unit, Expression.class)) {
            if (isWhole(expression, followed)
                    && !partOfBuilder(expression)
                    && Ancestors.of(expression, AnnotationExpr.class).isEmpty()) {
                String text = based(expression, values);
                if (URL.matcher(text).matches()) {
                    RequestChain chain = RequestChain.of(expression, values);
                    String method = chain.method().isEmpty() ? method(expression) : chain.method();
                    String whole =
                            chain.path().isEmpty() ? text : text.replaceFirst("/+$", "") + Verb.join("", chain.path());
                    facts.calls().add(new Call(whole, method, "", false, JavaReader.place(file, expression)));
                } else if (text.startsWith(JavaValues.UNKNOWN) && restTemplate(expression)) {
                    facts.warnings()
                            .add(new Warning(
                                    JavaReader.place(file, expression),
                                    "an HTTP call whose address could not be resolved: " + oneLine(expression)));
                }
            }
        }
    }

    /** The text, after its client's base where it is a path alone that is handed to the client. */
    private static String based(Expression expression, JavaValues values) {
        String text = expression instanceof LambdaExpr lambda ? built(lambda, values) : values.of(expression);
        Optional<Expression> client = expression
                .getParentNode()
                .filter(p -> text.startsWith("/")
                        && p instanceof MethodCallExpr c
                        && (c.getNameAsString().matches("uri|exchange")
                                || METHODS.containsKey(c.getNameAsString())
                                || plainRest(c))
                        && !c.getArguments().isEmpty()
                        && c.getArgument(0).equals(expression))
                .flatMap(p -> ((MethodCallExpr) p).getScope());
        return client.flatMap(c -> ClientBases.of(c, values))
                .map(base -> base.replaceFirst("/+$", "") + text)
                .orElse(text);
    }

    /** The path that a function makes of a builder which has the client's base: {@code uri(b -> b.path("/a").build())}. */
    private static String built(LambdaExpr lambda, JavaValues values) {
        List<MethodCallExpr> steps = new ArrayList<>(Nodes.in(lambda, MethodCallExpr.class));
        Collections.reverse(steps); // the outermost of a chain is the last that runs
        StringBuilder path = new StringBuilder();
        for (MethodCallExpr step : steps) {
            if (step.getNameAsString().matches("path|pathSegment|replacePath")) {
                for (Expression part : step.getArguments()) {
                    String text = values.of(part);
                    path.append(text.startsWith("/") ? "" : "/").append(text);
                }
            }
        }
        return path.toString();
    }

    /** A text that is not part of a larger one, or a name where a client takes an address. */
    private static boolean isWhole(Expression expression, Set<String> followed) {
        if (expression instanceof StringLiteralExpr || expression instanceof TextBlockLiteralExpr) {
            return !partOfSum(expression) && !setsAName(expression, followed) && !formatted(expression);
        } else if (expression instanceof BinaryExpr sum) {
            return sum.getOperator() == BinaryExpr.Operator.PLUS && !partOfSum(expression);
        } else if (expression instanceof NameExpr || expression instanceof FieldAccessExpr) {
            return addressArgument(expression);
        } else if (expression instanceof MethodCallExpr call) {
            return (call.getNameAsString().equals("format")
                            && !call.getArguments().isEmpty()
                            && !setsAName(expression, followed))
                    || (UriBuilders.is(call) && !partOfSum(call) && !setsAName(call, followed))
                    || (addressArgument(call)
                            && Nodes.in(call, StringLiteralExpr.class).stream()
                                    .noneMatch(l -> URL.matcher(l.asString()).matches()));
        }
        return expression instanceof LambdaExpr && addressArgument(expression);
    }

    private static boolean partOfBuilder(Expression expression) {
        return UriBuilders.around(expression).filter(b -> !b.equals(expression)).isPresent();
    }

    private static boolean partOfSum(Expression expression) {
        return expression
                .getParentNode()
                .filter(p -> p instanceof BinaryExpr b && b.getOperator() == BinaryExpr.Operator.PLUS)
                .isPresent();
    }

    /** The names whose uses are read, so that what sets them is not read twice. */
    private static Set<String> followed(CompilationUnit unit) {
        return Nodes.in(unit, NameExpr.class).stream()
                .filter(n -> addressArgument(n) || partOfSum(n))
                .map(NameExpr::getNameAsString)
                .collect(Collectors.toSet());
    }

    private static boolean setsAName(Expression expression, Set<String> followed) {
        return expression
                .getParentNode()
                .filter(p -> p instanceof VariableDeclarator v && followed.contains(v.getNameAsString()))
                .isPresent();
    }

    private static boolean formatted(Expression expression) {
        return expression
                .getParentNode()
                .filter(p ->
                        p instanceof MethodCallExpr c && c.getNameAsString().equals("format"))
                .isPresent();
    }

    private static boolean addressArgument(Expression expression) {
        Node parent = expression.getParentNode().orElse(null);
        if (parent instanceof MethodCallExpr call) {
            return !call.getArguments().isEmpty()
                    && call.getArgument(0).equals(expression)
                    && (TAKES_URL.contains(call.getNameAsString()) || plainRest(call));
        }
        return parent instanceof ObjectCreationExpr creation
                && Set.of("URI", "URL", "HttpGet", "HttpPost", "HttpPut", "HttpPatch", "HttpDelete", "HttpHead")
                        .contains(creation.getType().getNameAsString());
    }

    /** {@code put} and {@code delete} are words of every map: only on something called a template or client. */
    private static boolean plainRest(MethodCallExpr call) {
        return Set.of("put", "delete", "execute").contains(call.getNameAsString())
                && call.getScope()
                        .filter(s ->
                                s.toString().toLowerCase(java.util.Locale.ROOT).contains("resttemplate"))
                        .isPresent();
    }

    private static boolean restTemplate(Expression expression) {
        return addressArgument(expression)
                && expression
                        .getParentNode()
                        .filter(p -> p instanceof MethodCallExpr c
                                && (METHODS.containsKey(c.getNameAsString()) || plainRest(c)))
                        .isPresent();
    }

    private static String method(Expression expression) {
        Optional<MethodCallExpr> call = Ancestors.of(expression, MethodCallExpr.class);
        if (call.isEmpty()) {
            return "";
        }
        String name = call.get().getNameAsString();
        if (name.equals("exchange") && call.get().getArguments().size() > 1) {
            String verb = call.get().getArgument(1).toString();
            return verb.startsWith("HttpMethod.") ? verb.substring("HttpMethod.".length()) : "";
        } else if (name.equals("uri")) {
            String before = call.get().getScope().map(Node::toString).orElse("");
            for (String verb : Set.of("get", "put", "post", "patch", "delete")) {
                if (before.endsWith("." + verb + "()")) {
                    return verb.toUpperCase(java.util.Locale.ROOT);
                }
            }
        }
        return METHODS.getOrDefault(name, "");
    }

    static String oneLine(Expression expression) {
        String text = expression.toString().replaceAll("\\s+", " ");
        return text.length() > 60 ? text.substring(0, 57) + "..." : text;
    }
}
