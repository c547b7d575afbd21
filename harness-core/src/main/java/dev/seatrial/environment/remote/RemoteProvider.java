package dev.seatrial.environment.remote;

import dev.seatrial.environment.Environment;
import dev.seatrial.environment.EnvironmentProvider;
import dev.seatrial.environment.StartEvent.Phase;
import dev.seatrial.environment.launch.Acquisitions;
import dev.seatrial.environment.launch.Acquisitions.Tier;
import dev.seatrial.environment.launch.Progress;
import dev.seatrial.environment.launch.StartPlan;
import dev.seatrial.environment.ready.Condition;
import dev.seatrial.environment.ready.HttpReady;
import dev.seatrial.environment.ready.Readiness;
import dev.seatrial.environment.ready.TcpOpen;
import dev.seatrial.environment.wiring.BoundResource;
import dev.seatrial.environment.wiring.RunningEnvironment;
import dev.seatrial.environment.wiring.StartedResource;
import dev.seatrial.environment.wiring.Wiring;
import dev.seatrial.link.LinkId;
import dev.seatrial.target.Program;
import dev.seatrial.target.Resource;
import dev.seatrial.target.Service;
import dev.seatrial.target.Target;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Takes a target that runs already: it is called and observed where the owner lets it be, never started or stopped. */
public final class RemoteProvider implements EnvironmentProvider {

    private final Duration answersWithin;

    /** Gives every service 10 s to answer. */
    public RemoteProvider() {
        this(Duration.ofSeconds(10));
    }

    RemoteProvider(Duration answersWithin) {
        this.answersWithin = answersWithin;
    }

    @Override
    public String id() {
        return "remote";
    }

    @Override
    public Optional<String> unfit(Target target) {
        for (Service service : target.services().values()) {
            if (!(service.program() instanceof Program.Remote)) {
                return Optional.of("service \"" + service.name() + "\" has no url: nobody but Seatrial would start it");
            }
        }
        return target.resources().values().stream()
                .filter(r -> r.url().isEmpty())
                .findFirst()
                .map(r -> "resource \"" + r.name() + "\" has no url: nobody but Seatrial would start it");
    }

    @Override
    public Environment start(Request request) throws InterruptedException {
        Acquisitions held = new Acquisitions();
        try {
            return start(request, held);
        } catch (InterruptedException | RuntimeException | Error e) {
            held.close();
            throw e;
        }
    }

    private Environment start(Request request, Acquisitions held) throws InterruptedException {
        Target target = request.target();
        Progress progress = new Progress(request.progress());
        Wiring wiring = held.add(Tier.NETWORK, Wiring.open(target, request.links(), "127.0.0.1"));
        Map<String, StartedResource> resources = new LinkedHashMap<>();
        for (Resource resource : target.resources().values()) {
            BoundResource bound =
                    BoundResource.elsewhere(resource, resource.url().orElseThrow());
            bound.connect(wiring);
            resources.put(resource.name(), bound.running());
        }
        Map<String, RemoteService> services = new LinkedHashMap<>();
        StartPlan plan = new StartPlan();
        for (Service service : target.services().values()) {
            RemoteService remote = service(service, wiring);
            services.put(service.name(), remote);
            plan.add(service.name(), Set.of(), () -> awaitAnswer(remote, progress));
        }
        plan.run();
        return new RunningEnvironment(
                target,
                "remote",
                services,
                resources,
                wiring.all(),
                new NoSpans(),
                RemoteCapabilities.of(target, services.values(), wiring, request.links()),
                held::close);
    }

    private static RemoteService service(Service spec, Wiring wiring) {
        URI url = ((Program.Remote) spec.program()).url();
        wiring.connect(spec.name(), RemoteService.endpoint(url));
        return RemoteService.of(spec, url, wiring.get(LinkId.entry(spec.name())).listen());
    }

    private void awaitAnswer(RemoteService service, Progress progress) throws InterruptedException {
        Condition condition = service.spec()
                .health()
                .flatMap(Service.Health::ready)
                .<Condition>map(path -> new HttpReady(URI.create(service.directUrl() + path)))
                .orElseGet(() -> new TcpOpen(RemoteService.endpoint(service.directUrl())));
        String name = service.spec().name();
        new Readiness("service \"" + name + "\"", answersWithin, Optional::empty, () -> "")
                .await(condition, "start it, mend its \"url\", or look at the network between");
        progress.tell(name, Phase.READY, service.directUrl().toString());
    }
}
