package dev.seatrial.environment.containers;

import dev.seatrial.environment.Environment;
import dev.seatrial.environment.EnvironmentException;
import dev.seatrial.environment.EnvironmentProvider.Request;
import dev.seatrial.environment.RunningService;
import dev.seatrial.environment.StartEvent.Phase;
import dev.seatrial.environment.journal.Journal;
import dev.seatrial.environment.journal.Leftovers;
import dev.seatrial.environment.launch.Acquisitions;
import dev.seatrial.environment.launch.Acquisitions.Tier;
import dev.seatrial.environment.launch.JavaCommand;
import dev.seatrial.environment.launch.Progress;
import dev.seatrial.environment.launch.StartPlan;
import dev.seatrial.environment.log.LogKeeper;
import dev.seatrial.environment.otlp.OtlpReceiver;
import dev.seatrial.environment.port.PortBlock;
import dev.seatrial.environment.remote.RemoteService;
import dev.seatrial.environment.wiring.BoundResource;
import dev.seatrial.environment.wiring.LocalCapabilities;
import dev.seatrial.environment.wiring.RunningEnvironment;
import dev.seatrial.environment.wiring.ServiceVariables;
import dev.seatrial.environment.wiring.StartedResource;
import dev.seatrial.environment.wiring.Wiring;
import dev.seatrial.link.Endpoint;
import dev.seatrial.link.LinkId;
import dev.seatrial.link.LinkProvider;
import dev.seatrial.target.Program;
import dev.seatrial.target.Service;
import dev.seatrial.target.Target;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/** One start of a target as containers. */
final class ContainersStart {

    private final LinkProvider links;
    private final Target target;
    private final Path logs;
    private final Acquisitions held;
    private final Progress progress;
    private final Journal journal;
    private final PortBlock ports;
    private final DockerEngine engine;
    private final Berth berth;
    private final Images images;
    private final OtlpReceiver otlp;
    private final Wiring wiring;
    private final ServiceVariables variables;
    private final Map<String, BoundResource> bound = new ConcurrentHashMap<>();
    private final Map<String, RunningService> services = new ConcurrentHashMap<>();

    ContainersStart(Request request, Path cache, Acquisitions held) throws IOException, InterruptedException {
        this.target = request.target();
        this.held = held;
        this.progress = new Progress(request.progress());
        Leftovers.clear(cache, run -> progress.tell("environment", Phase.CLEARING, "what run " + run + " left behind"));
        this.journal = held.add(Tier.GROUND, Journal.open(cache));
        this.ports = held.add(Tier.GROUND, PortBlock.reserve(cache));
        this.engine = held.add(Tier.GROUND, DockerEngine.at(EngineSearch.find()));
        journal.containers(engine.host().toString());
        this.berth = Berth.of(engine);
        this.images = Images.of(engine, progress);
        this.otlp = held.add(Tier.NETWORK, OtlpReceiver.open(berth.bind()));
        this.links = request.links();
        this.wiring = held.add(Tier.NETWORK, Wiring.open(target, links, berth.bind()));
        this.variables = new ServiceVariables(wiring, berth::fromInside, "http://" + berth.fromInside(otlp.endpoint()));
        this.logs =
                Files.createDirectories(request.workDirectory().toAbsolutePath().resolve("logs"));
    }

    Environment start() throws InterruptedException {
        EngineWatch watch = held.add(Tier.NETWORK, EngineWatch.on(engine, journal));
        StartPlan plan = new StartPlan();
        new ResourceContainers(target, images, this::container, ports, wiring, berth, held, progress).plan(plan, bound);
        for (Service service : target.services().values()) {
            if (service.program() instanceof Program.Remote remote) {
                wiring.connect(service.name(), RemoteService.endpoint(remote.url()));
                services.put(service.name(), RemoteService.of(service, remote.url(), entry(service)));
            } else {
                Endpoint own = publish();
                wiring.connect(service.name(), own);
                planService(plan, service, own);
            }
        }
        plan.run();
        Map<String, StartedResource> resources = bound.values().stream()
                .map(BoundResource::running)
                .collect(Collectors.toMap(r -> r.spec().name(), r -> r));
        return new RunningEnvironment(
                target,
                "containers",
                services,
                resources,
                wiring.all(),
                otlp.spans(),
                LocalCapabilities.of(target, links),
                held::close,
                watch::failure);
    }

    /** The image is looked for at once, so that one that cannot be had is told of before anything was waited for. */
    private void planService(StartPlan plan, Service service, Endpoint own) {
        String imageStep = "image of " + service.name();
        String image = ServiceImage.of(target.directory(), service).reference();
        plan.add(imageStep, Set.of(), () -> images.need(image, "service \"" + service.name() + "\""));
        Set<String> after =
                service.uses().keySet().stream().map(r -> "resource " + r).collect(Collectors.toSet());
        after.add(imageStep);
        plan.add("service " + service.name(), after, () -> launch(service, own));
    }

    private void launch(Service service, Endpoint own) throws InterruptedException {
        ServiceImage program = ServiceImage.of(target.directory(), service);
        progress.tell(service.name(), Phase.STARTING, program.reference());
        LogKeeper log = log(service.name());
        Container container = container(
                new ContainerSpec(
                        service.name(),
                        program.reference(),
                        program.command(),
                        variables.of(service, service.port(), bound),
                        Map.of(own, service.port()),
                        program.cargo()),
                log);
        ContainerService running =
                held.add(Tier.SERVICES, new ContainerService(service, entry(service), own, container, log));
        services.put(service.name(), running);
        running.start();
        progress.tell(service.name(), Phase.READY, running.directUrl().toString());
    }

    private Container container(ContainerSpec spec, LogKeeper log) throws InterruptedException {
        return Container.create(engine, journal, berth, spec, log);
    }

    private Container container(ContainerSpec spec) throws InterruptedException {
        return container(spec, log(spec.name()));
    }

    private LogKeeper log(String name) {
        try {
            return LogKeeper.of(logs.resolve(name + ".log"));
        } catch (IOException e) {
            throw new EnvironmentException("the log of \"" + name + "\" cannot be kept: " + e.getMessage(), e);
        }
    }

    private Endpoint publish() {
        try {
            return new Endpoint("127.0.0.1", ports.next());
        } catch (IOException e) {
            throw new EnvironmentException("no port is free: " + e.getMessage(), e);
        }
    }

    private Endpoint entry(Service service) {
        return wiring.get(LinkId.entry(service.name())).listen();
    }

    /** What a service's container is made of. */
    private record ServiceImage(String reference, List<String> command, Optional<Cargo> cargo) {

        /** Jars run on the runtime of the Java version that runs Seatrial, by its official image's name. */
        static ServiceImage of(Path directory, Service service) {
            if (service.program() instanceof Program.Jar jar) {
                String runtime = "eclipse-temurin:" + Runtime.version().feature() + "-jre";
                if (!Files.isRegularFile(jar.file())) {
                    throw new EnvironmentException("service \"" + service.name() + "\": its jar " + jar.file()
                            + " does not exist\n  mend: build it, or give the target a \"build\" command and run without"
                            + " --no-build");
                }
                Cargo cargo = Cargo.ofJar(directory, jar.file());
                return new ServiceImage(
                        runtime,
                        JavaCommand.of("java", cargo.place(jar.file()), service, Map.of()),
                        Optional.of(cargo));
            }
            if (service.program() instanceof Program.Image image) {
                return new ServiceImage(image.reference(), List.of(), Optional.empty());
            }
            throw new EnvironmentException("service \"" + service.name() + "\" cannot run as a container");
        }
    }
}
