package dev.seatrial.graph.java;

import com.github.javaparser.ast.CompilationUnit;
import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.body.FieldDeclaration;
import com.github.javaparser.ast.body.MethodDeclaration;
import com.github.javaparser.ast.body.Parameter;
import com.github.javaparser.ast.body.TypeDeclaration;
import com.github.javaparser.ast.body.VariableDeclarator;
import com.github.javaparser.ast.expr.AnnotationExpr;
import com.github.javaparser.ast.expr.ArrayInitializerExpr;
import com.github.javaparser.ast.expr.BinaryExpr;
import com.github.javaparser.ast.expr.ConditionalExpr;
import com.github.javaparser.ast.expr.EnclosedExpr;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.FieldAccessExpr;
import com.github.javaparser.ast.expr.IntegerLiteralExpr;
import com.github.javaparser.ast.expr.MethodCallExpr;
import com.github.javaparser.ast.expr.NameExpr;
import com.github.javaparser.ast.expr.NormalAnnotationExpr;
import com.github.javaparser.ast.expr.ObjectCreationExpr;
import com.github.javaparser.ast.expr.SingleMemberAnnotationExpr;
import com.github.javaparser.ast.expr.StringLiteralExpr;
import com.github.javaparser.ast.expr.TextBlockLiteralExpr;
import com.github.javaparser.ast.nodeTypes.NodeWithAnnotations;
import dev.seatrial.graph.config.Settings;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The text that an expression has, as far as the sources and the configuration tell; what they do not tell is
 * <code>{}</code>.
 */
final class JavaValues {

    static final String UNKNOWN = "{}";

    private static final int DEEPEST = 12;
    private static final Set<String> CARRIERS = Set.of(
            "create",
            "fromHttpUrl",
            "fromUriString",
            "toUri",
            "toUriString",
            "toString",
            "valueOf",
            "get",
            "parse",
            "trim",
            "strip",
            "build",
            "encode");

    private final JavaUnits units;
    private final Settings settings;
    private final Set<String> asked = new HashSet<>();
    private final Map<String, Expression> fields = new HashMap<>();
    private final Map<String, String> injected = new HashMap<>();

    JavaValues(JavaUnits units, Settings settings) {
        this.units = units;
        this.settings = settings;
        units.relevant().values().forEach(u -> note(u, ""));
    }

    /** Notes the values of a file's fields, or of those of one type. */
    private void note(CompilationUnit unit, String type) {
        for (FieldDeclaration field : unit.findAll(FieldDeclaration.class)) {
            String owner = owner(field);
            for (VariableDeclarator variable : field.getVariables()) {
                String name = owner + "." + variable.getNameAsString();
                if (type.isEmpty() || type.equals(owner)) {
                    variable.getInitializer().ifPresent(i -> fields.put(name, i));
                    injectedValue(field).ifPresent(v -> injected.put(name, v));
                }
            }
        }
        for (Parameter parameter : unit.findAll(Parameter.class)) {
            // a constructor's parameter usually sets the field of its name
            if (type.isEmpty() || type.equals(owner(parameter))) {
                injectedValue(parameter)
                        .ifPresent(v -> injected.putIfAbsent(owner(parameter) + "." + parameter.getNameAsString(), v));
            }
        }
    }

    /** The text, with {@code {}} for each unknown part. */
    String of(Expression expression) {
        return of(expression, 0);
    }

    /** All texts of an annotation's member; several where it is an array. */
    List<String> member(AnnotationExpr annotation, String... names) {
        for (String name : names) {
            Optional<Expression> value = expression(annotation, name);
            if (value.isPresent()) {
                return value.get() instanceof ArrayInitializerExpr array
                        ? array.getValues().stream()
                                .map(this::of)
                                .map(settings::resolve)
                                .toList()
                        : List.of(settings.resolve(of(value.get())));
            }
        }
        return List.of();
    }

    /** The first of these settings that is set. */
    Optional<String> configured(String... keys) {
        for (String key : keys) {
            // a variable of the environment has a dot for every sign that is not a letter
            Optional<String> value = settings.first(key)
                    .or(() -> settings.first(key.replaceAll("[^A-Za-z0-9]", ".")))
                    .map(dev.seatrial.graph.config.Setting::value);
            if (value.isPresent()) {
                return value;
            }
        }
        return Optional.empty();
    }

