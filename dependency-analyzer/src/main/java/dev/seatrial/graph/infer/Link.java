package dev.seatrial.graph.infer;

import dev.seatrial.graph.model.EdgeKind;
import dev.seatrial.graph.model.Kind;
import dev.seatrial.graph.model.Place;
import dev.seatrial.graph.model.Tier;
import dev.seatrial.graph.model.Warning;
import java.util.List;
import java.util.Optional;

/**
 * A dependency that a deployment's file states between two names.
 *
 * @param method {@code produces} or {@code consumes} for events, or empty
 * @param made the kind that {@code from} has where nothing else bears the name
 */
record Link(String from, String to, EdgeKind kind, String method, String path, String topic, Kind made, Place place) {

    static Link route(String from, String to, String path, Place place) {
        return new Link(from, to, EdgeKind.GATEWAY, "", path, "", Kind.GATEWAY, place);
    }

    static void in(List<Link> links, Draft draft) {
        for (Link link : links) {
            Optional<Program> to = draft.names.named(link.to).or(() -> draft.found(link.to));
            if (to.isEmpty()) {
                draft.warnings.add(new Warning(link.place, "names '" + link.to + "', a name that no component bears"));
                continue;
            }
            Program from = draft.names
                    .named(link.from)
                    .orElseGet(() -> draft.resource(link.from, link.made, "routes in " + link.place, link.place));
            draft.edge(from, to.get(), link.kind, Tier.DECLARED, link.place, link.method, link.path, link.topic);
        }
    }
}
