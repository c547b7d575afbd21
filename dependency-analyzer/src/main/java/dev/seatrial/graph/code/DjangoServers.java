package dev.seatrial.graph.code;

import dev.seatrial.graph.code.CodeFile.Declaration;
import dev.seatrial.graph.code.Value.Call;
import dev.seatrial.graph.source.SourceFacts.Mapping;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Endpoints of Django: URL patterns with what they include, and routers of the REST framework.
 *
 * @see <a href="https://docs.djangoproject.com/en/stable/topics/http/urls/">Django: URL dispatcher (path, re_path, include)</a>
 * @see <a href="https://www.django-rest-framework.org/api-guide/routers/">Django REST framework: Routers</a>
 * @see <a href="https://www.django-rest-framework.org/api-guide/generic-views/">Django REST framework: Generic views</a>
 * @see <a href="https://www.django-rest-framework.org/api-guide/views/">Django REST framework: APIView, api_view</a>
 */
final class DjangoServers {

    private static final Set<String> PATTERNS = Set.of(
            "django.urls.path",
            "django.urls.re_path",
            "django.conf.urls.url",
            "django.conf.urls.path",
            "django.urls.conf.path");
    private static final Set<String> VERBS = Set.of("get", "post", "put", "patch", "delete", "head", "options");
    private static final Map<String, List<String>> OF_ONE = Map.of(
            "retrieve", List.of("GET"),
            "update", List.of("PUT"),
            "partial_update", List.of("PATCH"),
            "destroy", List.of("DELETE"));
    private static final Map<String, List<String>> OF_ALL = Map.of("list", List.of("GET"), "create", List.of("POST"));

    private final Code code;

    private DjangoServers(Code code) {
        this.code = code;
    }

    static void in(Code code) {
        if (code.base.grammar == Grammar.PYTHON) {
            DjangoServers django = new DjangoServers(code);
            for (CodeFile file : code.files()) {
                file.calls.stream().filter(django::pattern).forEach(c -> django.mapped(file, c));
                file.calls.stream().filter(django::registers).forEach(c -> django.resource(file, c));
            }
        }
    }

    private boolean pattern(Call call) {
        return PATTERNS.contains(code.names.qualified(call.callee()));
    }

    private boolean registers(Call call) {
        return call.last().equals("register")
                && call.callee() instanceof Value.Member m
                && code.names.qualified(m.of()).matches("rest_framework(_nested)?\\.routers\\.\\w+\\(\\)");
    }

    private void mapped(CodeFile file, Call pattern) {
        Optional<Value> view = pattern.at(1).or(() -> pattern.named("view"));
        if (view.isEmpty() || included(view.get()).isPresent()) {
            return;
        }
        Optional<String> name = viewName(view.get());
        if (name.isPresent()) {
            String path = Paths.join(prefix(file, 0), route(pattern));
            methods(name.get(), view.get()).forEach(m -> add(m, path, pattern));
        }
    }

    /** {@code views.orders}, {@code views.Order.as_view()}; nothing for what is no view. */
    private static Optional<String> viewName(Value view) {
        if (view instanceof Call call) {
            return call.last().equals("as_view") && call.callee() instanceof Value.Member m
                    ? viewName(m.of())
                    : call.at(0).flatMap(DjangoServers::viewName);
        } else if (view instanceof Value.Member member) {
            return member.name().equals("urls") ? Optional.empty() : Optional.of(member.name());
        }
        return view instanceof Value.Name name ? Optional.of(name.name()) : Optional.empty();
    }

    private List<String> methods(String view, Value written) {
        if (written instanceof Call call && call.last().equals("as_view")) {
            Optional<Value.Table> actions = call.at(0).flatMap(code::table);
            if (actions.isPresent()) {
                return actions.get().entries().stream()
                        .map(e -> e.name().toUpperCase(Locale.ROOT))
                        .toList();
            }
        }
        List<String> found = new ArrayList<>();
        for (CodeFile file : code.files()) {
            for (Declaration one : file.declarations) {
                if (one.type() && one.name().equals(view)) {
                    one.parents().forEach(p -> found.addAll(generic(Translator.lastName(p))));
                } else if (!one.type() && one.owner().equals(view) && VERBS.contains(one.name())) {
                    found.add(one.name().toUpperCase(Locale.ROOT));
                } else if (!one.type() && one.owner().isEmpty() && one.name().equals(view)) {
                    one.annotations().forEach(a -> found.addAll(decorated(a)));
                }
            }
        }
        return found.isEmpty() ? List.of("*") : found.stream().distinct().toList();
    }

    private List<String> decorated(Call annotation) {
        return switch (annotation.last()) {
            case "api_view", "require_http_methods" ->
                annotation
                        .at(0)
                        .map(code::each)
                        .map(all -> all.stream()
                                .map(m -> m.toUpperCase(Locale.ROOT))
                                .toList())
                        .orElse(List.of("GET"));
            case "require_GET", "require_safe" -> List.of("GET");
            case "require_POST" -> List.of("POST");
            default -> List.of();
        };
    }

