package dev.seatrial.graph.java;

import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.body.MethodDeclaration;
import com.github.javaparser.ast.body.TypeDeclaration;
import com.github.javaparser.ast.body.VariableDeclarator;
import com.github.javaparser.ast.expr.AssignExpr;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.FieldAccessExpr;
import com.github.javaparser.ast.expr.MethodCallExpr;
import com.github.javaparser.ast.expr.NameExpr;
import com.github.javaparser.ast.stmt.ReturnStmt;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The base address with which a client was made, as far as its own file tells.
 *
 * @see <a href="https://docs.spring.io/spring-framework/reference/integration/rest-clients.html#rest-restclient">Spring:
 *     RestClient, baseUrl</a>
 * @see <a href="https://square.github.io/retrofit/2.x/retrofit/retrofit2/Retrofit.Builder.html">Retrofit.Builder:
 *     baseUrl</a>
 */
final class ClientBases {

    private static final Set<String> CLIENTS = Set.of(
            "WebClient", "WebClient.Builder", "RestClient", "RestClient.Builder", "RestTemplate", "RestOperations");

    private ClientBases() {}

    /** The base of the client at the root of this expression, or empty. */
    static Optional<String> of(Expression client, JavaValues values) {
        return of(client, values, new HashSet<>()).filter(b -> b.matches("(?s)(https?|lb)://[^{].*"));
    }

    private static Optional<String> of(Expression at, JavaValues values, Set<String> seen) {
        if (at instanceof MethodCallExpr call) {
            boolean tells = call.getArguments().size() == 1
                    && (call.getNameAsString().matches("baseUrl|rootUri|baseUri")
                            || (call.getNameAsString().equals("create")
                                    && call.getScope()
                                            .filter(s -> s.toString().matches("(.*\\.)?(RestClient|WebClient)"))
                                            .isPresent()));
            if (tells) {
                return Optional.of(values.of(call.getArgument(0)));
            }
            if (call.getArguments().size() == 1 && call.getNameAsString().equals("target")) {
                return Optional.of(values.of(call.getArgument(0)));
            } else if (call.getArguments().size() == 1
                    && call.getNameAsString().equals("path")
                    && call.getScope().isPresent()) {
                return of(call.getScope().get(), values, seen)
                        .map(b -> b.replaceFirst("/+$", "") + Verb.join("", values.of(call.getArgument(0))));
            }
            boolean wraps = call.getArguments().size() == 1
                    && (call.getNameAsString().matches("builderFor|exchangeAdapter|clientAdapter|forClient")
                            || call.getScope()
                                    .filter(s -> s.toString().matches("(.*\\.)?\\w+Adapter"))
                                    .isPresent());
            if (wraps) {
                return of(call.getArgument(0), values, seen);
            }
            return call.getScope().isPresent()
                    ? of(call.getScope().get(), values, seen)
                    : Optional.of(call)
                            .filter(c -> seen.add(c.getNameAsString() + "()"))
                            .flatMap(ClientBases::returned)
                            .flatMap(e -> of(e, values, seen));
        } else if (at instanceof NameExpr name) {
            return given(at, name.getNameAsString(), values, seen);
        } else if (at instanceof FieldAccessExpr field && field.getScope().isThisExpr()) {
            return given(at, field.getNameAsString(), values, seen);
        }
        return Optional.empty();
    }

    private static Optional<Expression> returned(MethodCallExpr call) {
        return Ancestors.of(call, TypeDeclaration.class)
                .map(t -> (TypeDeclaration<?>) t)
                .flatMap(
                        t -> t.getMethodsByName(call.getNameAsString()).stream().findFirst())
                .flatMap(ClientBases::result);
    }

    private static Optional<Expression> result(MethodDeclaration method) {
        return method.findFirst(ReturnStmt.class).flatMap(ReturnStmt::getExpression);
    }

    /**
     * The base of the bean that is injected under a name: the one that bears it, else the only one of its type.
     *
     * @see <a href="https://docs.spring.io/spring-framework/reference/core/beans/annotation-config/autowired-qualifiers.html">
     *     Spring: the bean's name is considered a default qualifier value</a>
     */
    private static Optional<String> bean(Expression at, String name, JavaValues values, Set<String> seen) {
        String type = Types.of(at).orElse("");
        if (!CLIENTS.contains(type)) {
            return Optional.empty();
        }
        Map<String, String> bases = new TreeMap<>();
        for (TypeDeclaration<?> declared : values.types().all()) {
            for (MethodDeclaration method : declared.getMethods()) {
                if (method.isAnnotationPresent("Bean")
                        && method.getTypeAsString().equals(type)) {
                    result(method)
                            .filter(e -> seen.add(declared.getNameAsString() + "#" + method.getNameAsString()))
                            .flatMap(e -> of(e, values, seen))
                            .ifPresent(b -> bases.put(method.getNameAsString(), b));
                }
            }
        }
        String own = bases.get(name);
        return own != null
                ? Optional.of(own)
                : bases.size() == 1 ? bases.values().stream().findFirst() : Optional.empty();
    }

    /** What a variable or a field of this name is set to: in its method, else in its type. */
    private static Optional<String> given(Expression at, String name, JavaValues values, Set<String> seen) {
        if (!seen.add(name)) {
            return Optional.empty();
        }
        Stream<Expression> local =
                Ancestors.of(at, MethodDeclaration.class).stream().flatMap(m -> set(m, name));
        Stream<Expression> own =
                Ancestors.of(at, TypeDeclaration.class).stream().flatMap(t -> set(t, name));
        return Stream.concat(local, own)
                .flatMap(e -> of(e, values, seen).stream())
                .findFirst()
                .or(() -> bean(at, name, values, seen));
    }

    private static Stream<Expression> set(Node within, String name) {
        Stream<Expression> declared = Nodes.in(within, VariableDeclarator.class).stream()
                .filter(v -> v.getNameAsString().equals(name))
                .flatMap(v -> v.getInitializer().stream());
        Stream<Expression> assigned = Nodes.in(within, AssignExpr.class).stream()
                .filter(a ->
                        a.getTarget().toString().replaceFirst("^this\\.", "").equals(name))
                .map(AssignExpr::getValue);
        return Stream.concat(declared, assigned);
    }
}
