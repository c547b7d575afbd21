package dev.seatrial.graph.code;

import dev.seatrial.graph.code.CodeFile.Assignment;
import dev.seatrial.graph.code.CodeFile.Declaration;
import dev.seatrial.graph.code.CodeFile.Import;
import dev.seatrial.graph.code.Value.Argument;
import dev.seatrial.graph.code.Value.Call;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Python. */
final class PythonCode extends Translator {

    PythonCode(CodeFile file) {
        super(file);
    }

    @Override
    Value translate(Syntax node, Scope scope) {
        return switch (node.type()) {
            case "comment", "type" -> Value.Unknown.VALUE;
            case "expression_statement" -> statement(node, scope);
            case "string" -> whole(string(node, scope));
            case "concatenated_string" -> {
                Value all = new Value.Sum(
                        node.named().stream().map(n -> string(n, scope)).toList(), node.line());
                yield whole(all);
            }
            case "identifier" ->
                node.text().equals("self") && !scope.owner.isEmpty()
                        ? new Value.Self(scope)
                        : new Value.Name(node.text(), scope, node.line());
            case "attribute" ->
                new Value.Member(value(node.field("object"), scope), node.textOf("attribute"), node.line());
            case "subscript" -> subscript(node, scope);
            case "call" -> call(node, scope);
            case "binary_operator" -> binary(node, scope);
            case "boolean_operator" ->
                new Value.Either(value(node.field("left"), scope), value(node.field("right"), scope));
            case "conditional_expression" -> {
                List<Value> parts =
                        node.named().stream().map(n -> value(n, scope)).toList();
                yield parts.size() == 3 ? new Value.Either(parts.get(0), parts.get(2)) : Value.Unknown.VALUE;
            }
            case "await", "parenthesized_expression" -> only(node, scope);
            case "dictionary" -> dictionary(node, scope);
            case "list", "tuple", "set" ->
                new Value.Items(node.named().stream().map(n -> value(n, scope)).toList());
            case "assignment" -> assigned(node, scope);
            case "as_pattern" -> {
                Value value = value(node.named().get(0), scope);
                node.field("alias").ifPresent(a -> scope.bind(a.text(), value));
                yield value;
            }
            case "decorated_definition" -> decorated(node, scope);
            case "function_definition" -> function(node, List.of(), scope);
            case "class_definition" -> type(node, List.of(), scope);
            case "lambda" -> new Value.Lambda(body(node, scope.in(scope.owner, "")));
            case "return_statement" -> {
                Value value = only(node, scope);
                scope.returned.add(value);
                yield value;
            }
            case "import_statement" -> imports(node);
            case "import_from_statement" -> importsFrom(node);
            default -> inside(node, scope);
        };
    }

    /** A text alone on its line is documentation. */
    private Value statement(Syntax node, Scope scope) {
        List<Syntax> parts = node.named();
        return parts.stream().allMatch(n -> n.is("string", "concatenated_string"))
                ? Value.Unknown.VALUE
                : only(parts, scope);
    }

    private Value string(Syntax node, Scope scope) {
        List<Value> parts = new ArrayList<>();
        for (Syntax part : node.named()) {
            if (part.is("string_content")) {
                parts.add(text(part.text(), part));
            } else if (part.is("interpolation")) {
                parts.add(value(part.field("expression"), scope));
            }
        }
        return parts.size() == 1 && parts.get(0) instanceof Value.Text one ? one : new Value.Sum(parts, node.line());
    }

    private Value subscript(Syntax node, Scope scope) {
        Value of = value(node.field("value"), scope);
        Value at = value(node.field("subscript"), scope);
        file.part(at);
        return at instanceof Value.Text key ? new Value.Member(of, key.text(), node.line()) : Value.Unknown.VALUE;
    }

    private Value call(Syntax node, Scope scope) {
        Value callee = value(node.field("function"), scope);
        List<Argument> arguments = new ArrayList<>();
        for (Syntax argument : node.field("arguments").map(Syntax::named).orElse(List.of())) {
            if (argument.is("keyword_argument")) {
                arguments.add(new Argument(argument.textOf("name"), value(argument.field("value"), scope)));
            } else if (!argument.is("comment")) {
                arguments.add(new Argument("", value(argument, scope)));
            }
        }
        if (callee instanceof Value.Member m && m.name().equals("format") && !(m.of() instanceof Value.Name)) {
            file.part(m.of());
            return whole(new Value.Format(
                    m.of(), arguments.stream().map(Argument::value).toList(), node.line()));
        }
        return file.call(callee, arguments, scope, node.line());
    }

