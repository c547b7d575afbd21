package dev.seatrial.graph.rules;

import dev.seatrial.graph.model.Component;
import dev.seatrial.graph.model.Edge;
import dev.seatrial.graph.model.EdgeKind;
import dev.seatrial.graph.model.Graph;
import dev.seatrial.graph.model.Kind;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Who waits for whom while a user's request is served: calls between programs. Stores, discovery, configuration and
 * monitoring are no part of it: they would make a cycle of every system with a configuration server that registers itself.
 */
final class Waits {

    private static final Set<EdgeKind> CALLS =
            EnumSet.of(EdgeKind.HTTP, EdgeKind.GRPC, EdgeKind.GATEWAY, EdgeKind.AUTHORIZATION);
    private static final Set<Kind> PROGRAMS = EnumSet.of(Kind.SERVICE, Kind.GATEWAY, Kind.AUTHORIZATION, Kind.OTHER);

    private final SortedMap<String, SortedMap<String, Edge>> calls = new TreeMap<>();
    private final Map<String, Integer> component = new HashMap<>();
    private final Map<String, List<String>> longest = new HashMap<>();

    Waits(Graph graph) {
        Set<String> programs = new HashSet<>();
        for (Component c : graph.components()) {
            if (PROGRAMS.contains(c.kind())) {
                programs.add(c.name());
            }
        }
        for (Edge edge : graph.edges()) {
            if (CALLS.contains(edge.kind()) && programs.contains(edge.from()) && programs.contains(edge.to())) {
                calls.computeIfAbsent(edge.from(), f -> new TreeMap<>()).putIfAbsent(edge.to(), edge);
            }
        }
        number();
    }

    /** Every call, first by caller, then by callee. */
    List<Edge> all() {
        return calls.values().stream().flatMap(m -> m.values().stream()).toList();
    }

    boolean has(String from, String to) {
        return of(from).containsKey(to);
    }

    /** Whether a call lies on a cycle. */
    boolean onCycle(Edge call) {
        return call.from().equals(call.to())
                || component.getOrDefault(call.from(), -1).equals(component.getOrDefault(call.to(), -2));
    }

    /** The number of the strongly connected component that a program lies in. */
    int component(String program) {
        return component.getOrDefault(program, -1);
    }

    /** The shortest way from the callee back to the caller, the call itself first. */
    List<Edge> cycle(Edge call) {
        Map<String, Edge> cameBy = new HashMap<>();
        Deque<String> open = new ArrayDeque<>(List.of(call.to()));
        Set<String> seen = new HashSet<>(open);
        while (!open.isEmpty() && !seen.contains(call.from())) {
            String at = open.removeFirst();
            for (Edge next : of(at).values()) {
                if (seen.add(next.to())) {
                    cameBy.put(next.to(), next);
                    open.add(next.to());
                }
            }
        }
        List<Edge> back = new ArrayList<>();
        String at = call.from();
        while (!at.equals(call.to())) {
            Edge edge = cameBy.get(at);
            if (edge == null) {
                return List.of(call);
            }
            back.add(edge);
            at = edge.from();
        }
        back.add(call);
        Collections.reverse(back);
        return back;
    }

    /** Programs that nobody calls, or only their own cycle. */
    List<String> starts() {
        Set<String> called = new HashSet<>();
        all().stream().filter(e -> !onCycle(e)).forEach(e -> called.add(e.to()));
        Set<Integer> calledCycles = new HashSet<>();
        called.forEach(c -> calledCycles.add(component(c)));
        return calls.keySet().stream()
                .filter(p -> !calledCycles.contains(component(p)))
                .toList();
    }

    /** The programs of the longest chain of calls from here; of a cycle only the way through its entry counts. */
    List<String> chain(String from) {
        List<String> known = longest.get(from);
        if (known != null) {
            return known;
        }
        List<String> best = List.of();
        for (Edge call : of(from).values()) {
            if (!onCycle(call)) {
                List<String> below = chain(call.to());
                best = below.size() > best.size() ? below : best;
            }
        }
        List<String> whole = new ArrayList<>(List.of(from));
        whole.addAll(best);
        longest.put(from, whole);
        return whole;
    }

    List<Edge> edges(List<String> chain) {
        List<Edge> edges = new ArrayList<>();
        for (int i = 0; i + 1 < chain.size(); i++) {
            Edge edge = of(chain.get(i)).get(chain.get(i + 1));
            if (edge != null) {
                edges.add(edge);
            }
        }
        return edges;
    }

    private SortedMap<String, Edge> of(String from) {
        return calls.getOrDefault(from, Collections.emptySortedMap());
    }

    /** Strongly connected components by Kosaraju's two passes; without recursion, as a chain may be long. */
    private void number() {
        Map<String, List<String>> callers = new HashMap<>();
        all().forEach(e ->
                callers.computeIfAbsent(e.to(), t -> new ArrayList<>()).add(e.from()));
        List<String> finished = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (String start : calls.keySet()) {
            Deque<String> path = new ArrayDeque<>();
            Deque<List<String>> rest = new ArrayDeque<>();
            if (seen.add(start)) {
                path.push(start);
                rest.push(new ArrayList<>(of(start).keySet()));
            }
            while (!path.isEmpty()) {
                List<String> left = rest.element();
                if (left.isEmpty()) {
                    rest.pop();
                    finished.add(path.pop());
                } else {
                    String next = left.remove(left.size() - 1);
                    if (seen.add(next)) {
                        path.push(next);
                        rest.push(new ArrayList<>(of(next).keySet()));
                    }
                }
            }
        }
        Collections.reverse(finished);
        int number = 0;
        for (String root : finished) {
            if (!component.containsKey(root)) {
                Deque<String> open = new ArrayDeque<>(List.of(root));
                while (!open.isEmpty()) {
                    String at = open.pop();
                    if (component.putIfAbsent(at, number) == null) {
                        open.addAll(callers.getOrDefault(at, List.of()));
                    }
                }
                number++;
            }
        }
    }
}