    private static List<String> generic(String parent) {
        List<String> found = new ArrayList<>();
        if (parent.endsWith("APIView")) {
            if (parent.contains("List") || parent.contains("Retrieve")) {
                found.add("GET");
            }
            if (parent.contains("Create")) {
                found.add("POST");
            }
            if (parent.contains("Update")) {
                found.addAll(List.of("PUT", "PATCH"));
            }
            if (parent.contains("Destroy")) {
                found.add("DELETE");
            }
        } else if (parent.matches("ListView|DetailView|TemplateView")) {
            found.add("GET");
        }
        return found;
    }

    /** What {@code include} takes: a module's name, or the patterns of a router. */
    private static Optional<Value> included(Value view) {
        return view instanceof Call call && call.last().equals("include") ? call.at(0) : Optional.empty();
    }

    private String route(Call pattern) {
        String text = pattern.at(0)
                .or(() -> pattern.named("route"))
                .map(code.values::text)
                .orElse("");
        return pattern.last().equals("path") ? text : plain(text);
    }

    /** A regular expression as a path: {@code ^orders/(?P<id>\d+)/$} is {@code orders/<id>/}. */
    private static String plain(String regex) {
        return regex.replaceAll("\\(\\?P(<\\w+>)(?:[^()]|\\([^()]*\\))*\\)", "$1")
                .replaceAll("^\\^|\\$$|\\\\(?=[/.-])|/\\?$", "")
                .replaceAll("\\([^()]*\\)", "{}");
    }

    /** What stands before the patterns of a file, by whoever includes it. */
    private String prefix(CodeFile file, int depth) {
        if (depth > 8) {
            return "";
        }
        for (CodeFile other : code.files()) {
            for (Call call : other.calls) {
                Optional<Value> what = pattern(call) ? call.at(1).flatMap(DjangoServers::included) : Optional.empty();
                if (what.isPresent()
                        && other != file
                        && module(what.get()).filter(m -> is(file, m)).isPresent()) {
                    return Paths.join(prefix(other, depth + 1), route(call));
                }
            }
        }
        return "";
    }

    private static Optional<String> module(Value included) {
        if (included instanceof Value.Text text) {
            return Optional.of(text.text());
        }
        return included instanceof Value.Items items && !items.items().isEmpty()
                ? module(items.items().get(0))
                : Optional.of(Names.written(included)).filter(w -> !w.isEmpty());
    }

    private static boolean is(CodeFile file, String module) {
        return ("/" + file.source.name()).endsWith("/" + module.replace('.', '/') + ".py");
    }

    private void resource(CodeFile file, Call registered) {
        Value router = code.names.origin(((Value.Member) registered.callee()).of());
        String before = prefix(file, 0);
        for (CodeFile other : code.files()) {
            for (Call call : other.calls) {
                Optional<Value> what = pattern(call) ? call.at(1).flatMap(DjangoServers::included) : Optional.empty();
                if (what.isPresent()
                        && what.get() instanceof Value.Member m
                        && m.name().equals("urls")
                        && code.names.origin(m.of()).equals(router)) {
                    before = Paths.join(prefix(other, 0), route(call));
                }
            }
        }
        String name = registered
                .at(0)
                .or(() -> registered.named("prefix"))
                .map(code.values::text)
                .map(DjangoServers::plain)
                .orElse("");
        String view = registered
                .at(1)
                .or(() -> registered.named("viewset"))
                .flatMap(DjangoServers::viewName)
                .orElse("");
        String path = Paths.join(before, name);
        actions(view, OF_ALL).forEach(m -> add(m, path, registered));
        actions(view, OF_ONE).forEach(m -> add(m, Paths.join(path, "{pk}"), registered));
    }

    private List<String> actions(String view, Map<String, List<String>> actions) {
        List<String> found = new ArrayList<>();
        for (CodeFile file : code.files()) {
            for (Declaration one : file.declarations) {
                if (one.type() && one.name().equals(view)) {
                    for (String parent : one.parents()) {
                        String last = Translator.lastName(parent);
                        actions.forEach((action, methods) -> {
                            if (offers(last, action)) {
                                found.addAll(methods);
                            }
                        });
                    }
                } else if (!one.type() && one.owner().equals(view) && actions.containsKey(one.name())) {
                    found.addAll(actions.getOrDefault(one.name(), List.of()));
                }
            }
        }
        return found.stream().distinct().sorted().toList();
    }

    private static boolean offers(String parent, String action) {
        return switch (parent) {
            case "ModelViewSet" -> true;
            case "ReadOnlyModelViewSet" -> action.equals("list") || action.equals("retrieve");
            case "ListModelMixin" -> action.equals("list");
            case "CreateModelMixin" -> action.equals("create");
            case "RetrieveModelMixin" -> action.equals("retrieve");
            case "UpdateModelMixin" -> action.endsWith("update");
            case "DestroyModelMixin" -> action.equals("destroy");
            default -> false;
        };
    }

    private void add(String method, String path, Call call) {
        code.facts.mappings().add(new Mapping(method, Paths.template(path), code.place(call)));
    }
}
