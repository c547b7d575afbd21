package dev.seatrial.graph.infer;

import dev.seatrial.graph.model.Component;
import dev.seatrial.graph.model.Edge;
import dev.seatrial.graph.model.EdgeKind;
import dev.seatrial.graph.model.Endpoint;
import dev.seatrial.graph.model.Graph;
import dev.seatrial.graph.model.Kind;
import dev.seatrial.graph.model.Outside;
import dev.seatrial.graph.model.Place;
import dev.seatrial.graph.model.Tier;
import dev.seatrial.graph.model.Warning;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The graph while the rules add to it. */
final class Draft {

    final List<Program> programs;
    final Names names;
    final List<Warning> warnings = new ArrayList<>();
    final List<Endpoint> endpoints = new ArrayList<>();
    final List<Endpoints.Called> called = new ArrayList<>();
    private final List<Edge> edges = new ArrayList<>();
    private final List<Outside> outside = new ArrayList<>();

    Draft(List<Program> programs) {
        this.programs = new ArrayList<>(programs);
        this.names = new Names(programs);
    }

    void edge(Program from, Program to, EdgeKind kind, Tier tier, Place place) {
        edge(from, to, kind, tier, place, "", "", "");
    }

    void edge(
            Program from, Program to, EdgeKind kind, Tier tier, Place place, String method, String path, String topic) {
        if (from != to && !from.name.equals(to.name)) {
            edges.add(new Edge(from.name, to.name, kind, tier, place, method, path, topic));
        }
    }

    /** Whether some edge leads from one to the other. */
    boolean joined(Program from, Program to) {
        return edges.stream().anyMatch(e -> e.from().equals(from.name) && e.to().equals(to.name));
    }

    void outside(Program from, String host, Place place) {
        outside.add(new Outside(from.name, host, place));
    }

    /** The program with this name and kind, made if there is none. */
    Program resource(String name, Kind kind, String why, Place place) {
        Optional<Program> known = found(name);
        if (known.isPresent()) {
            return known.get();
        }
        Program made = new Program("", name, why, place);
        made.kind = kind;
        made.deployable = true;
        programs.add(made);
        return made;
    }

    /** The program that bears the name by now, those that the rules made among them. */
    Optional<Program> found(String name) {
        return programs.stream()
                .filter(p -> Program.plain(p.name).equals(Program.plain(name)))
                .findFirst();
    }

    /** The only program of a kind that also satisfies the condition, if there is exactly one. */
    Optional<Program> only(java.util.function.Predicate<Program> condition) {
        List<Program> found = programs.stream().filter(condition).toList();
        return found.size() == 1 ? Optional.of(found.get(0)) : Optional.empty();
    }

    Graph graph() {
        return new Graph(
                // copies of one program, as a tutorial's chapters have them, are one component
                programs.stream()
                        .collect(Collectors.toMap(p -> p.name, p -> p, (a, b) -> a, LinkedHashMap::new))
                        .values()
                        .stream()
                        .map(p -> new Component(p.name, p.kind, p.namedBy))
                        .toList(),
                edges.stream().filter(this::says).toList(),
                endpoints,
                outside,
                warnings);
    }

    /** Whether an edge says something: one to a server says less than one to a database on it. */
    private boolean says(Edge edge) {
        return edge.kind() != EdgeKind.DATA_STORE
                || !edge.path().isEmpty()
                || edges.stream()
                        .noneMatch(other -> other.kind() == EdgeKind.DATA_STORE
                                && !other.path().isEmpty()
                                && other.from().equals(edge.from())
                                && other.to().equals(edge.to()));
    }
}