    static Optional<Expression> expression(AnnotationExpr annotation, String name) {
        if (annotation instanceof SingleMemberAnnotationExpr single) {
            return name.equals("value") ? Optional.of(single.getMemberValue()) : Optional.empty();
        } else if (annotation instanceof NormalAnnotationExpr normal) {
            return normal.getPairs().stream()
                    .filter(p -> p.getNameAsString().equals(name))
                    .map(p -> p.getValue())
                    .findFirst();
        }
        return Optional.empty();
    }

    private String of(Expression expression, int depth) {
        if (depth > DEEPEST) {
            return UNKNOWN;
        } else if (expression instanceof StringLiteralExpr literal) {
            return literal.asString();
        } else if (expression instanceof TextBlockLiteralExpr block) {
            return block.stripIndent();
        } else if (expression instanceof IntegerLiteralExpr number) {
            return number.getValue();
        } else if (expression instanceof BinaryExpr sum && sum.getOperator() == BinaryExpr.Operator.PLUS) {
            return of(sum.getLeft(), depth + 1) + of(sum.getRight(), depth + 1);
        } else if (expression instanceof EnclosedExpr enclosed) {
            return of(enclosed.getInner(), depth + 1);
        } else if (expression instanceof ConditionalExpr either) {
            return of(either.getThenExpr(), depth + 1);
        } else if (expression instanceof NameExpr name) {
            return named(name, name.getNameAsString(), depth);
        } else if (expression instanceof FieldAccessExpr access) {
            String owner = access.getScope().isThisExpr()
                    ? owner(access)
                    : access.getScope().toString();
            return field(owner.substring(owner.lastIndexOf('.') + 1) + "." + access.getNameAsString(), depth);
        } else if (expression instanceof ObjectCreationExpr creation
                && creation.getArguments().size() == 1) {
            return of(creation.getArgument(0), depth + 1);
        } else if (expression instanceof MethodCallExpr call) {
            return called(call, depth);
        }
        return UNKNOWN;
    }

    private String called(MethodCallExpr call, int depth) {
        String name = call.getNameAsString();
        if (name.equals("format") && !call.getArguments().isEmpty()) {
            return format(call, 0, depth);
        } else if (name.equals("formatted") && call.getScope().isPresent()) {
            return of(call.getScope().get(), depth + 1).replaceAll("%[-0-9.]*[sdxf]", "{}");
        } else if (name.equals("concat") && call.getScope().isPresent()) {
            return of(call.getScope().get(), depth + 1) + of(call.getArgument(0), depth + 1);
        } else if ((name.equals("getProperty") || name.equals("getenv"))
                && !call.getArguments().isEmpty()) {
            String key = of(call.getArgument(0), depth + 1);
            String found = settings.resolve("${" + key + "}");
            return found.startsWith("${") ? UNKNOWN : found;
        } else if (name.equals("getOrDefault")
                && call.getArguments().size() == 2
                && call.getScope().map(Object::toString).orElse("").endsWith("getenv()")) {
            String found = settings.resolve("${" + of(call.getArgument(0), depth + 1) + "}");
            return found.startsWith("${") ? of(call.getArgument(1), depth + 1) : found;
        } else if (CARRIERS.contains(name)) {
            if (!call.getArguments().isEmpty()) {
                return of(call.getArgument(0), depth + 1);
            }
            return call.getScope().map(s -> of(s, depth + 1)).orElse(UNKNOWN);
        } else if (name.equals("path")
                && call.getScope().isPresent()
                && call.getArguments().size() == 1) {
            return of(call.getScope().get(), depth + 1) + of(call.getArgument(0), depth + 1);
        }
        return call.getArguments().isEmpty() ? getter(call, depth) : UNKNOWN;
    }

