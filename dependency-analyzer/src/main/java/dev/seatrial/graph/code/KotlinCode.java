package dev.seatrial.graph.code;

import dev.seatrial.graph.code.CodeFile.Assignment;
import dev.seatrial.graph.code.CodeFile.Declaration;
import dev.seatrial.graph.code.CodeFile.Import;
import dev.seatrial.graph.code.Value.Argument;
import dev.seatrial.graph.code.Value.Call;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Kotlin. */
final class KotlinCode extends Translator {

    /** Annotations that stand before a declaration, where the grammar takes them for an expression of their own. */
    private List<Call> before = new ArrayList<>();

    KotlinCode(CodeFile file) {
        super(file);
    }

    @Override
    Value translate(Syntax node, Scope scope) {
        return switch (node.type()) {
            case "line_comment", "multiline_comment", "user_type", "import_header", "package_header" -> imported(node);
            case "string_literal", "line_string_literal", "multi_line_string_literal" -> whole(string(node, scope));
            case "simple_identifier", "interpolated_identifier" -> new Value.Name(node.text(), scope, node.line());
            case "this_expression" -> new Value.Self(scope);
            case "navigation_expression", "directly_assignable_expression" -> navigation(node, scope);
            case "call_expression" -> call(node, scope);
            case "additive_expression" -> {
                List<Value> sides =
                        node.named().stream().map(n -> value(n, scope)).toList();
                yield sides.size() == 2 && node.all().stream().anyMatch(n -> n.is("+"))
                        ? sum(sides.get(0), sides.get(1), node)
                        : Value.Unknown.VALUE;
            }
            case "elvis_expression" -> {
                List<Value> sides =
                        node.named().stream().map(n -> value(n, scope)).toList();
                yield sides.size() == 2 ? new Value.Either(sides.get(0), sides.get(1)) : Value.Unknown.VALUE;
            }
            case "parenthesized_expression", "as_expression", "postfix_expression" -> only(node, scope);
            case "collection_literal" ->
                new Value.Items(node.named().stream().map(n -> value(n, scope)).toList());
            case "prefix_expression" -> prefixed(node, scope);
            case "property_declaration" -> property(node, scope);
            case "assignment" -> assigned(node, scope);
            case "function_declaration" -> function(node, scope);
            case "class_declaration", "object_declaration", "companion_object" -> type(node, scope);
            case "lambda_literal" -> lambda(node, scope);
            case "jump_expression" -> {
                Value value = only(node, scope);
                if (node.text().startsWith("return")) {
                    scope.returned.add(value);
                }
                yield value;
            }
            default -> inside(node, scope);
        };
    }

    private Value imported(Syntax node) {
        if (node.is("import_header")) {
            String name = node.child("identifier").map(Syntax::text).orElse("");
            file.imports.put("import " + name, new Import(name, "", node.line()));
        }
        return Value.Unknown.VALUE;
    }

    private Value string(Syntax node, Scope scope) {
        List<Value> parts = new ArrayList<>();
        for (Syntax part : node.named()) {
            if (part.is("string_content", "line_str_text", "multi_line_str_text")) {
                parts.add(text(part.text().replace("\\$", "$"), part));
            } else if (part.is("interpolated_identifier")) {
                parts.add(new Value.Name(part.text().replaceAll("[${}]", ""), scope, part.line()));
            } else {
                parts.add(only(part, scope));
            }
        }
        parts.forEach(file::part);
        return parts.size() == 1 && parts.get(0) instanceof Value.Text one ? one : new Value.Sum(parts, node.line());
    }

    private Value navigation(Syntax node, Scope scope) {
        List<Syntax> parts = node.named();
        Value of = value(parts.get(0), scope);
        for (Syntax part : parts.subList(1, parts.size())) {
            if (part.is("navigation_suffix")) {
                String name = part.child("simple_identifier").map(Syntax::text).orElse("");
                of = new Value.Member(of, name, part.line());
            }
        }
        return of;
    }

