package dev.seatrial.run;

import dev.seatrial.environment.Capability;
import dev.seatrial.environment.Environment;
import dev.seatrial.environment.EnvironmentException;
import dev.seatrial.environment.RunningResource;
import dev.seatrial.environment.RunningService;
import dev.seatrial.environment.Spans;
import dev.seatrial.link.Link;
import dev.seatrial.target.Identity;
import dev.seatrial.target.Program;
import dev.seatrial.target.Service;
import dev.seatrial.target.Target;
import dev.seatrial.target.Waiver;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** An environment that runs nothing. */
public final class FakeEnvironment implements Environment {

    private final Target target;
    private final List<Link> links;
    private final Set<Capability> capabilities;
    private final Set<String> ended = ConcurrentHashMap.newKeySet();
    private final Set<String> wrecked = ConcurrentHashMap.newKeySet();
    private Runnable closed = () -> {};
    private volatile Optional<String> failure = Optional.empty();

    FakeEnvironment(Target target, List<Link> links, Set<Capability> capabilities) {
        this.target = target;
        this.links = links;
        this.capabilities = capabilities;
    }

    /** This target; tells when it is closed. */
    public static FakeEnvironment running(Target target, Runnable closed) {
        FakeEnvironment environment = new FakeEnvironment(target, List.of(), EnumSet.allOf(Capability.class));
        environment.closed = closed;
        return environment;
    }

    /** A system of services with these names, that can do everything. */
    public static FakeEnvironment of(String... services) {
        return with(List.of(), List.of(), services);
    }

    /** With identities and waivers. */
    public static FakeEnvironment with(List<Identity> identities, List<Waiver> waivers, String... services) {
        return new FakeEnvironment(target(identities, waivers, services), List.of(), EnumSet.allOf(Capability.class));
    }

    /** The same without some capabilities. */
    public FakeEnvironment without(Capability... lacking) {
        Set<Capability> left = EnumSet.allOf(Capability.class);
        left.removeAll(List.of(lacking));
        return new FakeEnvironment(target, links, left);
    }

    /** From now on it has failed. */
    void fail(String why) {
        failure = Optional.of(why);
    }

    @Override
    public Optional<String> failure() {
        return failure;
    }

    /** A target of services with these names. */
    public static Target target(List<Identity> identities, List<Waiver> waivers, String... names) {
        return Target.of(Path.of("").toAbsolutePath(), "harbour")
                .withProfile("extended")
                .withIdentities(identities.toArray(Identity[]::new))
                .withWaivers(waivers.toArray(Waiver[]::new))
                .withServices(Arrays.stream(names)
                        .map(name -> Service.of(name, new Program.Remote(URI.create("http://127.0.0.1:1")), 8080))
                        .toArray(Service[]::new));
    }

    @Override
    public Target target() {
        return target;
    }

    @Override
    public String provider() {
        return "fake";
    }

    @Override
    public RunningService service(String name) {
        Service spec = target.services().get(name);
        if (spec == null) {
            throw new NoSuchElementException(name);
        }
        return (RunningService) Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {RunningService.class},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "spec" -> spec;
                    case "running" -> !ended.contains(name);
                    case "awaitExit" -> Optional.of(1);
                    case "logTail" -> List.of("cannot find the compass");
                    case "start" -> {
                        if (wrecked.contains(name)) {
                            throw new EnvironmentException("service \"" + name + "\" exited with 1\nand more");
                        }
                        ended.remove(name);
                        yield null;
                    }
                    default -> throw new UnsupportedOperationException(method.getName());
                });
    }

    /** The service has ended by itself. */
    void end(String service) {
        ended.add(service);
    }

    /** The service has ended by itself, for good. */
    void wreck(String service) {
        wrecked.add(service);
        end(service);
    }

    /** Whether the service runs. */
    boolean runs(String service) {
        return !ended.contains(service);
    }

    @Override
    public RunningResource resource(String name) {
        throw new NoSuchElementException(name);
    }

    @Override
    public List<Link> links() {
        return links;
    }

    @Override
    public Spans spans() {
        throw new UnsupportedOperationException();
    }

    @Override
    public Set<Capability> capabilities() {
        return capabilities;
    }

    @Override
    public void close() {
        closed.run();
    }
}
