package dev.seatrial.graph.code;

import dev.seatrial.graph.code.CodeFile.Assignment;
import dev.seatrial.graph.code.CodeFile.Declaration;
import dev.seatrial.graph.code.CodeFile.Import;
import dev.seatrial.graph.code.Value.Argument;
import dev.seatrial.graph.code.Value.Call;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** C#. */
final class CSharpCode extends Translator {

    CSharpCode(CodeFile file) {
        super(file);
    }

    @Override
    Value translate(Syntax node, Scope scope) {
        return switch (node.type()) {
            case "comment", "predefined_type", "modifier", "type_argument_list" -> Value.Unknown.VALUE;
            case "string_literal", "verbatim_string_literal", "raw_string_literal" -> whole(text(unquoted(node), node));
            case "interpolated_string_expression" -> whole(interpolated(node, scope));
            case "identifier" -> new Value.Name(node.text(), scope, node.line());
            case "this", "this_expression" -> new Value.Self(scope);
            case "generic_name" ->
                new Value.Name(node.child("identifier").map(Syntax::text).orElse(""), scope, node.line());
            case "member_access_expression" ->
                new Value.Member(value(node.field("expression"), scope), name(node), node.line());
            case "conditional_access_expression" -> conditional(node, scope);
            case "element_access_expression" -> element(node, scope);
            case "invocation_expression" -> call(node, node.field("function"), scope);
            case "object_creation_expression" -> created(node, scope);
            case "binary_expression" -> {
                Value left = value(node.field("left"), scope);
                Value right = value(node.field("right"), scope);
                yield switch (node.textOf("operator")) {
                    case "+" -> sum(left, right, node);
                    case "??" -> new Value.Either(left, right);
                    default -> Value.Unknown.VALUE;
                };
            }
            case "conditional_expression" -> {
                value(node.field("condition"), scope);
                yield new Value.Either(
                        value(node.field("consequence"), scope), value(node.field("alternative"), scope));
            }
            case "await_expression", "parenthesized_expression", "cast_expression", "postfix_unary_expression" ->
                only(node, scope);
            case "variable_declaration" -> declared(node, scope);
            case "assignment_expression" -> assigned(node, scope);
            case "lambda_expression", "anonymous_method_expression" ->
                new Value.Lambda(body(node, scope.in(scope.owner, "")));
            case "return_statement", "arrow_expression_clause" -> {
                Value value = only(node, scope);
                scope.returned.add(value);
                yield value;
            }
            case "class_declaration", "interface_declaration", "record_declaration", "struct_declaration" ->
                type(node, scope);
            case "method_declaration", "constructor_declaration", "local_function_statement" -> method(node, scope);
            case "property_declaration" -> property(node, scope);
            case "using_directive" -> used(node);
            case "attribute_list" -> Value.Unknown.VALUE;
            default -> inside(node, scope);
        };
    }

    private static String unquoted(Syntax node) {
        return node.text().replaceFirst("^@?\"+", "").replaceFirst("\"+$", "");
    }

    private static String name(Syntax node) {
        return node.field("name")
                .map(n -> n.is("generic_name")
                        ? n.child("identifier").map(Syntax::text).orElse("")
                        : n.text())
                .orElse("");
    }

    private Value interpolated(Syntax node, Scope scope) {
        List<Value> parts = new ArrayList<>();
        for (Syntax part : node.named()) {
            if (part.is("string_content")) {
                parts.add(text(part.text(), part));
            } else if (part.is("interpolation")) {
                parts.add(only(part, scope));
            }
        }
        parts.forEach(file::part);
        return new Value.Sum(parts, node.line());
    }

    private Value conditional(Syntax node, Scope scope) {
        Value of = value(node.field("condition"), scope);
        return node.child("member_binding_expression")
                .map(m -> (Value) new Value.Member(of, name(m), node.line()))
                .orElseGet(() -> inside(node, scope));
    }

    /** {@code config["A:B"]} is a part of the configuration. */
    private Value element(Syntax node, Scope scope) {
        Value of = value(node.field("expression"), scope);
        Optional<Value> key =
                node.field("subscript").flatMap(s -> s.child("argument")).map(a -> only(a, scope));
        key.ifPresent(file::part);
        return key.orElse(Value.Unknown.VALUE) instanceof Value.Text text
                ? new Value.Member(of, text.text(), node.line())
                : Value.Unknown.VALUE;
    }

    private Value call(Syntax node, Optional<Syntax> called, Scope scope) {
        Value callee = value(called, scope);
        List<Argument> arguments = new ArrayList<>(types(called, scope));
        arguments(node, scope, arguments);
        return file.call(callee, arguments, scope, node.line());
    }

    /** Type arguments, named {@code <>}. */
    private static List<Argument> types(Optional<Syntax> called, Scope scope) {
        return called
                .map(c -> c.is("generic_name") ? c : c.field("name").orElse(c))
                .flatMap(c -> c.child("type_argument_list"))
                .map(Syntax::named)
                .orElse(List.of())
                .stream()
                .map(t -> new Argument("<>", new Value.Name(lastName(t.text()), scope, t.line())))
                .toList();
    }

    private void arguments(Syntax node, Scope scope, List<Argument> into) {
        for (Syntax argument : node.field("arguments").map(Syntax::named).orElse(List.of())) {
            if (argument.is("argument")) {
                List<Syntax> parts = argument.named();
                boolean named = argument.field("name").isPresent() && parts.size() > 1;
                Value value = parts.isEmpty() ? Value.Unknown.VALUE : value(parts.get(parts.size() - 1), scope);
                into.add(new Argument(named ? argument.textOf("name") : "", value));
            }
        }
    }

