package dev.seatrial.graph.code;

import dev.seatrial.graph.code.CodeFile.Declaration;
import dev.seatrial.graph.code.Value.Call;
import dev.seatrial.graph.model.EdgeKind;
import dev.seatrial.graph.model.Place;
import dev.seatrial.graph.source.SourceFacts;
import dev.seatrial.graph.source.SourceFacts.Mapping;
import dev.seatrial.graph.source.SourceFacts.Message;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Controllers, clients and listeners by what stands on their classes and methods.
 *
 * @see <a href="https://docs.nestjs.com/controllers">Nest: Controllers</a>
 * @see <a href="https://learn.microsoft.com/aspnet/core/mvc/controllers/routing">ASP.NET Core: attribute routing</a>
 * @see <a href="https://docs.spring.io/spring-framework/reference/web/webmvc/mvc-controller.html">Spring: Annotated
 *     Controllers</a>
 * @see <a href="https://docs.spring.io/spring-cloud-openfeign/reference/spring-cloud-openfeign.html">Spring Cloud
 *     OpenFeign</a>
 * @see <a href="https://github.com/reactiveui/refit#readme">Refit: [Get("/users/{user}")] on interfaces</a>
 * @see <a href="https://masstransit.io/documentation/concepts/consumers">MassTransit: IConsumer</a>
 * @see <a href="https://docs.spring.io/spring-kafka/reference/kafka/receiving-messages/listener-annotation.html">Spring
 *     for Apache Kafka: @KafkaListener</a>
 */
final class Annotated {

    private static final Map<String, String> VERBS = Map.ofEntries(
            Map.entry("Get", "GET"),
            Map.entry("Post", "POST"),
            Map.entry("Put", "PUT"),
            Map.entry("Patch", "PATCH"),
            Map.entry("Delete", "DELETE"),
            Map.entry("Head", "HEAD"),
            Map.entry("Options", "OPTIONS"),
            Map.entry("All", "*"));
    private static final Map<String, String> LISTENERS = Map.of(
            "KafkaListener", "kafka",
            "RabbitListener", "rabbitmq",
            "JmsListener", "jms",
            "StreamListener", "stream",
            "Incoming", "channel",
            "Outgoing", "channel");

    private final Code code;

    private Annotated(Code code) {
        this.code = code;
    }

    static void in(Code code) {
        Annotated annotated = new Annotated(code);
        for (CodeFile file : code.files()) {
            for (Declaration declaration : file.declarations) {
                declaration.annotations().forEach(a -> annotated.noted(file, declaration, a));
                if (declaration.type()) {
                    annotated.type(file, declaration);
                }
            }
        }
    }

    private void noted(CodeFile file, Declaration declaration, Call annotation) {
        if (declaration.type()) {
            code.facts.annotations().putIfAbsent(annotation.last(), file.place(annotation.line()));
        }
        String broker = LISTENERS.get(annotation.last());
        if (broker != null) {
            List<String> topics = code.argument(annotation, 0, "topics|queues|destination|value")
                    .map(code::each)
                    .orElse(List.of(""));
            topics.forEach(t -> code.facts
                    .messages()
                    .add(new Message(
                            broker,
                            t.contains(CodeValues.UNKNOWN) ? "" : placeholders(t),
                            annotation.last().equals("Outgoing"),
                            file.place(annotation.line()))));
        }
    }

    private void type(CodeFile file, Declaration type) {
        for (String parent : type.parents()) {
            if (parent.matches("(?s)IConsumer<.*>")) {
                String message = Translator.lastName(parent.replaceFirst("(?s)^IConsumer<(.*)>$", "$1"));
                code.facts.messages().add(new Message("rabbitmq", message, false, file.place(type.line())));
            }
        }
        Optional<Call> client = named(type, "FeignClient").or(() -> named(type, "HttpExchange"));
        boolean controller = named(type, "RestController").isPresent()
                || named(type, "Controller").isPresent()
                || named(type, "ApiController").isPresent()
                || (code.base.grammar == Grammar.CSHARP
                        && type.parents().stream().anyMatch(p -> p.matches("Controller(Base)?")));
        if (client.isPresent()) {
            client(file, type, client.get());
        } else if (controller) {
            List<String> prefixes = prefixes(type);
            for (Route route : routes(file, type)) {
                for (String prefix : prefixes) {
                    String path = route.path().startsWith("~/")
                                    || (code.base.grammar == Grammar.CSHARP
                                            && route.path().startsWith("/"))
                            ? route.path().substring(1)
                            : Paths.join(prefix, route.path());
                    String named = path.replace("[controller]", type.name().replaceFirst("Controller$", ""))
                            .replace("[action]", route.name());
                    code.facts.mappings().add(new Mapping(route.verb(), Paths.template(named), route.place()));
                }
            }
        } else if (code.base.grammar == Grammar.CSHARP) {
            refit(file, type);
        }
    }

    private record Route(String verb, String path, String name, Place place) {}

