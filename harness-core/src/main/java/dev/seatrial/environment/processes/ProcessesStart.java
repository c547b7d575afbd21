package dev.seatrial.environment.processes;

import dev.seatrial.environment.Environment;
import dev.seatrial.environment.EnvironmentException;
import dev.seatrial.environment.EnvironmentProvider.Request;
import dev.seatrial.environment.RunningService;
import dev.seatrial.environment.StartEvent.Phase;
import dev.seatrial.environment.journal.Journal;
import dev.seatrial.environment.journal.Leftovers;
import dev.seatrial.environment.launch.Acquisitions;
import dev.seatrial.environment.launch.Acquisitions.Tier;
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
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/** One start of a target as processes. */
final class ProcessesStart {

    private static final String LOOPBACK = "127.0.0.1";

    private final LinkProvider links;
    private final Target target;
    private final Path logs;
    private final Acquisitions held;
    private final Progress progress;
    private final Journal journal;
    private final PortBlock ports;
    private final OtlpReceiver otlp;
    private final Wiring wiring;
    private final ServiceVariables variables;
    private final ResourceProcesses resources;
    private final Map<String, BoundResource> bound = new ConcurrentHashMap<>();
    private final Map<String, RunningService> services = new ConcurrentHashMap<>();
    private final Map<String, Endpoint> own = new LinkedHashMap<>();
    private final Map<String, List<String>> commands = new LinkedHashMap<>();

    ProcessesStart(Request request, Path cache, Acquisitions held) throws IOException {
        this.target = request.target();
        this.held = held;
        this.progress = new Progress(request.progress());
        Leftovers.clear(cache, run -> progress.tell("environment", Phase.CLEARING, "what run " + run + " left behind"));
        this.journal = held.add(Tier.GROUND, Journal.open(cache));
        this.ports = held.add(Tier.GROUND, PortBlock.reserve(cache));
        this.otlp = held.add(Tier.NETWORK, OtlpReceiver.open(LOOPBACK));
        this.links = request.links();
        this.wiring = held.add(Tier.NETWORK, Wiring.open(target, links, LOOPBACK));
        this.variables = new ServiceVariables(wiring, listen -> listen, "http://" + otlp.endpoint());
        this.logs =
                Files.createDirectories(request.workDirectory().toAbsolutePath().resolve("logs"));
        Path state = journal.directory(request.workDirectory(), "state");
        this.resources = new ResourceProcesses(target, cache, state, logs, journal, ports, wiring, held, progress);
    }

    Environment start() throws InterruptedException {
        target.services().values().forEach(this::prepare);
        StartPlan plan = new StartPlan();
        resources.plan(plan, bound);
        for (Service service : target.services().values()) {
            if (!(service.program() instanceof Program.Remote)) {
                plan.add("service " + service.name(), after(service), () -> launch(service));
            }
        }
        plan.run();
        return new RunningEnvironment(
                target,
                "processes",
                services,
                runningResources(),
                wiring.all(),
                otlp.spans(),
                LocalCapabilities.of(target, links),
                held::close);
    }

    /** Services wait for the resources that they use, never for one another: two may call each other. */
    private static Set<String> after(Service service) {
        return service.uses().keySet().stream().map(r -> "resource " + r).collect(Collectors.toSet());
    }

    /** What can be told before anything runs: where it will listen, and that there is something to run. */
    private void prepare(Service service) {
        if (service.program() instanceof Program.Remote remote) {
            Endpoint endpoint = RemoteService.endpoint(remote.url());
            wiring.connect(service.name(), endpoint);
            services.put(service.name(), RemoteService.of(service, remote.url(), entry(service)));
            return;
        }
        commands.put(service.name(), ServiceCommand.of(service, target.directory()));
        Endpoint endpoint = new Endpoint(LOOPBACK, port());
        own.put(service.name(), endpoint);
        wiring.connect(service.name(), endpoint);
    }

    private int port() {
        try {
            return ports.next();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Endpoint entry(Service service) {
        return wiring.get(LinkId.entry(service.name())).listen();
    }

    private void launch(Service service) throws InterruptedException {
        ServiceProcess process = held.add(Tier.SERVICES, process(service));
        services.put(service.name(), process);
        progress.tell(service.name(), Phase.STARTING, "");
        process.start();
        progress.tell(service.name(), Phase.READY, process.directUrl().toString());
    }

    private ServiceProcess process(Service service) {
        Endpoint endpoint = Objects.requireNonNull(own.get(service.name()));
        ChildProcess.Spec program = new ChildProcess.Spec(
                service.name(),
                Objects.requireNonNull(commands.get(service.name())),
                target.directory(),
                variables.of(service, endpoint.port(), bound));
        try {
            LogKeeper log = LogKeeper.of(logs.resolve(service.name() + ".log"));
            return new ServiceProcess(service, entry(service), endpoint, program, journal, log);
        } catch (IOException e) {
            throw new EnvironmentException(
                    "the log of service \"" + service.name() + "\" cannot be kept: " + e.getMessage(), e);
        }
    }

    private Map<String, StartedResource> runningResources() {
        return bound.values().stream()
                .map(BoundResource::running)
                .collect(Collectors.toMap(r -> r.spec().name(), r -> r));
    }
}
