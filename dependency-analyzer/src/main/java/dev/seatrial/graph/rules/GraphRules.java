package dev.seatrial.graph.rules;

import dev.seatrial.graph.model.Component;
import dev.seatrial.graph.model.Edge;
import dev.seatrial.graph.model.EdgeKind;
import dev.seatrial.graph.model.Graph;
import dev.seatrial.graph.model.Kind;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Holds a graph to the rules.
 *
 * @param maxDepth how many synchronous calls may follow on each other; empty for any number
 */
public record GraphRules(OptionalInt maxDepth) {

    private static final Graph NOTHING = new Graph(List.of(), List.of(), List.of(), List.of(), List.of());

    /** Everything that does not keep the rules. */
    public List<Breach> of(Graph graph) {
        return added(NOTHING, graph);
    }

    /** What does not keep the rules and is new: a call that closes a cycle, one more user of a database, a deeper chain. */
    public List<Breach> added(Graph old, Graph now) {
        List<Breach> breaches = new ArrayList<>();
        cycles(new Waits(old), new Waits(now), breaches);
        databases(old, now, breaches);
        maxDepth.ifPresent(most -> chains(new Waits(old), new Waits(now), most, breaches));
        return breaches.stream().sorted().distinct().toList();
    }

    /** One for each knot of cycles: the shortest cycle through the first new call of it. */
    private static void cycles(Waits old, Waits now, List<Breach> breaches) {
        Set<Integer> told = new HashSet<>();
        for (Edge call : now.all()) {
            if (now.onCycle(call) && !old.has(call.from(), call.to()) && told.add(now.component(call.from()))) {
                List<Edge> cycle = fromFirstName(now.cycle(call));
                List<String> names =
                        new ArrayList<>(cycle.stream().map(Edge::from).toList());
                names.add(names.get(0));
                breaches.add(new Breach(GraphRule.SYNCHRONOUS_CYCLE, String.join(" -> ", names), cycle));
            }
        }
    }

    private static List<Edge> fromFirstName(List<Edge> cycle) {
        int first = 0;
        for (int i = 1; i < cycle.size(); i++) {
            first = cycle.get(i).from().compareTo(cycle.get(first).from()) < 0 ? i : first;
        }
        List<Edge> turned = new ArrayList<>(cycle);
        Collections.rotate(turned, -first);
        return turned;
    }

    private static void databases(Graph old, Graph now, List<Breach> breaches) {
        Map<String, SortedMap<String, Edge>> before = users(old);
        users(now).forEach((database, users) -> {
            Set<String> known = before.getOrDefault(database, new TreeMap<>()).keySet();
            if (users.size() > 1 && !known.containsAll(users.keySet())) {
                breaches.add(new Breach(
                        GraphRule.SHARED_DATABASE,
                        database + ": " + String.join(", ", users.keySet()),
                        List.copyOf(users.values())));
            }
        });
    }

    private static Map<String, SortedMap<String, Edge>> users(Graph graph) {
        Map<String, Kind> kinds = new HashMap<>();
        graph.components().forEach((Component c) -> kinds.put(c.name(), c.kind()));
        Map<String, SortedMap<String, Edge>> users = new TreeMap<>();
        for (Edge edge : graph.edges()) {
            if (edge.kind() == EdgeKind.DATA_STORE
                    && kinds.get(edge.to()) == Kind.DATABASE
                    && kinds.get(edge.from()) == Kind.SERVICE) {
                // one server with a database for each is not shared; the path of such an edge names the database
                String database = edge.path().isEmpty() ? edge.to() : edge.to() + edge.path();
                users.computeIfAbsent(database, d -> new TreeMap<>()).putIfAbsent(edge.from(), edge);
            }
        }
        return users;
    }

    private static void chains(Waits old, Waits now, int most, List<Breach> breaches) {
        for (String start : now.starts()) {
            List<String> chain = now.chain(start);
            int calls = chain.size() - 1;
            if (calls > most && calls > old.chain(start).size() - 1) {
                breaches.add(new Breach(GraphRule.DEEP_CHAIN, String.join(" -> ", chain), now.edges(chain)));
            }
        }
    }
}
