package dev.seatrial.environment.wiring;

import dev.seatrial.environment.EnvironmentException;
import dev.seatrial.link.Endpoint;
import dev.seatrial.link.Link;
import dev.seatrial.link.LinkId;
import dev.seatrial.link.LinkProvider;
import dev.seatrial.link.LinkProvider.LinkNetwork;
import dev.seatrial.link.LinkProvider.Protocol;
import dev.seatrial.target.LinkSpec;
import dev.seatrial.target.Program;
import dev.seatrial.target.Resource;
import dev.seatrial.target.Target;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** The links of one environment: one for every link of the target that can be opened, and an entry link for each service. */
public final class Wiring implements AutoCloseable {

    private final LinkNetwork network;
    private final Map<LinkId, Link> links = new LinkedHashMap<>();

    private Wiring(LinkNetwork network) {
        this.network = network;
    }

    /**
     * Opens all links; none leads anywhere yet.
     *
     * @param inside the address on which the services' links listen, such as {@code 127.0.0.1}
     * @throws EnvironmentException if one cannot listen where it must
     */
    public static Wiring open(Target target, LinkProvider provider, String inside) {
        Wiring wiring;
        try {
            wiring = new Wiring(provider.open());
        } catch (IOException e) {
            throw new EnvironmentException("the links (" + provider.id() + ") cannot be opened: " + e.getMessage(), e);
        }
        try {
            target.services()
                    .keySet()
                    .forEach(s -> wiring.open(LinkId.entry(s), new Endpoint("127.0.0.1", 0), Protocol.HTTP));
            target.links()
                    .forEach(spec -> listen(target, spec, inside)
                            .ifPresent(listen -> wiring.open(idOf(spec), listen, protocol(target, spec))));
            return wiring;
        } catch (RuntimeException e) {
            wiring.close();
            throw e;
        }
    }

    private void open(LinkId id, Endpoint listen, Protocol protocol) {
        try {
            links.put(id, network.open(id, listen, protocol));
        } catch (IOException e) {
            throw new EnvironmentException(
                    "the link " + id + " cannot listen on " + listen + ": " + e.getMessage()
                            + (listen.port() == 0
                                    ? ""
                                    : "\n  mend: end what listens there, or give the link another \"listen\" address"),
                    e);
        }
    }

    private static Optional<Endpoint> listen(Target target, LinkSpec spec, String inside) {
        boolean remote = serviceProgram(target, spec.consumer()) instanceof Program.Remote;
        return remote ? spec.listen().map(Endpoint::parse) : Optional.of(new Endpoint(inside, 0));
    }

    private static Program serviceProgram(Target target, String service) {
        return Objects.requireNonNull(target.services().get(service), service).program();
    }

    private static Protocol protocol(Target target, LinkSpec spec) {
        Resource resource = target.resources().get(spec.provider());
        if (resource == null) {
            return Protocol.HTTP;
        }
        return switch (resource.kind()) {
            case POSTGRES -> Protocol.POSTGRES;
            case KAFKA -> Protocol.KAFKA;
        };
    }

    /** The id of a link of the target. */
    public static LinkId idOf(LinkSpec spec) {
        return new LinkId(spec.consumer(), spec.provider());
    }

    /** All of them, entry links first. */
    public List<Link> all() {
        return List.copyOf(links.values());
    }

    /** One of them; empty for a link whose consumer runs elsewhere and was given no address to listen on. */
    public Optional<Link> find(LinkId id) {
        return Optional.ofNullable(links.get(id));
    }

    /**
     * One of them.
     *
     * @throws IllegalStateException if it was not opened
     */
    public Link get(LinkId id) {
        return find(id).orElseThrow(() -> new IllegalStateException("the link " + id + " was not opened"));
    }

    /** The links to a resource. */
    public List<Link> to(String resource) {
        return links.values().stream()
                .filter(link -> link.id().provider().equals(resource))
                .toList();
    }

    /** Tells every link to this provider, its entry link included, where it listens. */
    public void connect(String provider, Endpoint upstream) {
        links.values().stream()
                .filter(link -> link.id().provider().equals(provider))
                .forEach(link -> link.connectTo(upstream));
    }

    @Override
    public void close() {
        network.close();
    }
}
