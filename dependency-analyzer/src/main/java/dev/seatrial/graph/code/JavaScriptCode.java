package dev.seatrial.graph.code;

import dev.seatrial.graph.code.CodeFile.Assignment;
import dev.seatrial.graph.code.CodeFile.Declaration;
import dev.seatrial.graph.code.CodeFile.Import;
import dev.seatrial.graph.code.Value.Argument;
import dev.seatrial.graph.code.Value.Call;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** JavaScript and TypeScript. */
final class JavaScriptCode extends Translator {

    private List<Call> decorators = new ArrayList<>();

    JavaScriptCode(CodeFile file) {
        super(file);
    }

    @Override
    Value translate(Syntax node, Scope scope) {
        return switch (node.type()) {
            case "comment", "type_annotation", "type_arguments", "interface_declaration", "type_alias_declaration" ->
                Value.Unknown.VALUE;
            case "string" -> whole(text(unquoted(node), node));
            case "template_string" -> whole(new Value.Sum(template(node, scope), node.line()));
            case "identifier", "shorthand_property_identifier" -> new Value.Name(node.text(), scope, node.line());
            case "this" -> new Value.Self(scope);
            case "member_expression" ->
                new Value.Member(value(node.field("object"), scope), node.textOf("property"), node.line());
            case "subscript_expression" -> subscript(node, scope);
            case "call_expression" -> call(node, "function", scope);
            case "new_expression" -> call(node, "constructor", scope);
            case "binary_expression" -> binary(node, scope);
            case "ternary_expression" -> {
                value(node.field("condition"), scope);
                yield new Value.Either(
                        value(node.field("consequence"), scope), value(node.field("alternative"), scope));
            }
            case "await_expression",
                    "parenthesized_expression",
                    "as_expression",
                    "satisfies_expression",
                    "non_null_expression",
                    "type_assertion" -> only(node, scope);
            case "object" -> object(node, scope);
            case "array" ->
                new Value.Items(node.named().stream().map(n -> value(n, scope)).toList());
            case "variable_declarator" -> declared(node, scope);
            case "assignment_expression" -> assigned(node, scope);
            case "arrow_function", "function_expression", "function" -> function(node, "", scope);
            case "function_declaration", "generator_function_declaration" -> function(node, node.textOf("name"), scope);
            case "method_definition" -> method(node, scope);
            case "public_field_definition", "field_definition" -> field(node, scope);
            case "class_declaration", "class", "abstract_class_declaration" -> type(node, scope);
            case "decorator" -> decorator(node, scope);
            case "return_statement" -> {
                Value value = only(node, scope);
                scope.returned.add(value);
                yield value;
            }
            case "import_statement" -> imported(node);
            case "export_statement" -> exported(node, scope);
            default -> inside(node, scope);
        };
    }

    private static String unquoted(Syntax node) {
        String text = node.text();
        return text.length() < 2 ? text : text.substring(1, text.length() - 1);
    }

    private List<Value> template(Syntax node, Scope scope) {
        List<Value> parts = new ArrayList<>();
        for (Syntax part : node.named()) {
            parts.add(part.is("template_substitution") ? only(part, scope) : text(part.text(), part));
        }
        parts.forEach(file::part);
        return parts;
    }

    private Value subscript(Syntax node, Scope scope) {
        Value of = value(node.field("object"), scope);
        return node.field("index").filter(i -> i.is("string")).isPresent()
                ? new Value.Member(of, unquoted(node.field("index").get()), node.line())
                : inside(node, scope);
    }

    private Value call(Syntax node, String called, Scope scope) {
        Value callee = value(node.field(called), scope);
        List<Argument> arguments = new ArrayList<>();
        node.field("arguments")
                .filter(a -> a.is("arguments"))
                .ifPresent(a -> a.named().stream()
                        .filter(n -> !n.is("comment"))
                        .forEach(n -> arguments.add(new Argument("", value(n, scope)))));
        return file.call(callee, arguments, scope, node.line());
    }

    private Value binary(Syntax node, Scope scope) {
        Value left = value(node.field("left"), scope);
        Value right = value(node.field("right"), scope);
        return switch (node.textOf("operator")) {
            case "+" -> sum(left, right, node);
            case "||", "??" -> new Value.Either(left, right);
            default -> Value.Unknown.VALUE;
        };
    }

    private Value object(Syntax node, Scope scope) {
        List<Argument> entries = new ArrayList<>();
        for (Syntax entry : node.named()) {
            if (entry.is("pair")) {
                String key = entry.field("key")
                        .map(k -> k.is("string") ? unquoted(k) : k.text())
                        .orElse("");
                entries.add(new Argument(key, value(entry.field("value"), scope)));
            } else if (entry.is("shorthand_property_identifier")) {
                entries.add(new Argument(entry.text(), value(entry, scope)));
            } else if (entry.is("method_definition")) {
                entries.add(new Argument(entry.textOf("name"), function(entry, "", scope)));
            } else {
                value(entry, scope);
            }
        }
        return new Value.Table(entries, node.line());
    }

    private Value declared(Syntax node, Scope scope) {
        Optional<Syntax> name = node.field("name");
        Optional<Syntax> given = node.field("value");
        Value value = given.filter(v -> v.is("arrow_function", "function_expression"))
                .map(v -> function(v, node.textOf("name"), scope))
                .orElseGet(() -> value(given, scope));
        name.ifPresent(n -> bind(n, value, scope));
        if (given.isEmpty()) {
            typed(node).ifPresent(t -> scope.bind(node.textOf("name"), new Value.Typed(t, scope)));
        }
        return Value.Unknown.VALUE;
    }

