package dev.seatrial.graph.seen;

import dev.seatrial.graph.model.EdgeKind;
import dev.seatrial.graph.model.Place;
import dev.seatrial.graph.seen.Span.Role;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Who called whom, by spans.
 *
 * @see <a href="https://opentelemetry.io/docs/specs/semconv/">OpenTelemetry: Semantic Conventions (http, rpc, db,
 *     messaging; names before and after they became stable)</a>
 */
final class TraceSightings {

    private final Place place;
    private final Map<String, Span> byId = new HashMap<>();
    private final Set<String> answered = new HashSet<>();
    private final List<Sighting> found = new ArrayList<>();

    private TraceSightings(Place place) {
        this.place = place;
    }

    static List<Sighting> of(List<Span> spans, Place place) {
        TraceSightings reading = new TraceSightings(place);
        spans.forEach(s -> reading.byId.put(s.trace() + "/" + s.id(), s));
        spans.stream().filter(s -> s.role() == Role.SERVER).forEach(reading::server);
        spans.stream().filter(s -> s.role() != Role.SERVER).forEach(reading::other);
        return reading.found.stream().distinct().toList();
    }

    /** A request that one service answered: the caller is the nearest span above of another service. */
    private void server(Span server) {
        Span above = byId.get(server.trace() + "/" + server.parent());
        for (int i = 0; above != null && above.service().equals(server.service()) && i < 100; i++) {
            above = byId.get(above.trace() + "/" + above.parent());
        }
        if (above == null) {
            return;
        }
        answered.add(above.trace() + "/" + above.id());
        boolean grpc = server.tag("rpc.system", "rpc.system.name")
                .filter("grpc"::equals)
                .isPresent();
        found.add(new Sighting(
                above.service(),
                server.service(),
                grpc ? EdgeKind.GRPC : EdgeKind.HTTP,
                place,
                server.tag("http.request.method", "http.method").orElse(""),
                path(server),
                ""));
    }

    private void other(Span span) {
        Optional<String> database = span.tag("db.system.name", "db.system");
        Optional<String> broker = span.tag("messaging.system");
        Optional<String> peer = span.tag("peer.service", "server.address", "net.peer.name", "net.sock.peer.name")
                .or(() -> span.tag("url.full", "http.url").flatMap(TraceSightings::host));
        if (broker.isPresent() && span.role() != Role.INTERNAL) {
            String topic = span.tag("messaging.destination.name", "messaging.destination", "messaging.kafka.topic")
                    .orElse("");
            found.add(new Sighting(span.service(), broker.get(), EdgeKind.EVENT, place, "", "", topic));
        } else if (database.isPresent() && span.role() == Role.CLIENT) {
            found.add(
                    new Sighting(span.service(), peer.orElse(database.get()), EdgeKind.DATA_STORE, place, "", "", ""));
        } else if (span.role() == Role.CLIENT
                && peer.isPresent()
                && !answered.contains(span.trace() + "/" + span.id())) {
            found.add(new Sighting(
                    span.service(),
                    peer.get(),
                    EdgeKind.HTTP,
                    place,
                    span.tag("http.request.method", "http.method").orElse(""),
                    path(span),
                    ""));
        }
    }

    private static String path(Span span) {
        return span.tag("http.route", "url.template")
                .map(r -> r.replaceAll("\\{[^}]*}|:\\w+", "{}"))
                .or(() -> span.tag("url.path", "http.target", "http.path").map(Paths::template))
                .orElse("");
    }

    private static Optional<String> host(String url) {
        try {
            return Optional.ofNullable(URI.create(url).getHost());
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
