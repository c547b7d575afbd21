package dev.seatrial.graph.java;

import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.expr.AnnotationExpr;
import com.github.javaparser.ast.nodeTypes.NodeWithAnnotations;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * HTTP method and path that an annotation gives.
 *
 * @see <a href="https://docs.spring.io/spring-framework/reference/web/webmvc/mvc-controller/ann-requestmapping.html">
 *     Spring: Mapping Requests</a>
 * @see <a href="https://docs.micronaut.io/latest/guide/#routing">Micronaut: Routing Requests</a>
 * @see <a href="https://github.com/OpenFeign/feign#interface-annotations">Feign: @RequestLine</a>
 */
record Verb(String method, String path) {

    private static final Map<String, String> SPRING = Map.ofEntries(
            Map.entry("GetMapping", "GET"),
            Map.entry("PostMapping", "POST"),
            Map.entry("PutMapping", "PUT"),
            Map.entry("PatchMapping", "PATCH"),
            Map.entry("DeleteMapping", "DELETE"),
            Map.entry("GetExchange", "GET"),
            Map.entry("PostExchange", "POST"),
            Map.entry("PutExchange", "PUT"),
            Map.entry("PatchExchange", "PATCH"),
            Map.entry("DeleteExchange", "DELETE"));

    private static final List<String> MICRONAUT = List.of("Get", "Post", "Put", "Patch", "Delete", "Head", "Options");

    private static final List<String> JAX_RS = List.of("GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS");

    /** Every mapping of a method or a type, empty if it has none. */
    static List<Verb> of(NodeWithAnnotations<?> node, JavaValues values) {
        List<Verb> found = new ArrayList<>();
        for (AnnotationExpr annotation : node.getAnnotations()) {
            String name = annotation.getName().getIdentifier();
            String method = SPRING.get(name);
            if (method != null) {
                paths(annotation, values).forEach(p -> found.add(new Verb(method, p)));
            } else if (MICRONAUT.contains(name) && micronaut(node)) {
                List<String> uris = values.member(annotation, "value", "uri", "uris");
                (uris.isEmpty() ? List.of("") : uris)
                        .forEach(p -> found.add(new Verb(name.toUpperCase(Locale.ROOT), p)));
            } else if (name.equals("RequestLine")) {
                String[] line = values.member(annotation, "value").stream()
                        .findFirst()
                        .orElse("")
                        .split("[ ?]", -1);
                found.add(new Verb(line[0], line.length > 1 ? line[1] : ""));
            } else if (name.equals("RequestMapping") || name.equals("HttpExchange")) {
                List<String> methods = requestMethods(annotation);
                paths(annotation, values).forEach(p -> methods.forEach(m -> found.add(new Verb(m, p))));
            } else if (JAX_RS.contains(name)) {
                Optional<AnnotationExpr> path = node.getAnnotationByName("Path");
                found.add(new Verb(
                        name,
                        path.flatMap(p -> values.member(p, "value").stream().findFirst())
                                .orElse("")));
            }
        }
        return found;
    }

    private static boolean micronaut(NodeWithAnnotations<?> node) {
        return node instanceof Node n
                && n.findCompilationUnit().stream()
                        .flatMap(u -> u.getImports().stream())
                        .anyMatch(i -> i.getNameAsString().startsWith("io.micronaut.http"));
    }

    private static List<String> paths(AnnotationExpr annotation, JavaValues values) {
        List<String> paths = values.member(annotation, "value", "path", "url");
        return paths.isEmpty() ? List.of("") : paths;
    }

    private static List<String> requestMethods(AnnotationExpr annotation) {
        String text = JavaValues.expression(annotation, "method")
                .map(Object::toString)
                .orElse("");
        List<String> methods = JAX_RS.stream()
                .filter(m -> text.toUpperCase(Locale.ROOT).matches("(?s).*\\b" + m + "\\b.*"))
                .toList();
        return methods.isEmpty() ? List.of("*") : methods;
    }

    /** Puts two parts of a path together with one slash. */
    static String join(String prefix, String path) {
        String whole = "/" + prefix + "/" + path;
        String clean = whole.replaceAll("/{2,}", "/");
        return clean.length() > 1 && clean.endsWith("/") ? clean.substring(0, clean.length() - 1) : clean;
    }
}