    private Value created(Syntax node, Scope scope) {
        List<Argument> arguments = new ArrayList<>();
        arguments(node, scope, arguments);
        for (Syntax entry : node.field("initializer").map(Syntax::named).orElse(List.of())) {
            if (entry.is("assignment_expression")) {
                String key = entry.textOf("left").replaceAll("[\\[\\]\"]", "");
                arguments.add(new Argument(key, value(entry.field("right"), scope)));
            } else {
                value(entry, scope);
            }
        }
        String type = node.textOf("type").replaceFirst("(?s)<.*", "");
        return file.call(new Value.Name(lastName(type), scope, node.line()), arguments, scope, node.line());
    }

    private Value declared(Syntax node, Scope scope) {
        String type = node.field("type")
                .filter(t -> !t.is("predefined_type", "implicit_type"))
                .map(Syntax::text)
                .orElse("");
        for (Syntax one : node.named()) {
            if (one.is("variable_declarator")) {
                List<Syntax> parts = one.named();
                String name = one.textOf("name");
                Value value = parts.size() > 1 ? value(parts.get(parts.size() - 1), scope) : Value.Unknown.VALUE;
                scope.declare(name, value);
                if (!type.isEmpty()) {
                    scope.declare(name, new Value.Typed(plain(type), scope));
                }
            }
        }
        return Value.Unknown.VALUE;
    }

    private static String plain(String type) {
        return type.replaceFirst("(?s)[<?\\[].*", "");
    }

    private Value assigned(Syntax node, Scope scope) {
        Value target = value(node.field("left"), scope);
        Value value = value(node.field("right"), scope);
        if (target instanceof Value.Name name) {
            scope.bind(name.name(), value);
            if (!scope.owner.isEmpty()) {
                file.field(scope.owner, name.name(), value);
            }
        } else if (target instanceof Value.Member member) {
            if (member.of() instanceof Value.Self) {
                file.field(scope.owner, member.name(), value);
            }
            file.assignments.add(new Assignment(member, value));
        }
        return value;
    }

    private Scope body(Syntax node, Scope own) {
        Optional<Syntax> parameters = node.field("parameters");
        if (parameters.filter(p -> p.is("implicit_parameter")).isPresent()) {
            own.parameters.add(parameters.get().text());
        }
        for (Syntax parameter : parameters.map(Syntax::named).orElse(List.of())) {
            String name = parameter.is("implicit_parameter") ? parameter.text() : parameter.textOf("name");
            own.parameters.add(name);
            parameter
                    .field("type")
                    .filter(t -> !t.is("predefined_type"))
                    .ifPresent(t -> own.bind(name, new Value.Typed(plain(t.text()), own)));
        }
        node.field("body").ifPresent(b -> {
            Value value = value(b, own);
            if (!b.is("block")) {
                own.returned.add(value);
            }
        });
        return own;
    }

    private Value type(Syntax node, Scope scope) {
        String name = node.textOf("name");
        List<String> parents = node.child("base_list").map(Syntax::named).orElse(List.of()).stream()
                .map(Syntax::text)
                .toList();
        file.declarations.add(new Declaration(true, name, "", attributes(node, scope), parents, node.line()));
        Scope own = scope.type(name);
        // parameters of the type itself, as in class A(HttpClient http)
        node.child("parameter_list")
                .map(Syntax::named)
                .orElse(List.of())
                .forEach(p -> p.field("type")
                        .ifPresent(t -> file.field(name, p.textOf("name"), new Value.Typed(plain(t.text()), own))));
        node.field("body").ifPresent(b -> value(b, own));
        return Value.Unknown.VALUE;
    }

    private Value method(Syntax node, Scope scope) {
        String name = node.textOf("name");
        file.declarations.add(
                new Declaration(false, name, scope.owner, attributes(node, scope), List.of(), node.line()));
        Scope own = scope.in(scope.owner, name);
        file.functions.add(own);
        body(node, own);
        return Value.Unknown.VALUE;
    }

    private Value property(Syntax node, Scope scope) {
        String name = node.textOf("name");
        file.field(scope.owner, name, value(node.field("value"), scope));
        node.field("type")
                .filter(t -> !t.is("predefined_type"))
                .ifPresent(t -> file.field(scope.owner, name, new Value.Typed(plain(t.text()), scope)));
        return Value.Unknown.VALUE;
    }

    private List<Call> attributes(Syntax node, Scope scope) {
        List<Call> found = new ArrayList<>();
        for (Syntax list : node.named()) {
            if (list.is("attribute_list")) {
                for (Syntax attribute : list.named()) {
                    List<Argument> arguments = new ArrayList<>();
                    attribute
                            .child("attribute_argument_list")
                            .map(Syntax::named)
                            .orElse(List.of())
                            .forEach(a -> {
                                List<Syntax> parts = a.named();
                                boolean named = parts.size() > 1;
                                Value value = parts.isEmpty()
                                        ? Value.Unknown.VALUE
                                        : value(parts.get(parts.size() - 1), scope);
                                file.part(value);
                                arguments.add(new Argument(
                                        named
                                                ? parts.get(0)
                                                        .text()
                                                        .replace("=", "")
                                                        .strip()
                                                : "",
                                        value));
                            });
                    Value name = new Value.Name(lastName(attribute.textOf("name")), scope, attribute.line());
                    found.add(annotation(name, arguments, scope, attribute.line()));
                }
            }
        }
        return found;
    }

    private Value used(Syntax node) {
        String name = node.text()
                .replaceFirst("^(global\\s+)?using\\s+(static\\s+)?", "")
                .replace(";", "")
                .strip();
        file.imports.put("using " + name, new Import(name, "", node.line()));
        return Value.Unknown.VALUE;
    }
}
