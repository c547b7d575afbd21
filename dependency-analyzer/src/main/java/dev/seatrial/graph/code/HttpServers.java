package dev.seatrial.graph.code;

import dev.seatrial.graph.code.CodeFile.Declaration;
import dev.seatrial.graph.code.Value.Call;
import dev.seatrial.graph.source.SourceFacts.Mapping;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Endpoints that code registers on an application, a router or a group; prefixes go along with what is mounted.
 *
 * @see <a href="https://expressjs.com/en/guide/routing.html">Express: Routing (express.Router, app.use)</a>
 * @see <a href="https://fastify.dev/docs/latest/Reference/Routes/">Fastify: Routes</a>
 * @see <a href="https://flask.palletsprojects.com/en/stable/blueprints/">Flask: routes and Blueprints</a>
 * @see <a href="https://fastapi.tiangolo.com/tutorial/bigger-applications/">FastAPI: APIRouter, include_router</a>
 * @see <a href="https://pkg.go.dev/net/http#HandleFunc">net/http: HandleFunc</a>
 * @see <a href="https://gin-gonic.com/docs/examples/grouping-routes/">gin: Group</a>
 * @see <a href="https://pkg.go.dev/github.com/go-chi/chi/v5">chi: Route, Mount</a>
 * @see <a href="https://echo.labstack.com/docs/routing">Echo: Routing</a>
 * @see <a href="https://pkg.go.dev/github.com/gorilla/mux">gorilla/mux: PathPrefix, Subrouter, Methods</a>
 * @see <a href="https://learn.microsoft.com/aspnet/core/fundamentals/minimal-apis/route-handlers">ASP.NET Core: minimal
 *     APIs, MapGroup</a>
 * @see <a href="https://ktor.io/docs/server-routing.html">Ktor: Routing</a>
 */
final class HttpServers {

    private static final Set<String> VERBS = Set.of("GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS");

    private static final Pattern SERVER = Pattern.compile(
            "(express(\\.Router)?|fastify(\\.(default|fastify))?|@?koa[-/]router|(@hapi/hapi\\.)?Hapi\\.server|restify\\.createServer|polka|hono\\.Hono)\\(\\).*"
                    + "|(flask\\.(Flask|Blueprint)|fastapi\\.(FastAPI|APIRouter)|flask_openapi3\\.\\w+|sanic\\.Sanic|quart\\.Quart)\\(\\)"
                    + "|net/http(\\.(NewServeMux|ServeMux)\\(\\))?"
                    + "|github\\.com/gin-gonic/gin\\..*"
                    + "|github\\.com/go-chi/chi.*|github\\.com/labstack/echo.*|github\\.com/gorilla/mux.*|github\\.com/gofiber/fiber.*"
                    + "|(Microsoft\\..*)?(WebApplication|IEndpointRouteBuilder|RouteGroupBuilder).*\\(\\).*");
    private static final Pattern NAMED =
            Pattern.compile("(?i)(app|router|server|route|routes|fastify|api|\\w+Router|instance|r|mux|e|g|group)");
    private static final Pattern MAPPED = Pattern.compile("Map(Get|Post|Put|Patch|Delete)");
    private static final Set<String> PREFIXES =
            Set.of("Group", "Route", "route", "PathPrefix", "MapGroup", "group", "basePath");

    private record Mount(String prefix, Value parent) {}

    private final Code code;
    private final IdentityHashMap<Value, Mount> mounts = new IdentityHashMap<>();

    private HttpServers(Code code) {
        this.code = code;
    }

    static void in(Code code) {
        HttpServers servers = new HttpServers(code);
        for (CodeFile file : code.files()) {
            file.calls.forEach(servers::mounted);
        }
        for (CodeFile file : code.files()) {
            file.calls.forEach(servers::registered);
            file.declarations.forEach(d -> servers.decorated(d));
        }
    }

