package dev.seatrial.environment.processes;

import dev.seatrial.environment.EnvironmentException;
import dev.seatrial.environment.StartEvent.Phase;
import dev.seatrial.environment.broker.KafkaSettings;
import dev.seatrial.environment.broker.KafkaSettings.Listener;
import dev.seatrial.environment.fetch.FetchProgress;
import dev.seatrial.environment.journal.Journal;
import dev.seatrial.environment.launch.Acquisitions;
import dev.seatrial.environment.launch.Acquisitions.Tier;
import dev.seatrial.environment.launch.Progress;
import dev.seatrial.environment.launch.StartPlan;
import dev.seatrial.environment.log.LogKeeper;
import dev.seatrial.environment.port.PortBlock;
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
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The resources of a target as processes: one PostgreSQL server for each version, one Kafka broker for each resource. */
record ResourceProcesses(
        Target target,
        Path cache,
        Path state,
        Path logs,
        Journal journal,
        PortBlock ports,
        Wiring wiring,
        Acquisitions held,
        Progress progress) {

    /** Adds a step {@code resource NAME} for each resource; its result is in {@code bound} when the step is done. */
    void plan(StartPlan plan, Map<String, BoundResource> bound) {
        Map<String, PostgresServer> servers = new ConcurrentHashMap<>();
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
                    planServer(plan, server, resource.version(), servers);
                }
                plan.add(step, Set.of(server), () -> bind(database(resource, servers, server), bound));
            }
        }
    }

    private void planServer(StartPlan plan, String name, String version, Map<String, PostgresServer> servers) {
        plan.add(name, Set.of(), () -> servers.put(name, postgres(name, version)));
    }

    private void bind(BoundResource resource, Map<String, BoundResource> bound) {
        resource.connect(wiring);
        bound.put(resource.running().spec().name(), resource);
    }

    private PostgresServer postgres(String name, String version) throws InterruptedException {
        try {
            PostgresInstallation installation = PostgresInstallation.of(version, cache, told(name));
            progress.tell(name, Phase.STARTING, "");
            LogKeeper log = LogKeeper.of(logs.resolve(name + ".log"));
            PostgresServer server = held.add(
                    Tier.RESOURCES, PostgresServer.launch(name, installation, ports.next(), state, log, journal));
            server.awaitReady();
            progress.tell(name, Phase.READY, "");
            return server;
        } catch (IOException e) {
            throw new EnvironmentException("PostgreSQL " + version + " could not be started: " + e.getMessage(), e);
        }
    }

    private BoundResource database(Resource resource, Map<String, PostgresServer> servers, String server) {
        BoundResource created = Objects.requireNonNull(servers.get(server)).create(resource);
        progress.tell(resource.name(), Phase.READY, created.running().direct().toString());
        return created;
    }

    private BoundResource kafka(Resource resource) throws InterruptedException {
        try {
            KafkaInstallation installation = KafkaInstallation.of(resource.version(), cache, told(resource.name()));
            Endpoint direct = loopback(ports.next());
            List<Listener> listeners = new ArrayList<>(List.of(Listener.plain("DIRECT", direct)));
            Map<LinkId, Endpoint> upstreams = new LinkedHashMap<>();
            for (Link link : wiring.to(resource.name())) {
                Endpoint own = loopback(ports.next());
                upstreams.put(link.id(), own);
                listeners.add(new Listener("LINK" + listeners.size(), own, link.listen()));
            }
            KafkaSettings settings = new KafkaSettings(loopback(ports.next()), listeners);
            progress.tell(resource.name(), Phase.STARTING, "");
            LogKeeper log = LogKeeper.of(logs.resolve(resource.name() + ".log"));
            KafkaBroker broker = held.add(
                    Tier.RESOURCES, KafkaBroker.launch(resource.name(), installation, settings, state, log, journal));
            broker.awaitReady();
            progress.tell(resource.name(), Phase.READY, direct.toString());
            return new BoundResource(StartedResource.broker(resource, direct), upstreams, Address.OfKafka::new);
        } catch (IOException e) {
            throw new EnvironmentException(
                    "resource \"" + resource.name() + "\" (Kafka) could not be started: " + e.getMessage(), e);
        }
    }

    private static Endpoint loopback(int port) {
        return new Endpoint("127.0.0.1", port);
    }

    private FetchProgress told(String subject) {
        return detail -> progress.tell(subject, Phase.FETCHING, detail);
    }
}
