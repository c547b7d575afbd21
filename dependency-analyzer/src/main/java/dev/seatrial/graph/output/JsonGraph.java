package dev.seatrial.graph.output;

import dev.seatrial.graph.config.BadFileException;
import dev.seatrial.graph.config.JsonText;
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
import java.util.List;
import java.util.Locale;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads a graph that {@code --output-format json} wrote. */
public final class JsonGraph {

    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private JsonGraph() {}

    /**
     * Reads the text.
     *
     * @throws BadFileException when it is no JSON, or none of ours; says where
     */
    public static Graph read(String text) throws BadFileException {
        JsonNode root;
        try {
            root = MAPPER.readTree(text);
        } catch (JacksonException e) {
            throw JsonText.notJson(e);
        }
        if (!root.path("components").isArray() || !root.path("edges").isArray()) {
            throw new BadFileException(
                    "no graph: \"components\" and \"edges\" are missing; write one with 'seatrial graph DIR --output-format json'");
        }
        if (root.path("version").asInt(0) != JsonOutput.VERSION) {
            throw new BadFileException("version " + root.path("version") + " of the graph's JSON; this Seatrial reads "
                    + JsonOutput.VERSION + "; write it again with this one");
        }
        return graph(root);
    }

    private static Graph graph(JsonNode root) throws BadFileException {
        List<Component> components = new ArrayList<>();
        for (JsonNode c : root.path("components")) {
            components.add(new Component(text(c, "name"), word(Kind.class, c, "kind"), text(c, "namedBy")));
        }
        List<Edge> edges = new ArrayList<>();
        for (JsonNode e : root.path("edges")) {
            edges.add(new Edge(
                    text(e, "from"),
                    text(e, "to"),
                    word(EdgeKind.class, e, "kind"),
                    word(Tier.class, e, "tier"),
                    place(e),
                    text(e, "method"),
                    text(e, "path"),
                    text(e, "topic")));
        }
        List<Endpoint> endpoints = new ArrayList<>();
        for (JsonNode e : root.path("endpoints")) {
            List<String> below = new ArrayList<>();
            e.path("below").forEach(b -> below.add(b.asString("")));
            endpoints.add(new Endpoint(
                    text(e, "component"),
                    text(e, "method"),
                    text(e, "path"),
                    text(e, "base"),
                    word(Endpoint.Role.class, e, "role"),
                    below,
                    place(e)));
        }
        List<Outside> outside = new ArrayList<>();
        for (JsonNode o : root.path("outside")) {
            outside.add(new Outside(text(o, "from"), text(o, "host"), place(o)));
        }
        List<Warning> warnings = new ArrayList<>();
        for (JsonNode w : root.path("warnings")) {
            warnings.add(new Warning(place(w), text(w, "message")));
        }
        List<String> observedIn = new ArrayList<>();
        for (JsonNode o : root.path("observedIn")) {
            observedIn.add(o.asString(""));
        }
        return new Graph(components, edges, endpoints, outside, warnings, observedIn);
    }

    private static Place place(JsonNode node) {
        return new Place(text(node, "file"), node.path("line").asInt(0));
    }

    private static String text(JsonNode node, String key) {
        return node.path(key).asString("");
    }

    private static <E extends Enum<E>> E word(Class<E> type, JsonNode node, String key) throws BadFileException {
        String word = text(node, key);
        try {
            return Enum.valueOf(type, word.toUpperCase(Locale.ROOT).replace(' ', '_'));
        } catch (IllegalArgumentException e) {
            throw new BadFileException("unknown " + key + " \"" + word + "\" of " + node);
        }
    }
}
