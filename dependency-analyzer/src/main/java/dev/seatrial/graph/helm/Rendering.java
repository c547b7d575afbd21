package dev.seatrial.graph.helm;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** One template while it is rendered; knows the template's line of each rendered one. */
final class Rendering {

    private static final Pattern SET = Pattern.compile("(\\$\\w+)\\s*:?=\\s*(.+)", Pattern.DOTALL);
    private static final Pattern RANGE =
            Pattern.compile("(?:(\\$\\w+)\\s*,\\s*)?(\\$\\w+)\\s*:=\\s*(.+)", Pattern.DOTALL);
    private static final int DEEPEST = 40;

    /** The template's line of each part that could not be rendered, with what it was. */
    final Map<Integer, String> unrendered = new TreeMap<>();

    private final StringBuilder text = new StringBuilder();
    private final List<Integer> lines = new ArrayList<>(List.of(1));
    private final Map<String, List<Parts>> defined;
    private final Functions functions = new Functions(this::include);
    private final int largest;
    private int depth;

    Rendering(Map<String, List<Parts>> defined, int largest) {
        this.defined = defined;
        this.largest = largest;
    }

    String text() {
        return text.toString();
    }

    int line(int rendered) {
        return rendered < 1 || rendered > lines.size() ? 0 : lines.get(rendered - 1);
    }

    void render(List<Parts> parts, Scope scope) {
        for (Parts part : parts) {
            if (text.length() > largest) {
                unrendered.putIfAbsent(part.line(), "too much text");
                return;
            }
            try {
                if (part instanceof Parts.Text plain) {
                    append(plain.text(), plain.line(), true);
                } else if (part instanceof Parts.Print print) {
                    print(print, scope);
                } else if (part instanceof Parts.Block block) {
                    block(block, scope);
                }
            } catch (Unrendered e) {
                unrendered.putIfAbsent(part.line(), String.valueOf(e.getMessage()));
            } catch (IndexOutOfBoundsException e) {
                unrendered.putIfAbsent(part.line(), "a function with too few arguments");
            }
        }
    }

    private void append(String piece, int line, boolean moves) {
        if (lines.size() == 1 && text.isEmpty()) {
            lines.set(0, line);
        }
        int now = line;
        for (int i = 0; i < piece.length(); i++) {
            if (piece.charAt(i) == '\n') {
                now += moves ? 1 : 0;
                lines.add(now);
            }
        }
        text.append(piece);
    }

    private void print(Parts.Print print, Scope scope) throws Unrendered {
        Matcher set = SET.matcher(print.expression());
        if (set.matches()) {
            scope.variables().put(set.group(1), Expression.value(set.group(2), scope, functions));
        } else {
            append(Functions.text(Expression.value(print.expression(), scope, functions)), print.line(), false);
            if (!lines.isEmpty()) {
                lines.set(lines.size() - 1, print.line());
            }
        }
    }

    private void block(Parts.Block block, Scope scope) throws Unrendered {
        if (++depth > DEEPEST) {
            depth--;
            throw new Unrendered("blocks nested too deep");
        }
        try {
            if (block.word().equals("range")) {
                range(block, scope);
                return;
            }
            Matcher set = SET.matcher(block.expression());
            Object value = Expression.value(set.matches() ? set.group(2) : block.expression(), scope, functions);
            boolean taken = Functions.truth(value);
            Scope inner = block.word().equals("with") && taken ? scope.with(value) : scope;
            if (set.matches()) {
                inner.variables().put(set.group(1), value);
            }
            render(taken ? block.body() : block.otherwise(), inner);
        } finally {
            depth--;
        }
    }

    private void range(Parts.Block block, Scope scope) throws Unrendered {
        Matcher named = RANGE.matcher(block.expression());
        boolean names = named.matches();
        Object value = Expression.value(names ? named.group(3) : block.expression(), scope, functions);
        if (!Functions.truth(value)) {
            render(block.otherwise(), scope);
        } else if (value instanceof Map<?, ?> map) {
            Map<String, @Nullable Object> sorted = new TreeMap<>();
            map.forEach((k, v) -> sorted.put(String.valueOf(k), v));
            sorted.forEach((k, v) -> render(block.body(), each(scope, names ? named : null, k, v)));
        } else if (value instanceof List<?> list) {
            for (int i = 0; i < list.size(); i++) {
                render(block.body(), each(scope, names ? named : null, i, list.get(i)));
            }
        } else {
            throw new Unrendered("a range over what is no list");
        }
    }

    private static Scope each(Scope scope, @Nullable Matcher named, Object key, @Nullable Object value) {
        Scope inner = scope.with(value);
        if (named != null) {
            if (named.group(1) != null) {
                inner.variables().put(named.group(1), key);
            }
            inner.variables().put(named.group(2), value);
        }
        return inner;
    }

    private String include(String name, @Nullable Object dot, Scope scope) throws Unrendered {
        List<Parts> parts = defined.get(name);
        if (parts == null) {
            throw new Unrendered("the template " + name + ", which no file of the chart defines");
        } else if (depth > DEEPEST) {
            throw new Unrendered("templates that include each other");
        }
        Rendering inner = new Rendering(defined, largest);
        inner.depth = depth + 1;
        inner.render(parts, new Scope(scope.root(), dot, new HashMap<>()));
        if (!inner.unrendered.isEmpty()) {
            throw new Unrendered(
                    name + ": " + inner.unrendered.values().iterator().next());
        }
        return inner.text();
    }
}
