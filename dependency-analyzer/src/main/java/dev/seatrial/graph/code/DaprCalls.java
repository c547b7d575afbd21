package dev.seatrial.graph.code;

import dev.seatrial.graph.code.Value.Call;
import dev.seatrial.graph.source.SourceFacts;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Calls through Dapr's sidecar, which takes the id of the other application.
 *
 * @see <a href="https://docs.dapr.io/reference/api/service_invocation_api/">Dapr: service invocation API</a>
 * @see <a href="https://docs.dapr.io/developing-applications/sdks/">Dapr: SDKs</a>
 */
final class DaprCalls {

    private static final Pattern INVOKES =
            Pattern.compile("(?i)invoke_?method(_?async)?|invoker\\.invoke|create_?invoke_?http_?client");

    private DaprCalls() {}

    static void in(Code code) {
        for (CodeFile file : code.files()) {
            for (Call call : file.calls) {
                if (INVOKES.matcher(call.last()).matches()
                        || Names.written(call.callee()).endsWith("invoker.invoke")) {
                    id(code, call)
                            .ifPresent(t -> code.facts
                                    .calls()
                                    .add(new SourceFacts.Call(t, method(code, call), "", false, code.place(call))));
                }
            }
        }
    }

    /** The first text: .NET takes the HTTP method before it. */
    private static Optional<String> id(Code code, Call call) {
        return call.named("app_id").stream()
                .map(code.values::text)
                .findFirst()
                .or(() -> call.arguments().stream()
                        .map(a -> code.values.text(a.value()))
                        .filter(t -> t.matches("[a-zA-Z][\\w.-]*"))
                        .findFirst());
    }

    private static String method(Code code, Call call) {
        return call.named("http_verb")
                .map(code.values::text)
                .or(() -> call.at(0)
                        .map(Names::written)
                        .filter(w -> w.startsWith("HttpMethod."))
                        .map(Translator::lastName))
                .map(m -> m.toUpperCase(Locale.ROOT))
                .orElse("");
    }
}
