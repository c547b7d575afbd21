package dev.seatrial.graph.output;

import dev.seatrial.graph.config.JsonText;
import dev.seatrial.graph.model.Comparison;
import dev.seatrial.graph.model.Graph;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The graph as JSON; {@code version} changes when a key changes its meaning. */
final class JsonOutput {

    static final int VERSION = 1;

    private JsonOutput() {}

    static String of(Graph graph) {
        Map<String, Object> root = new LinkedHashMap<>();
        root.put("version", VERSION);
        List<Object> components = new ArrayList<>();
        graph.components()
                .forEach(c ->
                        components.add(map("name", c.name(), "kind", c.kind().word(), "namedBy", c.namedBy())));
        root.put("components", components);
        List<Object> edges = new ArrayList<>();
        graph.edges().forEach(e -> {
            Map<String, Object> edge =
                    map("from", e.from(), "to", e.to(), "kind", e.kind().word());
            edge.put("synchronous", e.kind().synchronous());
            edge.putAll(map(
                    "tier",
                    e.tier().word(),
                    "file",
                    e.place().file(),
                    "line",
                    e.place().line(),
                    "method",
                    e.method(),
                    "path",
                    e.path(),
                    "topic",
                    e.topic()));
            edges.add(edge);
        });
        root.put("edges", edges);
        List<Object> endpoints = new ArrayList<>();
        graph.endpoints()
                .forEach(e -> endpoints.add(map(
                        "component",
                        e.component(),
                        "method",
                        e.method(),
                        "path",
                        e.path(),
                        "base",
                        e.base(),
                        "role",
                        e.role().word(),
                        "below",
                        e.below(),
                        "file",
                        e.place().file(),
                        "line",
                        e.place().line())));
        root.put("endpoints", endpoints);
        List<Object> outside = new ArrayList<>();
        graph.outside()
                .forEach(o -> outside.add(map(
                        "from",
                        o.from(),
                        "host",
                        o.host(),
                        "file",
                        o.place().file(),
                        "line",
                        o.place().line())));
        root.put("outside", outside);
        List<Object> warnings = new ArrayList<>();
        graph.warnings()
                .forEach(w -> warnings.add(
                        map("file", w.place().file(), "line", w.place().line(), "message", w.message())));
        root.put("warnings", warnings);
        root.put("observedIn", graph.observedIn());
        root.put("declaredNeverSeen", pairs(Comparison.of(graph).neverSeen()));
        root.put("seenUndeclared", pairs(Comparison.of(graph).undeclared()));
        return JsonText.pretty(root);
    }

    private static List<Object> pairs(List<Comparison.Pair> pairs) {
        List<Object> found = new ArrayList<>();
        pairs.forEach(p ->
                found.add(map("from", p.from(), "to", p.to(), "kind", p.kind().word())));
        return found;
    }

    private static Map<String, Object> map(Object... keysAndValues) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            map.put((String) keysAndValues[i], keysAndValues[i + 1]);
        }
        return map;
    }
}
