package dev.seatrial.graph.code;

import dev.seatrial.graph.code.CodeFile.Assignment;
import dev.seatrial.graph.code.Value.Call;
import dev.seatrial.graph.model.EdgeKind;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Addresses that no known client library is seen to use: in a literal, or given to a client as its base. They count
 * where they name a service; what is written to a log does not.
 */
final class Addresses {

    private static final Pattern URL =
            Pattern.compile("(?s)(https?|lb|wss?|grpc|http\\+\\w+)://([\\w.-]+)(:\\d+)?([/?#].*)?");
    private static final Pattern BASE = Pattern.compile("BaseAddress|base_url|baseURL|baseUrl|BaseURL|Host|host");
    private static final Pattern SPEAKS = Pattern.compile(
            "(?i)(.*\\.)?(log|logger|console|print|println|printf|debug|info|warn|warning|error|trace|fatal|errorf|infof|writeline|cors|describe|it|expect|assert\\w*)(\\..*)?");

    private Addresses() {}

    static void in(Code code) {
        Set<String> known =
                code.facts.calls().stream().map(c -> host(c.target())).collect(Collectors.toSet());
        for (CodeFile file : code.files()) {
            for (Assignment assignment : file.assignments) {
                if (BASE.matcher(assignment.target().name()).matches()) {
                    text(code, file, assignment.value(), assignment.target().line(), known);
                }
            }
            Set<Value> spoken = java.util.Collections.newSetFromMap(new java.util.IdentityHashMap<>());
            for (Call call : file.calls) {
                if (SPEAKS.matcher(Names.written(call.callee())).matches()) {
                    call.arguments().forEach(a -> spoken.add(a.value()));
                }
            }
            for (Value text : file.texts()) {
                if (!spoken.contains(text)) {
                    text(code, file, text, text.line(), known);
                }
            }
        }
    }

    private static void text(Code code, CodeFile file, Value value, int line, Set<String> known) {
        String text = code.values.text(value);
        Matcher url = URL.matcher(text);
        if (url.matches()
                && !url.group(2).matches("(?i)localhost|127\\.0\\.0\\.1|0\\.0\\.0\\.0")
                && !known.contains(url.group(2))) {
            code.call(text.replaceFirst("(?s)[?#].*", ""), "", EdgeKind.HTTP, file.place(line));
        }
    }

    private static String host(String url) {
        Matcher matcher = URL.matcher(url);
        return matcher.matches() ? matcher.group(2) : url;
    }

    /** Whether the part that is set is of the client that the call uses: in one class, or registered for that class. */
    static boolean belongs(Code code, Value.Member target, Call call) {
        Value.Name name = target.of() instanceof Value.Name n ? n : null;
        Scope where = name != null ? name.scope() : target.of() instanceof Value.Self s ? s.scope() : null;
        if (target.of() instanceof Value.Member m && m.of() instanceof Value.Self s) {
            where = s.scope();
        }
        if (where == null || where.file.source == null) {
            return false;
        }
        Optional<Call> handed = handedTo(where, name);
        if (handed.isPresent()) {
            return handed.get().arguments().stream()
                    .filter(a -> a.name().equals("<>"))
                    .anyMatch(a -> Names.written(a.value()).equals(call.scope().owner));
        }
        return !where.owner.isEmpty() && where.owner.equals(call.scope().owner);
    }

    private static Optional<Call> handedTo(Scope scope, Value.@org.jspecify.annotations.Nullable Name name) {
        for (Scope s = scope; s != null; s = s.parent) {
            if (name != null && s.parameters.contains(name.name())) {
                return Optional.ofNullable(s.handedTo);
            }
        }
        return Optional.empty();
    }
}
