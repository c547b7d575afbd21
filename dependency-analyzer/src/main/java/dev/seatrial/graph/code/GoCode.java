package dev.seatrial.graph.code;

import dev.seatrial.graph.code.CodeFile.Assignment;
import dev.seatrial.graph.code.CodeFile.Import;
import dev.seatrial.graph.code.Value.Argument;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Go. */
final class GoCode extends Translator {

    private static final Pattern VARIABLE = Pattern.compile("\\b(?:envconfig|env):\"([A-Za-z0-9_]+)");
    private static final Pattern DEFAULT = Pattern.compile("\\b(?:default|envDefault|env-default):\"([^\"]*)\"");

    GoCode(CodeFile file) {
        super(file);
    }

    @Override
    Value translate(Syntax node, Scope scope) {
        return switch (node.type()) {
            case "comment", "type_identifier" -> Value.Unknown.VALUE;
            case "interpreted_string_literal", "raw_string_literal" -> {
                String text = node.text();
                Value whole = text(text.length() < 2 ? "" : text.substring(1, text.length() - 1), node);
                file.text(whole);
                yield whole;
            }
            case "identifier", "package_identifier" -> name(node, scope);
            case "selector_expression" ->
                new Value.Member(value(node.field("operand"), scope), node.textOf("field"), node.line());
            case "call_expression" -> call(node, scope);
            case "composite_literal" -> literal(node, scope);
            case "unary_expression", "parenthesized_expression", "literal_element", "type_conversion_expression" ->
                only(node, scope);
            case "binary_expression" -> {
                Value left = value(node.field("left"), scope);
                Value right = value(node.field("right"), scope);
                yield node.textOf("operator").equals("+") ? sum(left, right, node) : Value.Unknown.VALUE;
            }
            case "index_expression" -> {
                Value of = value(node.field("operand"), scope);
                yield value(node.field("index"), scope) instanceof Value.Text key
                        ? new Value.Member(of, key.text(), node.line())
                        : Value.Unknown.VALUE;
            }
            case "short_var_declaration", "assignment_statement" -> assigned(node, scope);
            case "var_spec", "const_spec" -> declared(node, scope);
            case "function_declaration", "method_declaration" -> function(node, scope);
            case "func_literal" -> new Value.Lambda(body(node, scope.in(scope.owner, "")));
            case "return_statement" -> {
                List<Value> values = list(node.child("expression_list"), scope);
                values.stream().limit(1).forEach(scope.returned::add);
                yield Value.Unknown.VALUE;
            }
            case "import_spec" -> imported(node);
            case "type_spec" -> type(node, scope);
            default -> inside(node, scope);
        };
    }

    /** The receiver is the object itself. */
    private static Value name(Syntax node, Scope scope) {
        String text = node.text();
        for (Scope s = scope; s != null; s = s.parent) {
            if (s.bound(text).stream().anyMatch(Value.Self.class::isInstance)) {
                return new Value.Self(s);
            }
        }
        return new Value.Name(text, scope, node.line());
    }

    private Value call(Syntax node, Scope scope) {
        Value callee = value(node.field("function"), scope);
        List<Argument> arguments = new ArrayList<>();
        for (Syntax argument : node.field("arguments").map(Syntax::named).orElse(List.of())) {
            if (!argument.is("comment")) {
                arguments.add(new Argument("", value(argument, scope)));
            }
        }
        return file.call(callee, arguments, scope, node.line());
    }

    /** A struct is made like a call with named arguments; its fields have these values. */
    private Value literal(Syntax node, Scope scope) {
        List<Argument> entries = new ArrayList<>();
        String type = node.textOf("type");
        for (Syntax entry : node.field("body").map(Syntax::named).orElse(List.of())) {
            if (entry.is("keyed_element")) {
                List<Syntax> sides =
                        entry.named().stream().filter(n -> !n.is("comment")).toList();
                Value value = sides.size() > 1 ? value(sides.get(1), scope) : Value.Unknown.VALUE;
                String key = sides.get(0).text().replaceAll("^\"|\"$", "");
                entries.add(new Argument(key, value));
                file.field(lastName(type), key, value);
            } else {
                entries.add(new Argument("", value(entry, scope)));
            }
        }
        if (type.startsWith("map[")) {
            return new Value.Table(entries, node.line());
        } else if (type.startsWith("[")) {
            return new Value.Items(entries.stream().map(Argument::value).toList());
        }
        Value made = new Value.Name(type, scope, node.line());
        if (type.contains(".")) {
            Value of = new Value.Name(type.substring(0, type.indexOf('.')), scope, node.line());
            made = new Value.Member(of, type.substring(type.indexOf('.') + 1), node.line());
        }
        return file.call(made, entries, scope, node.line());
    }