    /** {@code app.use('/prefix', router)}, {@code include_router(router, prefix=…)}, {@code Mount("/prefix", router)}. */
    private void mounted(Call call) {
        if (!(call.callee() instanceof Value.Member member)) {
            return;
        }
        Optional<Value> router = Optional.empty();
        String prefix = "";
        switch (call.last()) {
            case "use", "Mount", "mount", "Handle" -> {
                prefix = call.at(0).map(code.values::text).orElse("");
                int last = call.arguments().size() - 1;
                router = last > 0 ? call.at(last) : Optional.empty();
            }
            case "include_router", "register_blueprint", "register" -> {
                router = call.at(0);
                prefix = code.argument(call, -1, "prefix|url_prefix")
                        .map(code.values::text)
                        .orElse("");
            }
            default -> {}
        }
        if (router.isPresent() && !prefix.contains(CodeValues.UNKNOWN)) {
            mounts.putIfAbsent(code.names.origin(router.get()), new Mount(prefix, member.of()));
        }
    }

    private void registered(Call call) {
        if (!(call.callee() instanceof Value.Member member)) {
            ktor(call);
            return;
        }
        String name = call.last();
        String verb = name.toUpperCase(Locale.ROOT);
        Matcher mapped = MAPPED.matcher(name);
        boolean handles = name.equals("HandleFunc")
                || name.equals("Handle")
                || name.equals("Any")
                || name.equals("all")
                || name.equals("Method");
        if (mapped.matches()) {
            verb = mapped.group(1).toUpperCase(Locale.ROOT);
        } else if (handles) {
            verb = "*";
        } else if (name.equals("route") && code.argument(call, -1, "url|path").isPresent()) {
            route(call, member);
            return;
        } else if (!VERBS.contains(verb)) {
            return;
        }
        if (call.arguments().size() < 2 || !server(member.of())) {
            return;
        }
        for (String path : call.at(0).map(code.values::texts).orElse(List.of())) {
            String methods = handles ? methods(call) : verb;
            String plain = path;
            if (handles && path.matches("(GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS) /.*")) {
                methods = path.substring(0, path.indexOf(' '));
                plain = path.substring(path.indexOf(' ') + 1);
            }
            if (!plain.startsWith(CodeValues.UNKNOWN) && !plain.contains("://")) {
                for (String method : methods.split(",", -1)) {
                    add(method, Paths.join(prefix(member.of(), 0), plain), call);
                }
            }
        }
    }

    /** {@code fastify.route({method, url})}. */
    private void route(Call call, Value.Member member) {
        String path = code.argument(call, -1, "url|path").map(code.values::text).orElse("");
        List<String> methods = code.argument(call, -1, "method").map(code::each).orElse(List.of("*"));
        if (server(member.of()) && path.startsWith("/")) {
            methods.forEach(m -> add(m.toUpperCase(Locale.ROOT), Paths.join(prefix(member.of(), 0), path), call));
        }
    }

    /** The methods of {@code HandleFunc(…).Methods("GET")}, else any. */
    private static String methods(Call call) {
        for (Call other : call.scope().file.calls) {
            if (other.last().equals("Methods") && other.callee() instanceof Value.Member m && m.of().equals(call)) {
                return String.join(
                        ",",
                        other.arguments().stream()
                                .map(a -> a.value() instanceof Value.Text t
                                        ? t.text()
                                        : Translator.lastName(Names.written(a.value()))
                                                .replaceFirst("^Method", ""))
                                .map(m2 -> m2.toUpperCase(Locale.ROOT))
                                .toList());
            }
        }
        return "*";
    }

    private boolean server(Value of) {
        String name = code.names.qualified(of);
        if (SERVER.matcher(name).matches()) {
            return true;
        }
        // a parameter, as an application that is handed on
        return of instanceof Value.Name n
                && code.names.parameterOf(n).isPresent()
                && NAMED.matcher(n.name()).matches()
                && !name.contains("()");
    }

