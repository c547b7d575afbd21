package dev.seatrial.graph.java;

import com.github.javaparser.ast.body.MethodDeclaration;
import com.github.javaparser.ast.body.Parameter;
import com.github.javaparser.ast.body.RecordDeclaration;
import com.github.javaparser.ast.body.TypeDeclaration;
import com.github.javaparser.ast.expr.AnnotationExpr;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.FieldAccessExpr;
import com.github.javaparser.ast.expr.MethodCallExpr;
import com.github.javaparser.ast.expr.StringLiteralExpr;
import com.github.javaparser.ast.nodeTypes.NodeWithAnnotations;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Types whose fields and methods are settings below a prefix: from {@code properties.getOrders().getUrl()} to {@code
 * prefix.orders.url}.
 *
 * @see <a href="https://docs.spring.io/spring-boot/reference/features/external-config.html#features.external-config.typesafe-configuration-properties">
 *     Spring Boot: @ConfigurationProperties, @DefaultValue</a>
 * @see <a href="https://quarkus.io/guides/config-mappings">Quarkus: @ConfigMapping, @WithName, @WithDefault</a>
 * @see <a href="https://docs.micronaut.io/latest/guide/#configurationProperties">Micronaut: @ConfigurationProperties</a>
 */
final class ConfiguredTypes {

    private final Types types;
    private final Map<String, String> prefixes = new HashMap<>();

    ConfiguredTypes(Types types) {
        this.types = types;
        for (TypeDeclaration<?> type : types.all()) {
            Stream.of("ConfigurationProperties", "ConfigMapping", "ConfigProperties")
                    .flatMap(a -> type.getAnnotationByName(a).stream())
                    .flatMap(a -> Stream.of("prefix", "value").flatMap(m -> text(a, m).stream()))
                    .findFirst()
                    .ifPresent(p -> prefixes.put(type.getNameAsString(), p));
        }
    }

    /** The key of a field of such a type, seen from inside it. */
    Optional<String> field(String type, String name) {
        return Optional.ofNullable(prefixes.get(type)).map(p -> p + "." + kebab(name));
    }

    /** The key that the expression reads, if its root is a name of such a type. */
    Optional<String> key(Expression expression) {
        if (expression instanceof MethodCallExpr call && call.getScope().isPresent()) {
            String name = call.getNameAsString();
            if (name.equals("get") && call.getArguments().size() == 1) {
                return call.getArgument(0) instanceof StringLiteralExpr literal
                        ? key(call.getScope().get()).map(k -> k + "." + literal.asString())
                        : Optional.empty();
            }
            return call.getArguments().isEmpty()
                    ? key(call.getScope().get()).map(k -> k + "." + kebab(property(name)))
                    : Optional.empty();
        } else if (expression instanceof FieldAccessExpr access
                && !access.getScope().isThisExpr()) {
            return key(access.getScope()).map(k -> k + "." + kebab(access.getNameAsString()));
        }
        return Types.of(expression).flatMap(t -> Optional.ofNullable(prefixes.get(t)));
    }

    /** The value that holds where no setting is: of the field, the record's component, the mapping's method. */
    Optional<Expression> otherwise(Expression expression) {
        if (!(expression instanceof MethodCallExpr call)
                || call.getScope().isEmpty()
                || !call.getArguments().isEmpty()) {
            return Optional.empty();
        }
        Optional<TypeDeclaration<?>> type =
                Types.of(call.getScope().get()).filter(prefixes::containsKey).flatMap(types::named);
        return type.flatMap(t -> fallback(t, call.getNameAsString()));
    }

    private static Optional<Expression> fallback(TypeDeclaration<?> type, String accessor) {
        String name = property(accessor);
        Stream<Expression> fields = type.getFieldByName(name).stream()
                .flatMap(f -> f.getVariables().stream())
                .filter(v -> v.getNameAsString().equals(name))
                .flatMap(v -> v.getInitializer().stream());
        Stream<Parameter> components = type instanceof RecordDeclaration r
                ? r.getParameters().stream().filter(p -> p.getNameAsString().equals(name))
                : Stream.empty();
        Stream<MethodDeclaration> methods = type.getMethodsByName(accessor).stream();
        Stream<NodeWithAnnotations<?>> annotated = Stream.concat(components, methods);
        return Stream.concat(
                        fields,
                        annotated
                                .flatMap(n -> Stream.of("DefaultValue", "WithDefault")
                                        .flatMap(a -> n.getAnnotationByName(a).stream()))
                                .flatMap(a -> JavaValues.expression(a, "value").stream()))
                .findFirst();
    }

    private static Optional<String> text(AnnotationExpr annotation, String member) {
        return JavaValues.expression(annotation, member)
                .flatMap(Expression::toStringLiteralExpr)
                .map(StringLiteralExpr::asString);
    }

    /** {@code getUrl} and {@code url} read {@code url}. */
    static String property(String accessor) {
        return accessor.matches("(get|is)[A-Z].*")
                ? accessor.replaceFirst("^(get|is)", "").substring(0, 1).toLowerCase(Locale.ROOT)
                        + accessor.replaceFirst("^(get|is)", "").substring(1)
                : accessor;
    }

    private static String kebab(String name) {
        return name.replaceAll("(?<=[a-z0-9])([A-Z])", "-$1").toLowerCase(Locale.ROOT);
    }
}
