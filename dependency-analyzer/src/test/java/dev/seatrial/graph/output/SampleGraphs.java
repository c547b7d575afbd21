package dev.seatrial.graph.output;

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
import java.util.Random;

/** Graphs to be written in every form. */
final class SampleGraphs {

    private SampleGraphs() {}

    /** Four services with a database, a broker and a gateway; a name that every form must quote. */
    static Graph shop() {
        return new Graph(
                List.of(
                        new Component("orders", Kind.SERVICE, "spring.application.name in orders/application.yml:3"),
                        new Component("payments", Kind.SERVICE, "compose service in docker-compose.yml:9"),
                        new Component("inventory", Kind.SERVICE, "compose service in docker-compose.yml:20"),
                        new Component("a \"b\" <c> & d", Kind.SERVICE, "its directory"),
                        new Component("gateway", Kind.GATEWAY, "its directory"),
                        new Component("orders-db", Kind.DATABASE, "compose service in docker-compose.yml:30"),
                        new Component("kafka", Kind.BROKER, "compose service in docker-compose.yml:40")),
                List.of(
                        new Edge(
                                "gateway",
                                "orders",
                                EdgeKind.GATEWAY,
                                Tier.DECLARED,
                                new Place("gateway/application.yml", 12),
                                "",
                                "",
                                ""),
                        new Edge(
                                "orders",
                                "payments",
                                EdgeKind.HTTP,
                                Tier.DECLARED,
                                new Place("orders/src/main/java/Payments.java", 14),
                                "POST",
                                "/payments/{}",
                                ""),
                        new Edge(
                                "orders",
                                "payments",
                                EdgeKind.HTTP,
                                Tier.OBSERVED,
                                new Place("traces.json", 0),
                                "POST",
                                "/payments/{}",
                                ""),
                        new Edge(
                                "payments",
                                "kafka",
                                EdgeKind.EVENT,
                                Tier.DECLARED,
                                new Place("payments/Publisher.java", 7),
                                "",
                                "",
                                "payment-events"),
                        Edge.of(
                                "orders",
                                "orders-db",
                                EdgeKind.DATA_STORE,
                                Tier.INFERRED,
                                new Place("orders/pom.xml", 0)),
                        Edge.of(
                                "a \"b\" <c> & d",
                                "inventory",
                                EdgeKind.HTTP,
                                Tier.DECLARED,
                                new Place("d/D.java", 3))),
                List.of(new Endpoint("payments", "POST", "/payments/{id}", "/api", new Place("payments/P.java", 5))),
                List.of(new Outside("payments", "api.example.com", new Place("payments/P.java", 9))),
                List.of(new Warning(new Place("inventory/I.java", 4), "calls 'x', a name that no component bears")),
                List.of("traces.json"));
    }

    /** So many services with what goes with them: hubs that everything needs, databases, a broker. */
    static Graph large(int services) {
        Random random = new Random(7);
        List<Component> components = new ArrayList<>();
        List<Edge> edges = new ArrayList<>();
        components.add(new Component("discovery", Kind.DISCOVERY, "its directory"));
        components.add(new Component("config-server", Kind.CONFIGURATION, "its directory"));
        components.add(new Component("kafka", Kind.BROKER, "its directory"));
        components.add(new Component("gateway", Kind.GATEWAY, "its directory"));
        for (int i = 0; i < services; i++) {
            String name = "service-" + i;
            components.add(new Component(name, Kind.SERVICE, "its directory"));
            Place place = new Place(name + "/src/main/java/Client.java", 10 + i);
            edges.add(Edge.of(name, "discovery", EdgeKind.DISCOVERY, Tier.DECLARED, place));
            edges.add(Edge.of(name, "config-server", EdgeKind.CONFIGURATION, Tier.DECLARED, place));
            if (i < 12) {
                edges.add(Edge.of("gateway", name, EdgeKind.GATEWAY, Tier.DECLARED, place));
            }
            for (int calls = random.nextInt(3); calls > 0 && i > 0; calls--) {
                edges.add(new Edge(
                        "service-" + random.nextInt(i), name, EdgeKind.HTTP, Tier.DECLARED, place, "GET", "/x", ""));
            }
            if (i % 3 == 0) {
                components.add(new Component(name + "-db", Kind.DATABASE, "its directory"));
                edges.add(Edge.of(name, name + "-db", EdgeKind.DATA_STORE, Tier.DECLARED, place));
            }
            if (i % 4 == 0) {
                edges.add(new Edge(name, "kafka", EdgeKind.EVENT, Tier.DECLARED, place, "", "", "topic-" + i));
            }
        }
        return new Graph(components, edges, List.of(), List.of(), List.of());
    }
}
