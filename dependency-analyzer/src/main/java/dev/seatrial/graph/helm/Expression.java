package dev.seatrial.graph.helm;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The value of a pipeline.
 *
 * @see <a href="https://helm.sh/docs/chart_template_guide/functions_and_pipelines/">Helm: Template Functions and
 *     Pipelines</a>
 */
final class Expression {

    private static final Pattern TOKEN = Pattern.compile(
            "\\s*(\"(?:[^\"\\\\]|\\\\.)*\"|`[^`]*`|\\(|\\)(?:\\.[A-Za-z][\\w.]*)?|\\||:=|=|,|[$.A-Za-z0-9_\\-/]+(?:\\.[A-Za-z0-9_\\-]+)*|\\S)",
            Pattern.DOTALL);

    private static final int DEEPEST = 100;

    private final List<String> tokens;
    private final Scope scope;
    private final Functions functions;
    private int at;
    private int depth;

    private Expression(List<String> tokens, Scope scope, Functions functions) {
        this.tokens = tokens;
        this.scope = scope;
        this.functions = functions;
    }

    static List<String> tokens(String text) {
        List<String> found = new ArrayList<>();
        Matcher matcher = TOKEN.matcher(text);
        while (matcher.find()) {
            found.add(matcher.group(1));
        }
        return found;
    }

    /**
     * Gives the value; null for nothing.
     *
     * @throws Unrendered when the pipeline has something that is not evaluated here
     */
    static @Nullable Object value(String text, Scope scope, Functions functions) throws Unrendered {
        Expression expression = new Expression(tokens(text), scope, functions);
        Object value = expression.pipeline();
        if (expression.at < expression.tokens.size()) {
            throw new Unrendered(text);
        }
        return value;
    }

    private @Nullable Object pipeline() throws Unrendered {
        Object value = command(List.of(), false);
        while (at < tokens.size() && tokens.get(at).equals("|")) {
            at++;
            List<@Nullable Object> piped = new ArrayList<>();
            piped.add(value);
            value = command(piped, true);
        }
        return value;
    }

    private @Nullable Object command(List<@Nullable Object> piped, boolean function) throws Unrendered {
        if (at >= tokens.size()) {
            throw new Unrendered("an empty pipeline");
        }
        String first = tokens.get(at);
        if (function || (first.matches("[A-Za-z]\\w*") && !first.matches("true|false|nil"))) {
            at++;
            List<@Nullable Object> arguments = new ArrayList<>();
            while (at < tokens.size()
                    && !tokens.get(at).equals("|")
                    && !tokens.get(at).startsWith(")")) {
                arguments.add(operand());
            }
            arguments.addAll(piped);
            return functions.call(first, arguments, scope);
        }
        return operand();
    }

    private @Nullable Object operand() throws Unrendered {
        String token = tokens.get(at++);
        if (token.equals("(")) {
            if (++depth > DEEPEST) {
                throw new Unrendered("brackets that are nested too deep");
            }
            Object value = pipeline();
            depth--;
            if (at >= tokens.size() || !tokens.get(at).startsWith(")")) {
                throw new Unrendered("a bracket that is not closed");
            }
            // (index .Values "a").b
            String close = tokens.get(at++);
            return close.length() > 2 ? member(value, close.substring(2)) : value;
        } else if (token.startsWith("\"")) {
            return token.substring(1, token.length() - 1).replace("\\\"", "\"").replace("\\n", "\n");
        } else if (token.startsWith("`")) {
            return token.substring(1, token.length() - 1);
        } else if (token.matches("-?\\d{1,9}")) {
            return Integer.valueOf(token);
        } else if (token.equals("true") || token.equals("false")) {
            return Boolean.valueOf(token);
        } else if (token.equals("nil")) {
            return null;
        } else if (token.equals(".")) {
            return scope.dot();
        } else if (token.startsWith("$")) {
            return variable(token);
        } else if (token.startsWith(".")) {
            return member(scope.dot(), token.substring(1));
        }
        throw new Unrendered(token);
    }

    private @Nullable Object variable(String token) throws Unrendered {
        int dot = token.indexOf('.');
        String name = dot < 0 ? token : token.substring(0, dot);
        if (!name.equals("$") && !scope.variables().containsKey(name)) {
            throw new Unrendered("the variable " + name);
        }
        Object value = name.equals("$") ? scope.root() : scope.variables().get(name);
        return dot < 0 ? value : member(value, token.substring(dot + 1));
    }

    /** A member that is not there is nothing, as in Helm; what this rendering cannot know is an error. */
    private static @Nullable Object member(@Nullable Object of, String path) throws Unrendered {
        Object now = of;
        for (String part : path.split("\\.", -1)) {
            if (now instanceof Map<?, ?> map) {
                if (part.equals("Capabilities") || part.equals("Files")) {
                    throw new Unrendered("." + path);
                }
                now = map.get(part);
            } else if (now == null) {
                return null;
            } else {
                throw new Unrendered("." + path);
            }
        }
        return now;
    }
}
