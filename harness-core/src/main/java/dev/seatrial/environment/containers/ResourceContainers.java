package dev.seatrial.environment.containers;

import dev.seatrial.environment.EnvironmentException;
import dev.seatrial.environment.StartEvent.Phase;
import dev.seatrial.environment.broker.KafkaAnswers;
import dev.seatrial.environment.broker.KafkaSettings;
import dev.seatrial.environment.broker.KafkaSettings.Listener;
import dev.seatrial.environment.database.PostgresDatabases;
import dev.seatrial.environment.database.Secrets;
import dev.seatrial.environment.launch.Acquisitions;
import dev.seatrial.environment.launch.Acquisitions.Tier;
import dev.seatrial.environment.launch.Progress;
import dev.seatrial.environment.launch.StartPlan;
import dev.seatrial.environment.port.PortBlock;
import dev.seatrial.environment.ready.Condition;
import dev.seatrial.environment.ready.Readiness;
import dev.seatrial.environment.wiring.Address;
import dev.seatrial.environment.wiring.BoundResource;
import dev.seatrial.environment.wiring.StartedResource;
import dev.seatrial.environment.wiring.Wiring;
import dev.seatrial.link.Endpoint;
import dev.seatrial.link.Link;
import dev.seatrial.link.LinkId;
import dev.seatrial.target.Resource;
import dev.seatrial.target.Target;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The resources of a target as containers of the official images: a PostgreSQL for each version, a Kafka for each resource. */
record ResourceContainers(
        Target target,
        Images images,
        Maker maker,
        PortBlock ports,
        Wiring wiring,
        Berth berth,
        Acquisitions held,
        Progress progress) {

    private static final Duration READY_WITHIN = Duration.ofSeconds(60);
    private static final String SUPERUSER = "seatrial";
    private static final int FIRST_LISTENER = 19_092;

    /** Makes a container that is not started yet; its log is kept. */
    @FunctionalInterface
    interface Maker {
        Container make(ContainerSpec spec) throws InterruptedException;
    }

    /** Adds a step {@code resource NAME} for each resource; its result is in {@code bound} when the step is done. */
    void plan(StartPlan plan, Map<String, BoundResource> bound) {
        Map<String, PostgresDatabases> servers = new ConcurrentHashMap<>();
        for (Resource resource : target.resources().values()) {
            String step = "resource " + resource.name();
            if (resource.url().isPresent()) {
                bind(BoundResource.elsewhere(resource, resource.url().get()), bound);
                plan.add(step, Set.of(), () -> {});
            } else if (resource.kind() == Resource.Kind.KAFKA) {
                plan.add(step, Set.of(), () -> bind(kafka(resource), bound));
            } else {
                String server = "postgres-" + resource.version();
                if (!plan.has(server)) {
                    plan.add(server, Set.of(), () -> servers.put(server, postgres(server, resource)));
                }
                plan.add(step, Set.of(server), () -> bind(database(resource, servers.get(server)), bound));
            }
        }
    }

    private void bind(BoundResource resource, Map<String, BoundResource> bound) {
        resource.connect(wiring);
        bound.put(resource.running().spec().name(), resource);
        progress.tell(
                resource.running().spec().name(),
                Phase.READY,
                resource.running().direct().toString());
    }

    private static BoundResource database(
            Resource resource, @org.jspecify.annotations.Nullable PostgresDatabases server) {
        return Objects.requireNonNull(server).create(resource);
    }

    private PostgresDatabases postgres(String name, Resource first) throws InterruptedException {
        String image = "postgres:" + first.version();
        images.need(image, "resource \"" + first.name() + "\"");
        Endpoint published = publish();
        PostgresDatabases databases = new PostgresDatabases(published, SUPERUSER, Secrets.fresh());
        run(
                new ContainerSpec(
                        name,
                        image,
                        List.of(
                                "postgres",
                                "-c",
                                "fsync=off",
                                "-c",
                                "full_page_writes=off",
                                "-c",
                                "max_connections=200"),
                        Map.of("POSTGRES_USER", SUPERUSER, "POSTGRES_PASSWORD", databases.password()),
                        Map.of(published, 5432),
                        Optional.empty()),
                databases.ready());
        return databases;
    }

    private BoundResource kafka(Resource resource) throws InterruptedException {
        String image = "apache/kafka:" + (resource.version().equals("4") ? "4.1.0" : resource.version());
        images.need(image, "resource \"" + resource.name() + "\"");
        Endpoint direct = publish();
        Map<Endpoint, Integer> published = new LinkedHashMap<>(Map.of(direct, FIRST_LISTENER));
        List<Listener> listeners = new ArrayList<>(List.of(
                Listener.plain("OWN", new Endpoint("127.0.0.1", 9094)),
                new Listener("DIRECT", everywhere(FIRST_LISTENER), direct)));
        Map<LinkId, Endpoint> upstreams = new LinkedHashMap<>();
        for (Link link : wiring.to(resource.name())) {
            Endpoint upstream = publish();
            int inside = FIRST_LISTENER + published.size();
            published.put(upstream, inside);
            upstreams.put(link.id(), upstream);
            listeners.add(new Listener("LINK" + upstreams.size(), everywhere(inside), berth.fromInside(link.listen())));
        }
        KafkaSettings settings = new KafkaSettings(new Endpoint("127.0.0.1", 9093), listeners);
        run(
                new ContainerSpec(resource.name(), image, List.of(), settings.variables(), published, Optional.empty()),
                new KafkaAnswers(direct));
        return new BoundResource(StartedResource.broker(resource, direct), upstreams, Address.OfKafka::new);
    }

    private void run(ContainerSpec spec, Condition condition) throws InterruptedException {
        progress.tell(spec.name(), Phase.STARTING, spec.image());
        Container container = held.add(Tier.RESOURCES, maker.make(spec));
        container.start();
        new Readiness(spec.name() + " (" + spec.image() + ")", READY_WITHIN, container::ended, container::logEnding)
                .await(condition, "see its log; the image must take the variables that the official one takes");
    }

    private Endpoint publish() {
        try {
            return new Endpoint("127.0.0.1", ports.next());
        } catch (IOException e) {
            throw new EnvironmentException("no port is free: " + e.getMessage(), e);
        }
    }

    private static Endpoint everywhere(int port) {
        return new Endpoint("0.0.0.0", port);
    }
}