    private Value call(Syntax node, Scope scope) {
        List<Syntax> parts = node.named();
        Value callee = value(parts.get(0), scope);
        List<Argument> arguments = new ArrayList<>();
        for (Syntax suffix : parts.subList(1, parts.size())) {
            suffix.child("value_arguments").ifPresent(a -> arguments(a, scope, arguments));
            suffix.child("annotated_lambda", "lambda_literal")
                    .ifPresent(l -> arguments.add(new Argument("", only(suffix, l, scope))));
        }
        if (callee instanceof Call inner
                && parts.size() == 2
                && arguments.size() == 1
                && arguments.get(0).value() instanceof Value.Lambda lambda) {
            // get("/a") { … } is one call
            lambda.scope().handedTo = inner;
            return inner;
        }
        return file.call(callee, arguments, scope, node.line());
    }

    private Value only(Syntax suffix, Syntax lambda, Scope scope) {
        return lambda.is("lambda_literal")
                ? value(lambda, scope)
                : lambda.child("lambda_literal").map(l -> value(l, scope)).orElseGet(() -> inside(suffix, scope));
    }

    private void arguments(Syntax node, Scope scope, List<Argument> into) {
        for (Syntax argument : node.named()) {
            List<Syntax> parts = argument.named();
            boolean named = parts.size() > 1 && argument.all().stream().anyMatch(n -> n.is("="));
            Value value = parts.isEmpty() ? Value.Unknown.VALUE : value(parts.get(parts.size() - 1), scope);
            into.add(new Argument(named ? parts.get(0).text() : "", value));
        }
    }

    /** {@code @A @B("x")} before a class, which the grammar takes for an expression. */
    private Value prefixed(Syntax node, Scope scope) {
        if (node.child("annotation").isEmpty()) {
            return only(node, scope);
        }
        List<Syntax> parts = node.named();
        for (Syntax part : parts) {
            if (part.is("annotation")) {
                List<Argument> arguments = new ArrayList<>();
                part.child("constructor_invocation")
                        .flatMap(c -> c.child("value_arguments"))
                        .ifPresent(a -> arguments(a, scope, arguments));
                parts.stream()
                        .filter(n -> n.is("parenthesized_expression"))
                        .findFirst()
                        .ifPresent(p -> arguments.add(new Argument("", only(p, scope))));
                arguments.forEach(a -> file.part(a.value()));
                before.add(annotation(
                        new Value.Name(annotationName(part), scope, part.line()), arguments, scope, part.line()));
            } else if (part.is("prefix_expression")) {
                prefixed(part, scope);
            }
        }
        return Value.Unknown.VALUE;
    }

    private static String annotationName(Syntax annotation) {
        return lastName(annotation.text().replaceFirst("^@(\\w+:)?", "").replaceFirst("(?s)[(<\\s].*", ""));
    }

    private List<Call> annotations(Syntax node, Scope scope) {
        List<Call> found = before;
        before = new ArrayList<>();
        for (Syntax one : node.child("modifiers").map(Syntax::named).orElse(List.of())) {
            if (one.is("annotation")) {
                List<Argument> arguments = new ArrayList<>();
                one.child("constructor_invocation")
                        .flatMap(c -> c.child("value_arguments"))
                        .ifPresent(a -> arguments(a, scope, arguments));
                arguments.forEach(a -> file.part(a.value()));
                found.add(annotation(
                        new Value.Name(annotationName(one), scope, one.line()), arguments, scope, one.line()));
            }
        }
        return found;
    }

    private static Optional<String> typed(Syntax node) {
        return node.child("user_type", "nullable_type").map(t -> t.text().replaceFirst("(?s)[<?].*", ""));
    }

    private Value property(Syntax node, Scope scope) {
        List<Call> annotations = annotations(node, scope);
        Optional<Syntax> variable = node.child("variable_declaration");
        String name = variable.flatMap(v -> v.child("simple_identifier"))
                .map(Syntax::text)
                .orElse("");
        List<Syntax> parts = node.named();
        Syntax last = parts.get(parts.size() - 1);
        boolean given = node.all().stream().anyMatch(n -> n.is("=", "property_delegate", "getter"));
        Value value = given ? value(last, scope) : Value.Unknown.VALUE;
        scope.declare(name, injected(annotations, scope).orElse(value));
        variable.flatMap(KotlinCode::typed).ifPresent(t -> scope.declare(name, new Value.Typed(lastName(t), scope)));
        return Value.Unknown.VALUE;
    }

