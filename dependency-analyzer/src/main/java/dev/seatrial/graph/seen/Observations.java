package dev.seatrial.graph.seen;

import dev.seatrial.graph.config.BadFileException;
import dev.seatrial.graph.model.Component;
import dev.seatrial.graph.model.Edge;
import dev.seatrial.graph.model.EdgeKind;
import dev.seatrial.graph.model.Graph;
import dev.seatrial.graph.model.Kind;
import dev.seatrial.graph.model.Outside;
import dev.seatrial.graph.model.Place;
import dev.seatrial.graph.model.Tier;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Merges what was seen into what the files tell. */
public final class Observations {

    private final List<Sighting> sightings = new ArrayList<>();
    private final List<String> files = new ArrayList<>();

    /**
     * Reads a file of traces: OTLP/JSON, Zipkin v2 or Jaeger.
     *
     * @throws BadFileException when it cannot be read or understood; says why
     */
    public void traces(String file) throws BadFileException {
        try {
            sightings.addAll(TraceSightings.of(TraceFile.read(text(file)), new Place(name(file), 0)));
        } catch (BadFileException e) {
            throw new BadFileException("--traces " + file + ": " + e.getMessage());
        }
        files.add(name(file));
    }

    /**
     * Reads a ledger.
     *
     * @param option {@code FROM->TO=FILE}, or a file of that name
     * @throws BadFileException when it cannot be read or understood; says why
     */
    public void ledger(String option) throws BadFileException {
        LedgerFile.Named named = LedgerFile.Named.of(option);
        try {
            LedgerFile.Named shown = new LedgerFile.Named(named.from(), named.to(), name(named.file()));
            sightings.addAll(LedgerFile.read(shown, text(named.file())));
        } catch (BadFileException e) {
            throw new BadFileException("--ledger " + named.file() + ": " + e.getMessage());
        }
        files.add(name(named.file()));
    }

    /** The graph with an observed edge for each that was seen; who is in no file becomes a component, or lies outside. */
    public Graph into(Graph graph) {
        List<Component> components = new ArrayList<>(graph.components());
        List<Edge> edges = new ArrayList<>(graph.edges());
        List<Outside> outside = new ArrayList<>(graph.outside());
        for (Sighting seen : sightings) {
            if (seen.from().isBlank() || seen.to().isBlank()) {
                continue;
            }
            Component from = caller(seen, components);
            Optional<Component> to = callee(seen, from, graph, components);
            if (to.isEmpty()) {
                outside.add(new Outside(from.name(), seen.to(), seen.place()));
            } else if (!to.get().name().equals(from.name())) {
                edges.add(new Edge(
                        from.name(),
                        to.get().name(),
                        seen.kind(),
                        Tier.OBSERVED,
                        seen.place(),
                        seen.method(),
                        seen.path(),
                        seen.topic()));
            }
        }
        return new Graph(components, edges, graph.endpoints(), outside, graph.warnings(), files);
    }

    private static Component caller(Sighting seen, List<Component> components) {
        return named(seen.from(), components).orElseGet(() -> {
            Component made = new Component(seen.from(), Kind.SERVICE, "seen in " + seen.place());
            components.add(made);
            return made;
        });
    }

    private static Optional<Component> callee(Sighting seen, Component from, Graph graph, List<Component> components) {
        Optional<Component> known = named(seen.to(), components);
        if (known.isPresent()) {
            return known;
        }
        Kind kind = switch (seen.kind()) {
            case DATA_STORE -> Kind.DATABASE;
            case EVENT -> Kind.BROKER;
            default -> Kind.SERVICE;
        };
        if (kind != Kind.SERVICE) {
            // a trace names a store by its address at run time; what is the caller's only one is meant
            Optional<Component> only = only(kind, from, graph, components);
            if (only.isPresent()) {
                return only;
            }
        } else if (seen.to().contains(".")
                || seen.to().equals("localhost")
                || seen.to().contains(":")) {
            return Optional.empty();
        }
        Component made = new Component(seen.to(), kind, "seen in " + seen.place());
        components.add(made);
        return Optional.of(made);
    }

    private static Optional<Component> only(Kind kind, Component from, Graph graph, List<Component> components) {
        EdgeKind edge = kind == Kind.DATABASE ? EdgeKind.DATA_STORE : EdgeKind.EVENT;
        List<String> declared = graph.edges().stream()
                .filter(e -> e.kind() == edge && e.from().equals(from.name()))
                .map(Edge::to)
                .distinct()
                .toList();
        List<Component> found = components.stream()
                .filter(c ->
                        c.kind() == kind && (declared.isEmpty() ? kind == Kind.BROKER : declared.contains(c.name())))
                .toList();
        return found.size() == 1 ? Optional.of(found.get(0)) : Optional.empty();
    }

    /** By the whole name without case and signs, or with {@code service} or {@code svc} at its end on one side only. */
    private static Optional<Component> named(String name, List<Component> components) {
        String host = name.replaceAll(":\\d+$", "");
        for (String wanted : List.of(host, host.replaceAll("\\..*", ""))) {
            for (Component component : components) {
                if (plain(component.name()).equals(plain(wanted))) {
                    return Optional.of(component);
                }
            }
        }
        return components.stream()
                .filter(c -> stem(c.name()).equals(stem(host)) && !stem(host).isEmpty())
                .findFirst();
    }

    private static String plain(String text) {
        return text.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
    }

    private static String stem(String text) {
        return plain(text).replaceFirst("(service|svc)$", "");
    }

    private static String name(String file) {
        return file.replaceFirst(".*[/\\\\]", "");
    }

    private static String text(String file) throws BadFileException {
        try {
            return Files.readString(Path.of(file.strip()), StandardCharsets.UTF_8);
        } catch (java.nio.file.NoSuchFileException e) {
            throw new BadFileException("there is no such file");
        } catch (IOException | InvalidPathException e) {
            throw new BadFileException("cannot be read as UTF-8: " + e.getMessage());
        }
    }
}