    private List<Value> list(Optional<Syntax> expressions, Scope scope) {
        return expressions.map(Syntax::named).orElse(List.of()).stream()
                .filter(n -> !n.is("comment"))
                .map(n -> value(n, scope))
                .toList();
    }

    private Value assigned(Syntax node, Scope scope) {
        List<Syntax> left = node.field("left").map(Syntax::named).orElse(List.of());
        List<Value> right = list(node.field("right"), scope);
        for (int i = 0; i < left.size() && i < right.size(); i++) {
            Syntax target = left.get(i);
            if (target.is("identifier")) {
                scope.bind(target.text(), right.get(i));
            } else if (value(target, scope) instanceof Value.Member member) {
                file.field(
                        member.of() instanceof Value.Self self ? self.scope().owner : "", member.name(), right.get(i));
                file.assignments.add(new Assignment(member, right.get(i)));
            }
        }
        return Value.Unknown.VALUE;
    }

    private Value declared(Syntax node, Scope scope) {
        List<Value> values = list(node.field("value"), scope);
        int at = 0;
        for (Syntax name : node.named()) {
            if (name.is("identifier") && at < values.size()) {
                scope.bind(name.text(), values.get(at++));
            } else if (name.is("identifier")) {
                node.field("type").ifPresent(t -> scope.bind(name.text(), new Value.Typed(plain(t), scope)));
            }
        }
        return Value.Unknown.VALUE;
    }

    private Value function(Syntax node, Scope scope) {
        Optional<Syntax> receiver = node.field("receiver").flatMap(r -> r.child("parameter_declaration"));
        String owner = receiver.map(r -> plain(r.field("type").orElse(r))).orElse("");
        Scope own = scope.in(owner, node.textOf("name"));
        receiver.ifPresent(r -> own.bind(r.textOf("name"), new Value.Self(own)));
        file.functions.add(own);
        body(node, own);
        return Value.Unknown.VALUE;
    }

    private Scope body(Syntax node, Scope own) {
        for (Syntax parameter : node.field("parameters").map(Syntax::named).orElse(List.of())) {
            for (Syntax name : parameter.named()) {
                if (name.is("identifier")) {
                    own.parameters.add(name.text());
                    parameter.field("type").ifPresent(t -> own.bind(name.text(), new Value.Typed(plain(t), own)));
                }
            }
        }
        node.field("body").ifPresent(b -> value(b, own));
        return own;
    }

    private Value type(Syntax node, Scope scope) {
        String name = node.textOf("name");
        node.field("type").flatMap(t -> t.child("field_declaration_list")).ifPresent(fields -> {
            for (Syntax field : fields.named()) {
                for (Syntax one : field.named()) {
                    if (one.is("field_identifier")) {
                        Optional<Value> tagged = field.field("tag").flatMap(t -> tagged(t, scope));
                        tagged.ifPresent(v -> file.field(name, one.text(), v));
                        field.field("type")
                                .filter(t -> tagged.isEmpty())
                                .ifPresent(t -> file.field(name, one.text(), new Value.Typed(plain(t), scope)));
                    }
                }
            }
        });
        return Value.Unknown.VALUE;
    }

    /**
     * What a field's tag says of the environment, with its default.
     *
     * @see <a href="https://pkg.go.dev/github.com/kelseyhightower/envconfig#readme-struct-tag-support">envconfig: default</a>
     * @see <a href="https://pkg.go.dev/github.com/caarlos0/env/v11#readme-supported-tags">env: env, envDefault</a>
     */
    private Optional<Value> tagged(Syntax tag, Scope scope) {
        Matcher variable = VARIABLE.matcher(tag.text());
        if (!variable.find()) {
            return Optional.empty();
        }
        Matcher fallback = DEFAULT.matcher(tag.text());
        Value asked = new Value.Call(
                new Value.Name("Getenv", scope, tag.line()),
                List.of(new Value.Argument("", new Value.Text(variable.group(1), tag.line()))),
                scope,
                tag.line());
        return Optional.of(
                fallback.find() ? new Value.Either(asked, new Value.Text(fallback.group(1), tag.line())) : asked);
    }

    private static String plain(Syntax type) {
        return type.text().replaceAll("^[*&\\[\\]]+", "").replaceFirst("(?s)[\\[{(].*", "");
    }

    private Value imported(Syntax node) {
        String path = node.textOf("path").replace("\"", "");
        String name = node.field("name")
                .map(Syntax::text)
                .orElseGet(() -> path.replaceFirst("/v\\d+$", "")
                        .replaceFirst("^.*/", "")
                        .replaceFirst("^go-|-go$|\\.v\\d+$", ""));
        file.imports.put(name, new Import(path, "", node.line()));
        return Value.Unknown.VALUE;
    }
}