    /** A method of the same class that only returns a value. */
    private String getter(MethodCallExpr call, int depth) {
        return Ancestors.of(call, TypeDeclaration.class)
                .map(t -> (TypeDeclaration<?>) t)
                .flatMap(t -> t.getMethodsByName(call.getNameAsString()).stream()
                        .filter(m -> m.getParameters().isEmpty())
                        .findFirst())
                .flatMap(MethodDeclaration::getBody)
                .filter(b -> b.getStatements().size() == 1)
                .flatMap(b -> b.getStatement(0).toReturnStmt())
                .flatMap(r -> r.getExpression())
                .map(e -> of(e, depth + 1))
                .orElse(UNKNOWN);
    }

    private String format(MethodCallExpr call, int at, int depth) {
        StringBuilder text = new StringBuilder();
        String format = of(call.getArgument(at), depth + 1);
        int next = at + 1;
        for (String part : format.split("(?=%[-0-9.]*[sdxf])", -1)) {
            if (part.startsWith("%")) {
                text.append(next < call.getArguments().size() ? of(call.getArgument(next), depth + 1) : UNKNOWN);
                text.append(part.replaceFirst("%[-0-9.]*[sdxf]", ""));
                next++;
            } else {
                text.append(part);
            }
        }
        return text.toString();
    }

    private String named(Node at, String name, int depth) {
        Optional<MethodDeclaration> method = Ancestors.of(at, MethodDeclaration.class);
        if (method.isPresent()) {
            for (VariableDeclarator local : method.get().findAll(VariableDeclarator.class)) {
                if (local.getNameAsString().equals(name)
                        && local.getInitializer().isPresent()) {
                    return of(local.getInitializer().get(), depth + 1);
                }
            }
            if (method.get().getParameterByName(name).isPresent()) {
                return UNKNOWN;
            }
        }
        String own = field(owner(at) + "." + name, depth);
        return own.equals(UNKNOWN) ? staticImport(at, name, depth) : own;
    }

    private String staticImport(Node at, String name, int depth) {
        return at.findCompilationUnit().stream()
                .flatMap(u -> u.getImports().stream())
                .filter(i ->
                        i.isStatic() && (i.isAsterisk() || i.getNameAsString().endsWith("." + name)))
                .map(i -> i.isAsterisk() ? i.getNameAsString() + "." + name : i.getNameAsString())
                .map(full -> {
                    String[] parts = full.split("\\.", -1);
                    return field(parts[parts.length - 2] + "." + name, depth);
                })
                .filter(v -> !v.equals(UNKNOWN))
                .findFirst()
                .orElse(UNKNOWN);
    }

    private String field(String name, int depth) {
        String owner = name.substring(0, name.indexOf('.'));
        if (asked.add(owner)) {
            units.alsoDeclaring(owner).forEach(u -> note(u, owner));
        }
        String value = injected.get(name);
        if (value != null) {
            String resolved = settings.resolve(value);
            return resolved.startsWith("${") ? UNKNOWN : resolved;
        }
        Expression initializer = fields.get(name);
        return initializer == null ? UNKNOWN : of(initializer, depth + 1);
    }

    private static String owner(Node node) {
        return Ancestors.of(node, TypeDeclaration.class)
                .map(t -> (TypeDeclaration<?>) t)
                .map(t -> t.getNameAsString())
                .orElse("");
    }

    /**
     * The placeholder of {@code @Value} or {@code @ConfigProperty}.
     *
     * @see <a href="https://docs.spring.io/spring-framework/reference/core/beans/annotation-config/value-annotations.html">
     *     Spring: Using @Value</a>
     * @see <a href="https://quarkus.io/guides/config-reference">Quarkus: Configuration Reference</a>
     */
    private static Optional<String> injectedValue(NodeWithAnnotations<?> node) {
        Optional<String> value = node.getAnnotationByName("Value")
                .flatMap(a -> expression(a, "value"))
                .flatMap(Expression::toStringLiteralExpr)
                .map(StringLiteralExpr::asString);
        return value.isPresent()
                ? value
                : node.getAnnotationByName("ConfigProperty")
                        .flatMap(a -> expression(a, "name"))
                        .flatMap(Expression::toStringLiteralExpr)
                        .map(l -> "${" + l.asString() + "}");
    }
}
