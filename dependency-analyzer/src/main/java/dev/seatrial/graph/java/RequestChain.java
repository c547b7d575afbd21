package dev.seatrial.graph.java;

import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.expr.EnclosedExpr;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.MethodCallExpr;
import com.github.javaparser.ast.expr.ObjectCreationExpr;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the calls around an address add to it.
 *
 * @param method the HTTP method, or empty where the chain does not tell
 * @param path what comes after the address, or empty
 * @see <a href="https://jakarta.ee/specifications/restful-ws/3.1/jakarta-restful-ws-spec-3.1#client_api">Jakarta RESTful
 *     Web Services: Client API</a>
 * @see <a href="https://square.github.io/okhttp/5.x/okhttp/okhttp3/-request/-builder/">OkHttp: Request.Builder, GET if
 *     nothing else is said</a>
 * @see <a href="https://docs.oracle.com/en/java/javase/17/docs/api/java.net.http/java/net/http/HttpRequest.Builder.html">
 *     JDK HttpRequest.Builder, GET if nothing else is said</a>
 * @see <a href="https://hc.apache.org/httpcomponents-client-5.5.x/quickstart.html">Apache HttpClient: HttpGet and its
 *     kin</a>
 */
record RequestChain(String method, String path) {

    private static final Pattern APACHE = Pattern.compile("Http(Get|Post|Put|Patch|Delete|Head|Options)");
    private static final Set<String> VERBS = Set.of("GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS");
    private static final Set<String> CARRIERS = Set.of("create", "parse", "get");
    private static final RequestChain NOTHING = new RequestChain("", "");

    static RequestChain of(Expression address, JavaValues values) {
        Node at = carried(address);
        Node taker = at.getParentNode().orElse(at);
        if (taker instanceof ObjectCreationExpr request) {
            Matcher apache = APACHE.matcher(request.getType().getNameAsString());
            return apache.matches() ? new RequestChain(apache.group(1).toUpperCase(Locale.ROOT), "") : NOTHING;
        } else if (taker instanceof MethodCallExpr call && call.getArguments().contains(at)) {
            return switch (call.getNameAsString()) {
                case "target" -> jaxRs(call, values);
                case "url", "uri", "newBuilder" -> built(call, values);
                default -> NOTHING;
            };
        }
        return NOTHING;
    }

    /** The address as {@code URI.create(address)} or {@code new URI(address)} hands it on. */
    private static Node carried(Expression address) {
        Node at = address;
        Optional<Node> parent = at.getParentNode();
        while (parent.isPresent()) {
            Node above = parent.get();
            boolean hands = above instanceof EnclosedExpr
                    || (above instanceof MethodCallExpr call
                            && call.getArguments().contains(at)
                            && CARRIERS.contains(call.getNameAsString())
                            && call.getScope()
                                    .filter(s -> s.toString().matches("(.*\\.)?(URI|HttpUrl)"))
                                    .isPresent())
                    || (above instanceof ObjectCreationExpr creation
                            && creation.getType().getNameAsString().matches("URI|URL"));
            if (!hands) {
                return at;
            }
            at = above;
            parent = above.getParentNode();
        }
        return at;
    }

    private static RequestChain jaxRs(MethodCallExpr target, JavaValues values) {
        StringBuilder path = new StringBuilder();
        boolean requested = false;
        for (MethodCallExpr call : after(target)) {
            String name = call.getNameAsString();
            String verb = name.replaceFirst("^build(?=[A-Z])", "").toUpperCase(Locale.ROOT);
            if (name.equals("path") && call.getArguments().size() == 1) {
                path.append('/').append(values.of(call.getArgument(0)));
            } else if (name.equals("request")) {
                requested = true;
            } else if (requested && VERBS.contains(verb)) {
                return new RequestChain(verb, path.toString());
            } else if (requested && name.matches("method|build")) {
                return new RequestChain(said(call, values), path.toString());
            }
        }
        return new RequestChain("", path.toString());
    }

    /** OkHttp's and the JDK's builders, which stand before and after the address. */
    private static RequestChain built(MethodCallExpr taker, JavaValues values) {
        List<MethodCallExpr> chain = new ArrayList<>(after(taker));
        boolean whole = chain.stream().anyMatch(c -> c.getNameAsString().equals("build"));
        Expression root = taker;
        while (root instanceof MethodCallExpr call) {
            chain.add(call);
            if (call.getNameAsString().equals("newBuilder") || call.getScope().isEmpty()) {
                break;
            }
            root = call.getScope().get();
        }
        if (!whole
                || !root.toString()
                        .matches("(?s)new (\\w+\\.)*Request\\.Builder\\(\\)|(\\w+\\.)*HttpRequest\\.newBuilder\\(.*")) {
            return NOTHING;
        }
        for (MethodCallExpr call : chain) {
            String verb = call.getNameAsString().toUpperCase(Locale.ROOT);
            if (VERBS.contains(verb)) {
                return new RequestChain(verb, "");
            } else if (verb.equals("METHOD")) {
                return new RequestChain(said(call, values), "");
            }
        }
        return new RequestChain("GET", "");
    }

    private static String said(MethodCallExpr call, JavaValues values) {
        String verb = call.getArguments().isEmpty() ? "" : values.of(call.getArgument(0));
        return VERBS.contains(verb) ? verb : "";
    }

    /** The calls that hang on this one, in the order in which they run. */
    private static List<MethodCallExpr> after(MethodCallExpr call) {
        List<MethodCallExpr> found = new ArrayList<>();
        MethodCallExpr at = call;
        while (at.getParentNode().orElse(null) instanceof MethodCallExpr next
                && next.getScope().filter(at::equals).isPresent()) {
            found.add(next);
            at = next;
        }
        return found;
    }
}
