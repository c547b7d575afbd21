package dev.seatrial.graph.code;

import dev.seatrial.graph.code.Value.Call;
import dev.seatrial.graph.model.EdgeKind;
import dev.seatrial.graph.model.Warning;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Calls of other programs by the client libraries of {@link HttpRules}. */
final class HttpClients {

    private static final Pattern SCHEME = Pattern.compile("(?s)[a-zA-Z][a-zA-Z0-9+.-]*://.*");
    private static final Pattern VERB = Pattern.compile(
            "(?i)(get|post|put|patch|delete|head|options|del)(for|form|string|async|asjson|json|from|stream|byte).*|(?i)(get|post|put|patch|delete|head|options|del)");
    private static final Pattern CHAINED = Pattern.compile(".*\\.(get|post|put|patch|delete|head)\\(\\)\\.uri");
    private static final Set<String> BASES = Set.of("baseUrl", "create", "SetBaseURL", "SetHostURL");

    private HttpClients() {}

    static void in(Code code) {
        List<HttpRule> rules = HttpRules.of(code.base.grammar);
        for (CodeFile file : code.files()) {
            for (Call call : file.calls) {
                String name = code.names.qualified(call.callee());
                if (name.isEmpty()) {
                    continue;
                }
                rules.stream()
                        .filter(r -> r.callee().matcher(name).matches())
                        .findFirst()
                        .ifPresent(r -> called(code, call, name, r));
            }
        }
    }

    private static void called(Code code, Call call, String name, HttpRule rule) {
        Optional<Value> address = rule.url() < 0 && rule.urlKeys().isEmpty()
                ? call.at(0)
                : code.argument(call, rule.url(), rule.urlKeys());
        String base = base(code, call, rule);
        String method = rule.kind() == EdgeKind.HTTP ? method(code, call, name, rule) : "";
        List<String> texts = address.map(code.values::texts).orElseGet(() -> hosts(code, call));
        for (String text : texts) {
            String whole = Formats.join(base, text);
            if (rule.kind() == EdgeKind.GRPC) {
                grpc(code, call, whole);
            } else if (SCHEME.matcher(whole).matches() && !whole.startsWith("{}")) {
                code.call(template(whole), method, rule.kind(), code.place(call));
            } else if (whole.startsWith(CodeValues.UNKNOWN) && rule.kind() == EdgeKind.HTTP) {
                code.facts
                        .warnings()
                        .add(new Warning(
                                code.place(call),
                                "an HTTP call whose address could not be resolved: " + name.replace("()", "")));
            } else if (whole.matches("[\\w.-]+:\\d+(/.*)?")) {
                code.call("http://" + whole, method, rule.kind(), code.place(call));
            }
        }
    }

    /** Addresses of gRPC may come with a resolver before them: {@code dns:///users:50051}. */
    private static void grpc(Code code, Call call, String text) {
        String target = text.replaceFirst(
                "^(dns|static|xds|passthrough|discovery|kubernetes|consul|https?|grpc)(:///?|://[^/]*/|:(?!\\d))", "");
        if (target.matches("[\\w.-]+(:(\\d+|\\{}))?(/.*)?") && !target.startsWith("{}")) {
            code.call("grpc://" + target.replace(":{}", ""), "", EdgeKind.GRPC, code.place(call));
        }
    }

    /** {@code {host, port, path}} instead of an address. */
    private static List<String> hosts(Code code, Call call) {
        Optional<Value> host = code.argument(call, -1, "hostname|host");
        if (host.isEmpty()) {
            return List.of();
        }
        String port = code.argument(call, -1, "port").map(code.values::text).orElse("");
        String path = code.argument(call, -1, "path").map(code.values::text).orElse("");
        return code.values.texts(host.get()).stream()
                .filter(h -> !h.equals(CodeValues.UNKNOWN))
                .map(h -> "http://" + h + (port.matches("\\d+") ? ":" + port : "") + path)
                .toList();
    }

    private static String base(Code code, Call call, HttpRule rule) {
        String own = code.argument(call, -1, "baseURL|prefixUrl")
                .map(code.values::text)
                .orElse("");
        if (!own.isEmpty()) {
            return own;
        } else if (rule.base() < 0 && rule.baseKeys().isEmpty()) {
            return "";
        }
        Value client = call.callee() instanceof Value.Member m ? m.of() : call.callee();
        Value origin = code.names.origin(client);
        for (int i = 0; i < 12 && origin instanceof Call made; i++) {
            boolean tells = BASES.contains(made.last())
                    || !(made.callee() instanceof Value.Member)
                    || !rule.baseKeys().isEmpty();
            Optional<Value> base = tells ? code.argument(made, rule.base(), rule.baseKeys()) : Optional.empty();
            if (base.isPresent()) {
                return code.values.text(base.get());
            }
            Optional<String> assigned = assigned(code, call);
            if (assigned.isPresent()) {
                return assigned.get();
            }
            origin = made.callee() instanceof Value.Member m ? code.names.origin(m.of()) : Value.Unknown.VALUE;
        }
        return assigned(code, call).orElse("");
    }

    /** {@code client.BaseAddress = …} in the class that calls, or where the class's client is configured. */
    private static Optional<String> assigned(Code code, Call call) {
        return code.files().stream()
                .flatMap(f -> f.assignments.stream())
                .filter(a -> a.target().name().matches("BaseAddress|base_url|baseURL"))
                .filter(a -> Addresses.belongs(code, a.target(), call))
                .map(a -> code.values.text(a.value()))
                .filter(t -> SCHEME.matcher(t).matches())
                .findFirst();
    }

    private static String method(Code code, Call call, String name, HttpRule rule) {
        Optional<Value> said = rule.verb() >= 0 ? call.at(rule.verb()) : code.argument(call, -1, "method");
        if (said.isPresent()) {
            String text = code.values.text(said.get());
            String written = Translator.lastName(Names.written(said.get())).replaceFirst("^Method", "");
            String verb = (text.equals(CodeValues.UNKNOWN) ? written : text).toUpperCase(Locale.ROOT);
            return verb.matches("GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS") ? verb : "";
        }
        Matcher chained = CHAINED.matcher(name);
        if (chained.matches()) {
            return chained.group(1).toUpperCase(Locale.ROOT);
        }
        Matcher verb = VERB.matcher(Translator.lastName(name));
        if (!verb.matches()) {
            return name.matches("(.*\\.)?fetch|axios|got|ky|https?\\.get") ? "GET" : "";
        }
        String word = (verb.group(1) == null ? verb.group(3) : verb.group(1)).toUpperCase(Locale.ROOT);
        return word.equals("DEL") ? "DELETE" : word;
    }

    /** What is unknown in a path is {@code {}}; a query does not count. */
    private static String template(String url) {
        return url.replaceFirst("(?s)[?#].*", "");
    }
}