    private String prefix(Value of, int depth) {
        if (depth > 8) {
            return "";
        }
        Value made = code.names.origin(of);
        Mount mount = mounts.get(made);
        String before = mount == null ? "" : Paths.join(prefix(mount.parent(), depth + 1), mount.prefix());
        if (made instanceof Call call) {
            String own = code.argument(call, -1, "prefix|url_prefix")
                    .map(code.values::text)
                    .orElse("");
            if (call.callee() instanceof Value.Member parent) {
                if (PREFIXES.contains(call.last())) {
                    own = call.at(0).map(code.values::text).orElse("");
                }
                if (!(parent.of() instanceof Value.Name n
                        && CodeValues.imported(n).isPresent())) {
                    before = before.isEmpty() ? prefix(parent.of(), depth + 1) : before;
                }
            }
            // Flask: what register_blueprint gives goes before the blueprint's own
            boolean replaced = mount != null
                    && !mount.prefix().isEmpty()
                    && code.names.qualified(of).startsWith("flask.Blueprint");
            return own.isEmpty() || replaced ? before : Paths.join(before, own);
        }
        return of instanceof Value.Name name ? Paths.join(before, around(name, depth)) : before;
    }

    /** The prefix of a router that a function without a name is handed: {@code r.Route("/a", func(r) { … })}. */
    private String around(Value.Name name, int depth) {
        Optional<Call> handed = code.names.parameterOf(name).map(s -> s.handedTo);
        if (handed.isEmpty() || !(handed.get().callee() instanceof Value.Member parent)) {
            return "";
        }
        String own = PREFIXES.contains(handed.get().last())
                ? handed.get().at(0).map(code.values::text).orElse("")
                : code.argument(handed.get(), -1, "prefix")
                        .map(code.values::text)
                        .orElse("");
        return Paths.join(prefix(parent.of(), depth + 1), own);
    }

    /** {@code @app.route('/x', methods=[…])}, {@code @router.get('/x')}. */
    private void decorated(Declaration declaration) {
        for (Call call : declaration.annotations()) {
            String verb = call.last().toUpperCase(Locale.ROOT);
            if (!(call.callee() instanceof Value.Member member)
                    || !(VERBS.contains(verb) || verb.equals("ROUTE") || verb.equals("API_ROUTE"))
                    || !server(member.of())) {
                continue;
            }
            List<String> methods = VERBS.contains(verb)
                    ? List.of(verb)
                    : code.argument(call, -1, "methods").map(code::each).orElse(List.of("GET"));
            String path =
                    code.argument(call, 0, "rule|path").map(code.values::text).orElse("");
            methods.forEach(m -> add(m.toUpperCase(Locale.ROOT), Paths.join(prefix(member.of(), 0), path), call));
        }
    }

    /** {@code get("/x") { … }} inside {@code routing { … }} and {@code route("/p") { … }}. */
    private void ktor(Call call) {
        String verb = call.last().toUpperCase(Locale.ROOT);
        if (code.base.grammar != Grammar.KOTLIN || !VERBS.contains(verb)) {
            return;
        }
        List<String> prefixes = new ArrayList<>();
        boolean routing = false;
        for (Scope s = call.scope(); s != null; s = s.parent) {
            Call around = s.handedTo;
            if (around != null && around.last().equals("route")) {
                prefixes.add(0, around.at(0).map(code.values::text).orElse(""));
                routing = true;
            }
            routing |= (around != null && around.last().equals("routing")) || s.owner.equals("Route");
        }
        if (routing) {
            String path = call.at(0)
                    .filter(v -> !(v instanceof Value.Lambda))
                    .map(code.values::text)
                    .orElse("");
            add(verb, Paths.join(String.join("/", prefixes), path), call);
        }
    }

    private void add(String method, String path, Call call) {
        code.facts.mappings().add(new Mapping(method, Paths.template(path), code.place(call)));
    }
}
