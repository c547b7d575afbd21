package dev.seatrial.graph.java;

import com.github.javaparser.ast.CompilationUnit;
import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.body.ConstructorDeclaration;
import com.github.javaparser.ast.body.FieldDeclaration;
import com.github.javaparser.ast.body.MethodDeclaration;
import com.github.javaparser.ast.body.Parameter;
import com.github.javaparser.ast.body.TypeDeclaration;
import com.github.javaparser.ast.body.VariableDeclarator;
import com.github.javaparser.ast.expr.AnnotationExpr;
import com.github.javaparser.ast.expr.ArrayInitializerExpr;
import com.github.javaparser.ast.expr.AssignExpr;
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
import java.util.ArrayList;
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
    private final Types types;
    private final ConfiguredTypes configuredTypes;
    private final Map<String, Expression> fields = new HashMap<>();
    private final Map<String, Expression> injected = new HashMap<>();

    JavaValues(JavaUnits units, Settings settings) {
        this.units = units;
        this.settings = settings;
        this.types = new Types(units.relevant().values());
        this.configuredTypes = new ConfiguredTypes(types);
        units.relevant().values().forEach(u -> note(u, ""));
    }

    /** Notes the values of a file's fields, or of those of one type. */
    private void note(CompilationUnit unit, String type) {
        for (FieldDeclaration field : Nodes.in(unit, FieldDeclaration.class)) {
            String owner = owner(field);
            for (VariableDeclarator variable : field.getVariables()) {
                String name = owner + "." + variable.getNameAsString();
                if (type.isEmpty() || type.equals(owner)) {
                    variable.getInitializer().ifPresent(i -> fields.put(name, i));
                    injectedValue(field).ifPresent(v -> injected.put(name, v));
                }
            }
        }
        for (Parameter parameter : Nodes.in(unit, Parameter.class)) {
            // a constructor's parameter usually sets the field of its name
            if (type.isEmpty() || type.equals(owner(parameter))) {
                injectedValue(parameter)
                        .ifPresent(v -> injected.putIfAbsent(owner(parameter) + "." + parameter.getNameAsString(), v));
            }
        }
        for (ConstructorDeclaration constructor : Nodes.in(unit, ConstructorDeclaration.class)) {
            String owner = owner(constructor);
            if (type.isEmpty() || type.equals(owner)) {
                for (AssignExpr set : Nodes.in(constructor, AssignExpr.class)) {
                    String target = set.getTarget().toString().replaceFirst("^this\\.", "");
                    if (target.matches("\\w+")) {
                        fields.putIfAbsent(owner + "." + target, set.getValue());
                    }
                }
            }
        }
    }

    /** The types of the program. */
    Types types() {
        return types;
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
            String first = of(either.getThenExpr(), depth + 1);
            return first.startsWith(UNKNOWN) ? of(either.getElseExpr(), depth + 1) : first;
        } else if (expression instanceof NameExpr name) {
            return named(name, name.getNameAsString(), depth);
        } else if (expression instanceof FieldAccessExpr access) {
            Optional<String> key = configuredTypes.key(access);
            if (key.isPresent()) {
                return configured(key.get()).map(settings::resolve).orElse(UNKNOWN);
            }
            String owner = access.getScope().isThisExpr()
                    ? owner(access)
                    : access.getScope().toString();
            return field(owner.substring(owner.lastIndexOf('.') + 1) + "." + access.getNameAsString(), depth);
        } else if (expression instanceof ObjectCreationExpr empty
                && empty.getArguments().isEmpty()
                && empty.getType().getNameAsString().matches("StringBuilder|StringBuffer")) {
            return "";
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
        Optional<String> key = configuredTypes.key(call);
        if (key.isPresent()) {
            return configured(key.get())
                    .map(settings::resolve)
                    .or(() -> configuredTypes.otherwise(call).map(e -> settings.resolve(of(e, depth + 1))))
                    .orElse(UNKNOWN);
        } else if (UriBuilders.is(call)) {
            return UriBuilders.text(call, e -> of(e, depth + 1));
        } else if (name.equals("format") && !call.getArguments().isEmpty()) {
            return format(call, 0, depth);
        } else if (name.equals("formatted") && call.getScope().isPresent()) {
            return of(call.getScope().get(), depth + 1).replaceAll("%[-0-9.]*[sdxf]", "{}");
        } else if ((name.equals("concat") || name.equals("append"))
                && call.getScope().isPresent()
                && call.getArguments().size() == 1) {
            return of(call.getScope().get(), depth + 1) + of(call.getArgument(0), depth + 1);
        } else if (name.matches("getProperty|getRequiredProperty|getenv")
                && !call.getArguments().isEmpty()) {
            return setting(call, depth);
        } else if (name.equals("getOrDefault")
                && call.getArguments().size() == 2
                && call.getScope().map(Object::toString).orElse("").endsWith("getenv()")) {
            return setting(call, depth);
        } else if (name.matches("orElse|orElseGet|requireNonNullElse|ofNullable")) {
            return either(call, depth);
        } else if (name.matches("getUri|getUrl|getHomePageUrl|getHost|getHostName|getIPAddr|getIpAddr")) {
            Optional<Expression> service = Discovered.name(call, 0);
            if (service.isPresent()) {
                String found = of(service.get(), depth + 1);
                return name.equals("getHomePageUrl")
                        ? "http://" + found + "/"
                        : name.matches("getUri|getUrl") ? "http://" + found : found;
            }
        }
        if (CARRIERS.contains(name)) {
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

    /** What the environment or the configuration says, else the second argument. */
    private String setting(MethodCallExpr call, int depth) {
        String key = of(call.getArgument(0), depth + 1);
        String found = settings.resolve("${" + key + "}");
        if (!found.startsWith("${")) {
            return found;
        }
        return call.getArguments().size() == 2
                        && !(call.getArgument(1) instanceof com.github.javaparser.ast.expr.ClassExpr)
                ? of(call.getArgument(1), depth + 1)
                : UNKNOWN;
    }

    /** {@code Optional.ofNullable(a).orElse(b)} and {@code Objects.requireNonNullElse(a, b)}. */
    private String either(MethodCallExpr call, int depth) {
        List<Expression> ways = new ArrayList<>(call.getArguments());
        if (call.getNameAsString().startsWith("orElse")) {
            call.getScope().ifPresent(s -> ways.add(0, s));
        }
        return ways.stream()
                .map(w -> of(w, depth + 1))
                .filter(t -> !t.startsWith(UNKNOWN))
                .findFirst()
                .orElse(UNKNOWN);
    }

    /** A method that only returns a value: of the same class, or of the class whose instance is asked. */
    private String getter(MethodCallExpr call, int depth) {
        String name = call.getNameAsString();
        Optional<Expression> scope = call.getScope().filter(s -> !s.isThisExpr());
        Optional<TypeDeclaration<?>> type = scope.isPresent()
                ? Types.of(scope.get())
                        .or(() -> scope.map(Expression::toString))
                        .flatMap(types::named)
                : Ancestors.of(call, TypeDeclaration.class).map(t -> (TypeDeclaration<?>) t);
        Optional<String> returned = type.flatMap(t -> t.getMethodsByName(name).stream()
                        .filter(m -> m.getParameters().isEmpty())
                        .findFirst())
                .flatMap(MethodDeclaration::getBody)
                .filter(b -> b.getStatements().size() == 1)
                .flatMap(b -> b.getStatement(0).toReturnStmt())
                .flatMap(r -> r.getExpression())
                .map(e -> of(e, depth + 1));
        // without the method, it may be made of the field
        return returned.or(() -> scope.flatMap(s -> type)
                        .filter(t -> t.getMethodsByName(name).isEmpty())
                        .map(t -> field(t.getNameAsString() + "." + ConfiguredTypes.property(name), depth + 1)))
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
            for (VariableDeclarator local : Nodes.in(method.get(), VariableDeclarator.class)) {
                if (local.getNameAsString().equals(name)
                        && local.getInitializer().isPresent()) {
                    return of(local.getInitializer().get(), depth + 1);
                }
            }
            Optional<Parameter> parameter = method.get().getParameterByName(name);
            if (parameter.isPresent()) {
                return injectedValue(parameter.get())
                        .map(v -> injected(v, depth))
                        .orElseGet(() -> argument(method.get(), parameter.get(), depth));
            }
        }
        String own = field(owner(at) + "." + name, depth);
        return own.equals(UNKNOWN) ? staticImport(at, name, depth) : own;
    }

    /** What the callers in the same file hand over, where that is one text. */
    private String argument(MethodDeclaration method, Parameter parameter, int depth) {
        int at = method.getParameters().indexOf(parameter);
        List<String> handed = method.findCompilationUnit().stream()
                .flatMap(u -> Nodes.calls(u, method.getNameAsString()).stream())
                .filter(c -> c.getArguments().size() == method.getParameters().size()
                        && c.getScope().filter(s -> !s.isThisExpr()).isEmpty())
                .limit(20)
                .map(c -> of(c.getArgument(at), depth + 4))
                .distinct()
                .toList();
        return handed.size() == 1 ? handed.get(0) : UNKNOWN;
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
        Expression value = injected.get(name);
        if (value != null && depth <= DEEPEST) {
            return injected(value, depth);
        }
        int dot = name.indexOf('.');
        Optional<String> configured = configuredTypes
                .field(name.substring(0, dot), name.substring(dot + 1))
                .flatMap(this::configured);
        if (configured.isPresent()) {
            return settings.resolve(configured.get());
        }
        Expression initializer = fields.get(name);
        return initializer == null ? UNKNOWN : of(initializer, depth + 1);
    }

    private String injected(Expression value, int depth) {
        String written = of(value, depth + 1);
        boolean key = Ancestors.of(value, AnnotationExpr.class)
                .filter(a -> a.getNameAsString().equals("ConfigProperty"))
                .isPresent();
        String resolved = settings.resolve(key ? "${" + written + "}" : written);
        if (!resolved.startsWith("${")) {
            return resolved;
        }
        return configDefault(value).map(d -> settings.resolve(of(d, depth + 1))).orElse(UNKNOWN);
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
    private static Optional<Expression> injectedValue(NodeWithAnnotations<?> node) {
        return node.getAnnotationByName("Value")
                .flatMap(a -> expression(a, "value"))
                .or(() -> node.getAnnotationByName("ConfigProperty").flatMap(a -> expression(a, "name")));
    }

    /** The default that stands beside the name in {@code @ConfigProperty}. */
    private static Optional<Expression> configDefault(Expression name) {
        return Ancestors.of(name, AnnotationExpr.class)
                .filter(a -> a.getNameAsString().equals("ConfigProperty"))
                .flatMap(a -> expression(a, "defaultValue"));
    }
}