    private void bind(Syntax pattern, Value value, Scope scope) {
        if (pattern.is("identifier")) {
            scope.bind(pattern.text(), value);
        } else if (pattern.is("object_pattern")) {
            for (Syntax part : pattern.named()) {
                if (part.is("shorthand_property_identifier_pattern")) {
                    scope.bind(part.text(), new Value.Member(value, part.text(), part.line()));
                } else if (part.is("pair_pattern")) {
                    scope.bind(part.textOf("value"), new Value.Member(value, part.textOf("key"), part.line()));
                }
            }
        }
    }

    private Value assigned(Syntax node, Scope scope) {
        Value target = value(node.field("left"), scope);
        Value value = value(node.field("right"), scope);
        if (target instanceof Value.Name name) {
            scope.bind(name.name(), value);
        } else if (target instanceof Value.Member member) {
            if (member.of() instanceof Value.Self) {
                file.field(scope.owner, member.name(), value);
            } else if (member.of() instanceof Value.Name name && name.name().equals("exports")) {
                file.top.bind(member.name(), value);
            } else if (member.name().equals("exports")) {
                file.top.bind("default", value);
            } else if (member.of() instanceof Value.Member exports
                    && exports.name().equals("exports")) {
                file.top.bind(member.name(), value);
            }
            file.assignments.add(new Assignment(member, value));
        }
        return value;
    }

    private Value function(Syntax node, String name, Scope scope) {
        Scope own = scope.in(scope.owner, name);
        node.field("parameter").ifPresent(p -> own.parameters.add(p.text()));
        node.field("parameters").ifPresent(ps -> ps.named().forEach(p -> parameter(p, own)));
        if (!name.isEmpty()) {
            file.functions.add(own);
        }
        node.field("body").ifPresent(body -> {
            Value value = value(body, own);
            if (!body.is("statement_block")) {
                own.returned.add(value);
            }
        });
        return new Value.Lambda(own);
    }

    private void parameter(Syntax node, Scope own) {
        if (node.is("comment")) {
            return;
        }
        Syntax pattern = node.is("required_parameter", "optional_parameter")
                ? node.field("pattern").orElse(node)
                : node.is("assignment_pattern") ? node.field("left").orElse(node) : node;
        String name = pattern.text();
        own.parameters.add(name);
        if (pattern.is("object_pattern")) {
            bind(pattern, new Value.Name(name, own, node.line()), own);
        }
        node.field("value").or(() -> node.field("right")).ifPresent(v -> own.bind(name, value(v, own)));
        typed(node).ifPresent(t -> own.bind(name, new Value.Typed(t, own)));
        if (node.child("accessibility_modifier").isPresent() && own.parent != null) {
            file.field(own.owner, name, new Value.Name(name, own, node.line()));
        }
    }

    private static Optional<String> typed(Syntax node) {
        return node.field("type")
                .flatMap(t -> t.child("type_identifier", "generic_type", "nested_type_identifier"))
                .map(t -> t.text().replaceFirst("(?s)<.*", ""));
    }

    private Value method(Syntax node, Scope scope) {
        String name = node.textOf("name");
        if (!scope.owner.isEmpty()) {
            List<Call> own = taken();
            file.declarations.add(new Declaration(false, name, scope.owner, own, List.of(), node.line()));
        }
        return function(node, name.equals("constructor") ? scope.owner : name, scope);
    }

    private Value field(Syntax node, Scope scope) {
        taken();
        String name = node.field("name")
                .or(() -> node.field("property"))
                .map(Syntax::text)
                .orElse("");
        file.field(scope.owner, name, value(node.field("value"), scope));
        typed(node).ifPresent(t -> file.field(scope.owner, name, new Value.Typed(t, scope)));
        return Value.Unknown.VALUE;
    }

    private Value type(Syntax node, Scope scope) {
        node.named().stream().filter(n -> n.is("decorator")).forEach(n -> value(n, scope));
        List<Call> own = taken();
        String name = node.textOf("name");
        List<String> parents = node.child("class_heritage").stream()
                .map(h -> h.text().replaceFirst("^extends\\s+", "").replaceFirst("(?s)[\\s<{(].*", ""))
                .toList();
        file.declarations.add(new Declaration(true, name, "", own, parents, node.line()));
        node.field("body").ifPresent(b -> value(b, scope.type(name)));
        return new Value.Name(name, scope, node.line());
    }

    private Value decorator(Syntax node, Scope scope) {
        Value value = only(node, scope);
        if (value instanceof Call call) {
            decorators.add(call);
        } else {
            decorators.add(annotation(value, List.of(), scope, node.line()));
        }
        return Value.Unknown.VALUE;
    }

    private List<Call> taken() {
        List<Call> own = decorators;
        decorators = new ArrayList<>();
        return own;
    }

    private Value imported(Syntax node) {
        String module = node.field("source").map(JavaScriptCode::unquoted).orElse("");
        Optional<Syntax> clause = node.child("import_clause");
        for (Syntax part : clause.map(Syntax::named).orElse(List.of())) {
            if (part.is("identifier")) {
                file.imports.put(part.text(), new Import(module, "default", node.line()));
            } else if (part.is("namespace_import")) {
                part.child("identifier")
                        .ifPresent(n -> file.imports.put(n.text(), new Import(module, "", node.line())));
            } else if (part.is("named_imports")) {
                for (Syntax one : part.named()) {
                    String name = one.textOf("name");
                    String alias = one.textOf("alias");
                    file.imports.put(alias.isEmpty() ? name : alias, new Import(module, name, node.line()));
                }
            }
        }
        return Value.Unknown.VALUE;
    }

    private Value exported(Syntax node, Scope scope) {
        for (Syntax child : node.named()) {
            Value value = value(child, scope);
            if (node.all().stream().anyMatch(n -> n.is("default"))) {
                file.top.bind("default", value);
            }
        }
        return Value.Unknown.VALUE;
    }
}