    private Value binary(Syntax node, Scope scope) {
        Value left = value(node.field("left"), scope);
        Value right = value(node.field("right"), scope);
        return switch (node.textOf("operator")) {
            case "+" -> sum(left, right, node);
            case "%" -> {
                file.part(left);
                yield whole(new Value.Format(
                        left, right instanceof Value.Items items ? items.items() : List.of(right), node.line()));
            }
            default -> Value.Unknown.VALUE;
        };
    }

    private Value dictionary(Syntax node, Scope scope) {
        List<Argument> entries = new ArrayList<>();
        for (Syntax entry : node.named()) {
            if (entry.is("pair")) {
                Value key = value(entry.field("key"), scope);
                file.part(key);
                Value value = value(entry.field("value"), scope);
                entries.add(new Argument(key instanceof Value.Text text ? text.text() : "", value));
            } else {
                value(entry, scope);
            }
        }
        return new Value.Table(entries, node.line());
    }

    private Value assigned(Syntax node, Scope scope) {
        Value value = value(node.field("right"), scope);
        Optional<Syntax> left = node.field("left");
        if (left.filter(l -> l.is("identifier")).isPresent()) {
            String name = left.get().text();
            scope.bind(name, value);
            if (scope.isType()) {
                file.field(scope.owner, name, value);
            }
        } else if (left.isPresent() && value(left.get(), scope) instanceof Value.Member member) {
            if (member.of() instanceof Value.Self) {
                file.field(scope.owner, member.name(), value);
            }
            file.assignments.add(new Assignment(member, value));
        }
        return value;
    }

    private Value decorated(Syntax node, Scope scope) {
        List<Call> decorators = new ArrayList<>();
        for (Syntax decorator : node.named()) {
            if (decorator.is("decorator")) {
                Value value = only(decorator, scope);
                decorators.add(
                        value instanceof Call call ? call : annotation(value, List.of(), scope, decorator.line()));
            }
        }
        node.field("definition").ifPresent(d -> {
            if (d.is("class_definition")) {
                type(d, decorators, scope);
            } else {
                function(d, decorators, scope);
            }
        });
        return Value.Unknown.VALUE;
    }

    private Value function(Syntax node, List<Call> decorators, Scope scope) {
        String name = node.textOf("name");
        file.declarations.add(new Declaration(false, name, scope.owner, decorators, List.of(), node.line()));
        Scope own = scope.in(scope.owner, name.equals("__init__") ? scope.owner : name);
        file.functions.add(own);
        body(node, own);
        return Value.Unknown.VALUE;
    }

    private Scope body(Syntax node, Scope own) {
        for (Syntax parameter : node.field("parameters").map(Syntax::named).orElse(List.of())) {
            String name = parameter.is("identifier")
                    ? parameter.text()
                    : parameter
                            .field("name")
                            .map(Syntax::text)
                            .orElseGet(() -> parameter
                                    .child("identifier")
                                    .map(Syntax::text)
                                    .orElse(""));
            if (!name.equals("self") && !name.equals("cls")) {
                own.parameters.add(name);
                parameter.field("value").ifPresent(v -> own.bind(name, value(v, own)));
                parameter
                        .field("type")
                        .map(Syntax::text)
                        .filter(t -> t.matches("[\\w.]+"))
                        .ifPresent(t -> own.bind(name, new Value.Typed(t, own)));
            }
        }
        node.field("body").ifPresent(b -> value(b, own));
        return own;
    }

    private Value type(Syntax node, List<Call> decorators, Scope scope) {
        String name = node.textOf("name");
        List<String> parents = node.field("superclasses").map(Syntax::named).orElse(List.of()).stream()
                .filter(n -> n.is("identifier", "attribute"))
                .map(Syntax::text)
                .toList();
        file.declarations.add(new Declaration(true, name, "", decorators, parents, node.line()));
        node.field("body").ifPresent(b -> value(b, scope.type(name)));
        return Value.Unknown.VALUE;
    }

    private Value imports(Syntax node) {
        for (Syntax one : node.named()) {
            if (one.is("aliased_import")) {
                file.imports.put(one.textOf("alias"), new Import(one.textOf("name"), "", node.line()));
            } else {
                String first = one.text().replaceFirst("\\..*", "");
                file.imports.put(first, new Import(first, "", node.line()));
            }
        }
        return Value.Unknown.VALUE;
    }

    private Value importsFrom(Syntax node) {
        String module = node.textOf("module_name");
        boolean first = true;
        for (Syntax one : node.named()) {
            if (first) {
                first = false;
            } else if (one.is("aliased_import")) {
                file.imports.put(one.textOf("alias"), new Import(module, one.textOf("name"), node.line()));
            } else {
                file.imports.put(one.text(), new Import(module, one.text(), node.line()));
            }
        }
        return Value.Unknown.VALUE;
    }
}
