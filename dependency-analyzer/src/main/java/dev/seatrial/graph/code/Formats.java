package dev.seatrial.graph.code;

import dev.seatrial.graph.code.Value.Call;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Texts that library functions build.
 *
 * @see <a href="https://docs.python.org/3/library/string.html#format-string-syntax">Python: Format String Syntax</a>
 * @see <a href="https://pkg.go.dev/fmt">Go: fmt</a>
 * @see <a href="https://learn.microsoft.com/dotnet/standard/base-types/composite-formatting">.NET: Composite
 *     formatting</a>
 * @see <a href="https://url.spec.whatwg.org/#constructors">URL: new URL(url, base)</a>
 * @see <a href="https://docs.python.org/3/library/urllib.parse.html#urllib.parse.urljoin">Python: urljoin</a>
 */
final class Formats {

    private static final Pattern HOLE = Pattern.compile("%[-+#0-9.]*[a-zA-Z]|%%|\\{[\\w!:.]*}");

    private static final Set<String> PATTERNS = Set.of("sprintf", "format", "String.format", "string.Format");

    /** What gives its own text on, or that of its first argument. */
    private static final Set<String> SAME_OBJECT = Set.of(
            "toString",
            "trim",
            "strip",
            "rstrip",
            "lstrip",
            "replace",
            "trimEnd",
            "TrimEnd",
            "trimStart",
            "Trim",
            "TrimStart",
            "ToString",
            "toLowerCase",
            "lower",
            "decode",
            "encode",
            "unwrap",
            "orElse",
            "toURI",
            "asString");

    private static final Set<String> SAME_ARGUMENT = Set.of(
            "String",
            "str",
            "Uri",
            "URI",
            "Url",
            "Parse",
            "parse",
            "ParseRequestURI",
            "TrimSuffix",
            "TrimRight",
            "TrimPrefix",
            "TrimSpace",
            "create",
            "freeze",
            "must",
            "Must",
            "AnyHttpUrl",
            "HttpUrl",
            "cast",
            "quote",
            "toHttpUrl",
            "toHttpUrlOrNull");

    private Formats() {}

    /** Puts the texts into the holes of a pattern, in their order. */
    static String fill(String pattern, List<String> fills) {
        Matcher matcher = HOLE.matcher(pattern);
        StringBuilder all = new StringBuilder();
        int next = 0;
        while (matcher.find()) {
            String hole = matcher.group();
            String fill = "%";
            if (!hole.equals("%%")) {
                String number = hole.replaceAll("[{}]", "").replaceAll("[:!].*", "");
                int at = hole.startsWith("{") && number.matches("\\d{1,3}") ? Integer.parseInt(number) : next++;
                fill = at < fills.size() ? fills.get(at) : CodeValues.UNKNOWN;
            }
            matcher.appendReplacement(all, Matcher.quoteReplacement(fill));
        }
        return matcher.appendTail(all).toString();
    }

    /** The text that the call gives, where it is one of these. */
    static Optional<String> called(Call call, Function<Value, String> text) {
        String last = call.last();
        Optional<Value> first = call.at(0);
        if (PATTERNS.contains(last.toLowerCase(Locale.ROOT)) && first.isPresent()) {
            List<String> fills = call.arguments().stream()
                    .skip(1)
                    .map(a -> text.apply(a.value()))
                    .toList();
            return Optional.of(fill(text.apply(first.get()), fills));
        }
        if ((last.equals("URL") || last.equals("Uri")) && call.at(1).isPresent() && first.isPresent()) {
            return Optional.of(join(text.apply(call.at(1).get()), text.apply(first.get())));
        } else if (last.equals("urljoin") && call.at(1).isPresent()) {
            return Optional.of(join(
                    text.apply(first.orElse(Value.Unknown.VALUE)),
                    text.apply(call.at(1).get())));
        } else if (last.equals("JoinHostPort") && call.at(1).isPresent()) {
            return Optional.of(text.apply(first.orElse(Value.Unknown.VALUE)) + ":"
                    + text.apply(call.at(1).get()));
        } else if ((last.equals("join") || last.equals("JoinPath")) && first.isPresent()) {
            return Optional.of(call.arguments().stream()
                    .flatMap(
                            a -> a.value() instanceof Value.Items items ? items.items().stream() : Stream.of(a.value()))
                    .map(text)
                    .reduce((a, b) -> join(a, b))
                    .orElse(""));
        } else if ((last.equals("concat") || last.equals("plus"))
                && call.callee() instanceof Value.Member m
                && first.isPresent()) {
            return Optional.of(text.apply(m.of()) + text.apply(first.get()));
        } else if (SAME_OBJECT.contains(last) && call.callee() instanceof Value.Member m) {
            String own = text.apply(m.of());
            return own.equals(CodeValues.UNKNOWN) ? Optional.empty() : Optional.of(own);
        } else if ((SAME_ARGUMENT.contains(last) || last.equals("URL")) && first.isPresent()) {
            return Optional.of(text.apply(first.get()));
        }
        return Optional.empty();
    }

    /** A path below a base; an address of its own stays. */
    static String join(String base, String path) {
        if (path.matches("(?s)[a-zA-Z][a-zA-Z0-9+.-]*://.*") || base.isEmpty()) {
            return path;
        } else if (path.isEmpty()) {
            return base;
        }
        return base.replaceFirst("/+$", "") + "/" + path.replaceFirst("^/+", "");
    }
}