    private List<Route> routes(CodeFile file, Declaration type) {
        List<Route> found = new ArrayList<>();
        for (Declaration method : file.declarations) {
            if (method.type() || !method.owner().equals(type.name())) {
                continue;
            }
            String route = named(method, "Route").map(this::path).orElse("");
            for (Call annotation : method.annotations()) {
                String verb = verb(annotation);
                if (!verb.isEmpty()) {
                    for (String path : paths(annotation)) {
                        found.add(new Route(
                                verb, path.isEmpty() ? route : path, method.name(), file.place(method.line())));
                    }
                }
            }
        }
        return found;
    }

    /** {@code Get}, {@code HttpGet}, {@code GetMapping}, {@code GetExchange}; empty for what is no route. */
    private String verb(Call annotation) {
        String name = annotation.last();
        if (name.equals("RequestMapping")) {
            return code.argument(annotation, -1, "method")
                    .map(v -> v instanceof Value.Items items && !items.items().isEmpty()
                            ? items.items().get(0)
                            : v)
                    .map(v -> Translator.lastName(Names.written(v)))
                    .filter(v -> !v.isEmpty())
                    .orElse("*");
        }
        String plain = switch (code.base.grammar) {
            case CSHARP -> name.startsWith("Http") ? name.substring(4) : name;
            case KOTLIN -> name.replaceFirst("(Mapping|Exchange)$", "");
            case JAVASCRIPT, TYPESCRIPT, PYTHON, GO -> name;
        };
        boolean kotlin = code.base.grammar == Grammar.KOTLIN && plain.equals(name);
        return kotlin ? "" : VERBS.getOrDefault(plain, "").toUpperCase(Locale.ROOT);
    }

    private List<String> prefixes(Declaration type) {
        Optional<Call> prefix = switch (code.base.grammar) {
            case CSHARP -> named(type, "Route");
            case KOTLIN -> named(type, "RequestMapping");
            case JAVASCRIPT, TYPESCRIPT, PYTHON, GO -> named(type, "Controller");
        };
        return prefix.map(this::paths).orElse(List.of(""));
    }

    private List<String> paths(Call annotation) {
        Optional<Value> path = code.argument(annotation, 0, "path|value|url");
        List<String> all = path.map(code::each).orElse(List.of(""));
        return all.isEmpty() ? List.of("") : all;
    }

    private String path(Call annotation) {
        return paths(annotation).get(0);
    }

    private void client(CodeFile file, Declaration type, Call annotation) {
        String url = placeholders(
                code.argument(annotation, -1, "url").map(code.values::text).orElse(""));
        String name = placeholders(code.argument(annotation, 0, "name|value")
                .map(code.values::text)
                .orElse(""));
        String target = url.isEmpty() || url.startsWith("$") ? name : url;
        String prefix =
                code.argument(annotation, -1, "path").map(code.values::text).orElse("");
        if (target.isEmpty() || target.contains(CodeValues.UNKNOWN)) {
            return;
        }
        List<Route> routes = routes(file, type);
        Place place = file.place(annotation.line());
        if (routes.isEmpty()) {
            code.facts.calls().add(new SourceFacts.Call(target, "", prefix, true, place));
        }
        routes.forEach(r -> code.facts
                .calls()
                .add(new SourceFacts.Call(target, r.verb(), Paths.join(prefix, r.path()), true, place)));
    }

    /** An interface of Refit, with the address that its registration gives. */
    private void refit(CodeFile file, Declaration type) {
        List<Route> routes = routes(file, type);
        if (routes.isEmpty()) {
            return;
        }
        for (CodeFile other : code.files()) {
            for (Call call : other.calls) {
                boolean registers = call.last().matches("AddRefitClient|For")
                        && call.arguments().stream()
                                .anyMatch(a -> a.name().equals("<>")
                                        && Names.written(a.value()).equals(type.name()));
                if (registers) {
                    address(other, call)
                            .ifPresent(url -> routes.forEach(
                                    r -> code.call(Formats.join(url, r.path()), r.verb(), EdgeKind.HTTP, r.place())));
                }
            }
        }
    }

    private Optional<String> address(CodeFile file, Call registration) {
        Optional<String> direct = registration.arguments().stream()
                .filter(a -> a.name().isEmpty())
                .map(a -> code.values.text(a.value()))
                .filter(t -> t.contains("://"))
                .findFirst();
        return direct.or(() -> file.assignments.stream()
                .filter(a -> a.target().name().equals("BaseAddress"))
                .filter(a -> a.target().of() instanceof Value.Name n
                        && n.scope().handedTo != null
                        && chain(n.scope().handedTo, registration))
                .map(a -> code.values.text(a.value()))
                .findFirst());
    }

    /** Whether a call hangs on another: {@code a().b().c()}. */
    private static boolean chain(@Nullable Call call, Call start) {
        Value at = call == null ? Value.Unknown.VALUE : call;
        for (int i = 0; i < 10 && at instanceof Call c; i++) {
            if (c.equals(start)) {
                return true;
            }
            at = c.callee() instanceof Value.Member m ? m.of() : Value.Unknown.VALUE;
        }
        return false;
    }

    private String placeholders(String text) {
        return code.environment.resolve(text);
    }

    private static Optional<Call> named(Declaration declaration, String name) {
        return declaration.annotations().stream()
                .filter(a -> a.last().equals(name))
                .findFirst();
    }
}
