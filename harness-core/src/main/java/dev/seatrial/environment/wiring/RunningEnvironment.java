package dev.seatrial.environment.wiring;

import dev.seatrial.environment.Capability;
import dev.seatrial.environment.Environment;
import dev.seatrial.environment.RunningResource;
import dev.seatrial.environment.RunningService;
import dev.seatrial.environment.Spans;
import dev.seatrial.link.Link;
import dev.seatrial.target.Target;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** An environment put together from its running parts. */
public final class RunningEnvironment implements Environment {

    private final Target target;
    private final String provider;
    private final Map<String, RunningService> services;
    private final Map<String, RunningResource> resources;
    private final List<Link> links;
    private final Spans spans;
    private final Set<Capability> capabilities;
    private final Runnable close;
    private final Supplier<Optional<String>> failure;

    /**
     * Puts it together on ground that cannot fail by itself.
     *
     * @param close ends everything; may be called more than once
     */
    public RunningEnvironment(
            Target target,
            String provider,
            Map<String, ? extends RunningService> services,
            Map<String, ? extends RunningResource> resources,
            List<Link> links,
            Spans spans,
            Set<Capability> capabilities,
            Runnable close) {
        this(target, provider, services, resources, links, spans, capabilities, close, Optional::empty);
    }

    /**
     * Puts it together.
     *
     * @param close ends everything; may be called more than once
     * @param failure looks whether what it stands on has failed
     */
    public RunningEnvironment(
            Target target,
            String provider,
            Map<String, ? extends RunningService> services,
            Map<String, ? extends RunningResource> resources,
            List<Link> links,
            Spans spans,
            Set<Capability> capabilities,
            Runnable close,
            Supplier<Optional<String>> failure) {
        this.target = target;
        this.provider = provider;
        this.services = Map.copyOf(services);
        this.resources = Map.copyOf(resources);
        this.links = List.copyOf(links);
        this.spans = spans;
        this.capabilities = Set.copyOf(capabilities);
        this.close = close;
        this.failure = failure;
    }

    @Override
    public Target target() {
        return target;
    }

    @Override
    public String provider() {
        return provider;
    }

    @Override
    public RunningService service(String name) {
        return found(services.get(name), "service", name, services.keySet());
    }

    @Override
    public RunningResource resource(String name) {
        return found(resources.get(name), "resource", name, resources.keySet());
    }

    private static <T> T found(@Nullable T part, String kind, String name, Set<String> names) {
        if (part == null) {
            throw new NoSuchElementException("no " + kind + " \"" + name + "\" runs here; there are "
                    + String.join(", ", names.stream().sorted().toList()));
        }
        return part;
    }

    @Override
    public List<Link> links() {
        return links;
    }

    @Override
    public Spans spans() {
        return spans;
    }

    @Override
    public Set<Capability> capabilities() {
        return capabilities;
    }

    @Override
    public Optional<String> failure() {
        return failure.get();
    }

    @Override
    public void close() {
        close.run();
    }
}
