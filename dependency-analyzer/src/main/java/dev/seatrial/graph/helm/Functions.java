package dev.seatrial.graph.helm;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.common.FlowStyle;

/**
 * The functions that charts use most, without those that ask a cluster or roll a die.
 *
 * @see <a href="https://helm.sh/docs/chart_template_guide/function_list/">Helm: Template Function List</a>
 */
final class Functions {

    /** Renders a named template. */
    interface Includes {
        String include(String name, @Nullable Object dot, Scope scope) throws Unrendered;
    }

    private final Includes includes;

    Functions(Includes includes) {
        this.includes = includes;
    }

    @Nullable
    Object call(String name, List<@Nullable Object> arguments, Scope scope) throws Unrendered {
        int last = arguments.size() - 1;
        Object value = last < 0 ? null : arguments.get(last);
        Object first = last < 0 ? null : arguments.get(0);
        return switch (name) {
            case "include", "template" -> includes.include(text(first), last > 0 ? arguments.get(1) : null, scope);
            case "tpl", "toString", "quote", "squote", "trim", "upper", "lower", "title", "b64dec" -> one(name, value);
            case "default" -> truth(value) ? value : first;
            case "required", "int", "int64", "float64", "first" -> value;
            case "not" -> !truth(value);
            case "empty" -> !truth(value);
            case "eq" -> equal(arguments);
            case "ne" -> !equal(arguments);
            case "and" -> and(arguments);
            case "or", "coalesce" -> or(arguments);
            case "ternary" -> truth(value) ? first : arguments.get(1);
            case "hasKey" -> first instanceof Map<?, ?> map && map.containsKey(text(value));
            case "get" -> first instanceof Map<?, ?> map ? map.get(text(value)) : null;
            case "index" -> index(arguments);
            case "list" -> new ArrayList<>(arguments);
            case "dict" -> dict(arguments);
            case "printf" -> printf(arguments);
            case "print" -> printed(arguments);
            case "contains" -> text(value).contains(text(first));
            case "hasPrefix" -> text(value).startsWith(text(first));
            case "hasSuffix" -> text(value).endsWith(text(first));
            case "trimSuffix" ->
                text(value).endsWith(text(first))
                        ? text(value)
                                .substring(0, text(value).length() - text(first).length())
                        : text(value);
            case "trimPrefix" ->
                text(value).startsWith(text(first))
                        ? text(value).substring(text(first).length())
                        : text(value);
            case "trunc" ->
                text(value).substring(0, Math.min(whole(first), text(value).length()));
            case "replace" -> text(value).replace(text(first), text(arguments.get(1)));
            case "join" -> joined(text(first), value);
            case "toYaml" -> yaml(value);
            case "indent" -> indented(whole(first), text(value));
            case "nindent" -> "\n" + indented(whole(first), text(value));
            default -> throw new Unrendered("the function " + name);
        };
    }

    private static Object one(String name, @Nullable Object value) throws Unrendered {
        String text = text(value);
        return switch (name) {
            case "quote" -> "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
            case "squote" -> "'" + text.replace("'", "''") + "'";
            case "trim" -> text.strip();
            case "upper" -> text.toUpperCase(Locale.ROOT);
            case "lower" -> text.toLowerCase(Locale.ROOT);
            case "toString" -> text;
            case "tpl" -> {
                if (text.contains("{{")) {
                    throw new Unrendered("tpl of a template");
                }
                yield text;
            }
            default -> throw new Unrendered("the function " + name);
        };
    }

    /**
     * Whether a value counts as true.
     *
     * @see <a href="https://pkg.go.dev/text/template#hdr-Actions">Go: what is empty</a> */
    static boolean truth(@Nullable Object value) {
        return value instanceof Boolean flag
                ? flag
                : value instanceof Number number
                        ? number.doubleValue() != 0
                        : value instanceof CharSequence text
                                ? text.length() > 0
                                : value instanceof Collection<?> list
                                        ? !list.isEmpty()
                                        : value instanceof Map<?, ?> map ? !map.isEmpty() : value != null;
    }

    static String text(@Nullable Object value) {
        return value == null ? "" : String.valueOf(value);
    }

    private static int whole(@Nullable Object value) throws Unrendered {
        if (value instanceof Number number && number.intValue() >= 0 && number.intValue() < 1000) {
            return number.intValue();
        }
        throw new Unrendered("a number that is none: " + value);
    }

    private static boolean equal(List<@Nullable Object> arguments) {
        return arguments.stream().skip(1).anyMatch(a -> Objects.equals(text(arguments.get(0)), text(a)));
    }

    private static @Nullable Object and(List<@Nullable Object> arguments) {
        Object now = true;
        for (Object argument : arguments) {
            now = argument;
            if (!truth(argument)) {
                return argument;
            }
        }
        return now;
    }

    private static @Nullable Object or(List<@Nullable Object> arguments) {
        Object now = null;
        for (Object argument : arguments) {
            now = argument;
            if (truth(argument)) {
                return argument;
            }
        }
        return now;
    }

    private static @Nullable Object index(List<@Nullable Object> arguments) throws Unrendered {
        Object now = arguments.isEmpty() ? null : arguments.get(0);
        for (Object key : arguments.subList(Math.min(1, arguments.size()), arguments.size())) {
            if (now instanceof Map<?, ?> map) {
                now = map.get(text(key));
            } else if (now instanceof List<?> list && key instanceof Integer at && at >= 0 && at < list.size()) {
                now = list.get(at);
            } else if (now != null) {
                throw new Unrendered("index of " + key);
            }
        }
        return now;
    }

    private static Map<String, @Nullable Object> dict(List<@Nullable Object> arguments) {
        Map<String, @Nullable Object> made = new TreeMap<>();
        for (int i = 0; i + 1 < arguments.size(); i += 2) {
            made.put(text(arguments.get(i)), arguments.get(i + 1));
        }
        return made;
    }

    private static String printf(List<@Nullable Object> arguments) {
        StringBuilder made = new StringBuilder();
        int next = 1;
        for (String part : text(arguments.isEmpty() ? "" : arguments.get(0)).split("(?=%[sdvq])", -1)) {
            if (part.matches("(?s)%[sdvq].*")) {
                made.append(next < arguments.size() ? text(arguments.get(next++)) : "")
                        .append(part.substring(2));
            } else {
                made.append(part);
            }
        }
        return made.toString();
    }

    private static String printed(List<@Nullable Object> arguments) {
        StringBuilder made = new StringBuilder();
        arguments.forEach(a -> made.append(text(a)));
        return made.toString();
    }

    private static String joined(String between, @Nullable Object value) {
        List<String> parts = new ArrayList<>();
        if (value instanceof Collection<?> list) {
            list.forEach(v -> parts.add(text(v)));
        }
        return String.join(between, parts);
    }

    private static String yaml(@Nullable Object value) {
        if (value == null) {
            return "";
        }
        DumpSettings settings =
                DumpSettings.builder().setDefaultFlowStyle(FlowStyle.BLOCK).build();
        return new Dump(settings).dumpToString(value).stripTrailing();
    }

    private static String indented(int by, String text) {
        String before = " ".repeat(by);
        return before + text.replace("\n", "\n" + before);
    }
}
