package dev.seatrial.environment;

import dev.seatrial.link.Link;
import dev.seatrial.link.LinkId;
import dev.seatrial.target.Target;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The target, running. Closing it stops everything that was started for it; closing twice does nothing. */
public interface Environment extends AutoCloseable {

    /** What is running. */
    Target target();

    /** The id of the provider that made it, such as {@code processes}. */
    String provider();

    /**
     * A running service.
     *
     * @throws java.util.NoSuchElementException if the target has no such service
     */
    RunningService service(String name);

    /**
     * A running resource.
     *
     * @throws java.util.NoSuchElementException if the target has no such resource
     */
    RunningResource resource(String name);

    /** Every link, entry links included. */
    List<Link> links();

    /** The link with this id, if there is one. */
    default Optional<Link> link(LinkId id) {
        return links().stream().filter(l -> l.id().equals(id)).findFirst();
    }

    /** The spans that the services have exported so far. */
    Spans spans();

    /** What this environment can do for a check. */
    Set<Capability> capabilities();

    /**
     * Why nothing that is seen here tells of the target any more, such as a container engine that died; empty while all is
     * well. It looks, which may take some milliseconds.
     */
    default Optional<String> failure() {
        return Optional.empty();
    }

    @Override
    void close();
}