    /** {@code @Value("${key:default}")} as a text whose placeholder the settings resolve. */
    private Optional<Value> injected(List<Call> annotations, Scope scope) {
        return annotations.stream()
                .filter(a -> a.last().equals("Value"))
                .flatMap(a -> a.at(0).stream())
                .map(v -> (Value) file.call(new Value.Name("@Value", scope, 0), List.of(new Argument("", v)), scope, 0))
                .findFirst();
    }

    private Value assigned(Syntax node, Scope scope) {
        List<Syntax> sides = node.named();
        Value target = value(sides.get(0), scope);
        Value value = value(sides.get(sides.size() - 1), scope);
        if (target instanceof Value.Name name) {
            scope.bind(name.name(), value);
        } else if (target instanceof Value.Member member) {
            if (member.of() instanceof Value.Self) {
                file.field(scope.owner, member.name(), value);
            }
            file.assignments.add(new Assignment(member, value));
        }
        return Value.Unknown.VALUE;
    }

    private Value function(Syntax node, Scope scope) {
        String name = node.child("simple_identifier").map(Syntax::text).orElse("");
        file.declarations.add(
                new Declaration(false, name, scope.owner, annotations(node, scope), List.of(), node.line()));
        // an extension of Route or Application is one of its router's
        String receiver = node.named().stream()
                .takeWhile(n -> !n.is("simple_identifier"))
                .filter(n -> n.is("user_type"))
                .map(Syntax::text)
                .findFirst()
                .orElse("");
        Scope own = scope.in(receiver.isEmpty() ? scope.owner : receiver, name);
        file.functions.add(own);
        for (Syntax parameter :
                node.child("function_value_parameters").map(Syntax::named).orElse(List.of())) {
            if (parameter.is("parameter")) {
                String parameterName =
                        parameter.child("simple_identifier").map(Syntax::text).orElse("");
                own.parameters.add(parameterName);
                typed(parameter).ifPresent(t -> own.bind(parameterName, new Value.Typed(lastName(t), own)));
            }
        }
        node.child("function_body").ifPresent(b -> {
            Value value = b.text().startsWith("=") ? only(b, own) : inside(b, own);
            own.returned.add(value);
        });
        return Value.Unknown.VALUE;
    }

    private Value type(Syntax node, Scope scope) {
        String name = node.child("type_identifier").map(Syntax::text).orElse(scope.owner);
        List<String> parents = node.named().stream()
                .filter(n -> n.is("delegation_specifier"))
                .map(Syntax::text)
                .toList();
        file.declarations.add(new Declaration(true, name, "", annotations(node, scope), parents, node.line()));
        Scope own = scope.type(name);
        Scope constructor = own.in(name, name);
        for (Syntax parameter :
                node.child("primary_constructor").map(Syntax::named).orElse(List.of())) {
            if (parameter.is("class_parameter")) {
                String field =
                        parameter.child("simple_identifier").map(Syntax::text).orElse("");
                injected(annotations(parameter, scope), scope).ifPresent(v -> file.field(name, field, v));
                constructor.parameters.add(field);
                typed(parameter).ifPresent(t -> file.field(name, field, new Value.Typed(lastName(t), own)));
                file.field(name, field, new Value.Name(field, constructor, parameter.line()));
                List<Syntax> parts = parameter.named();
                if (parameter.all().stream().anyMatch(n -> n.is("="))) {
                    constructor.bind(field, value(parts.get(parts.size() - 1), constructor));
                }
            }
        }
        if (!constructor.parameters.isEmpty()) {
            file.functions.add(constructor);
        }
        node.child("class_body").ifPresent(b -> value(b, own));
        return Value.Unknown.VALUE;
    }

    private Value lambda(Syntax node, Scope scope) {
        Scope own = scope.in(scope.owner, "");
        node.child("lambda_parameters").map(Syntax::named).orElse(List.of()).forEach(p -> own.parameters.add(p.text()));
        Value lambda = new Value.Lambda(own);
        node.child("statements").ifPresent(s -> inside(s, own));
        return lambda;
    }
}
