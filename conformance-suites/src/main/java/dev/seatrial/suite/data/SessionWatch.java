package dev.seatrial.suite.data;

import dev.seatrial.environment.Capability;
import dev.seatrial.environment.Environment;
import dev.seatrial.environment.RunningResource;
import dev.seatrial.link.Ledger;
import dev.seatrial.link.LedgerEntry;
import dev.seatrial.link.Link;
import dev.seatrial.link.LinkId;
import dev.seatrial.suite.access.AccessException;
import dev.seatrial.suite.access.Databases;
import dev.seatrial.suite.access.Databases.Session;
import dev.seatrial.suite.data.SessionsObservation.Holder;
import dev.seatrial.target.Resource;
import dev.seatrial.target.Service;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads the sessions of one database again and again, on a thread of its own, and tells whose they are. */
final class SessionWatch {

    private static final Duration PAUSE = Duration.ofMillis(50);

    private final Environment environment;
    private final Databases databases;
    private final RunningResource resource;
    private final Map<Link, Ledger.Mark> links = new LinkedHashMap<>();
    private final Map<Holder, Integer> most = new LinkedHashMap<>();
    private final Thread sampler;
    private int samples;
    private int unlinked = Integer.MAX_VALUE;
    private String obstacle = "";
    private volatile boolean ended;

    SessionWatch(Environment environment, Databases databases, RunningResource resource) {
        this.environment = environment;
        this.databases = databases;
        this.resource = resource;
        if (environment.capabilities().contains(Capability.LEDGER)) {
            environment.links().stream()
                    .filter(link -> link.id().provider().equals(resource.spec().name()))
                    .forEach(link -> links.put(link, link.ledger().mark()));
        }
        sampler = new Thread(
                this::sampleUntilEnded, "sessions of " + resource.spec().name());
        sampler.setDaemon(true);
        sampler.start();
    }

    private void sampleUntilEnded() {
        try {
            do {
                sample();
                Thread.sleep(PAUSE.toMillis());
            } while (!ended && obstacle().isEmpty());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void sample() {
        List<Session> sessions;
        try {
            sessions = databases.sessions(resource).stream()
                    .filter(s -> s.database().equals(resource.database().orElse(s.database())))
                    .filter(s -> !resource.spec().alsoUsedBy().contains(s.user())
                            && !resource.spec().alsoUsedBy().contains(s.application()))
                    .toList();
        } catch (AccessException e) {
            synchronized (this) {
                obstacle = String.valueOf(e.getMessage());
                notifyAll();
            }
            return;
        }
        Map<Holder, Integer> now = new LinkedHashMap<>();
        sessions.forEach(session -> now.merge(holder(session), 1, Integer::sum));
        int open = 0;
        for (Link link : links.keySet()) {
            int connections = open(link);
            open += connections;
            if (connections > 0) {
                now.put(overLink(link.id()), connections);
            }
        }
        synchronized (this) {
            samples++;
            notifyAll();
            now.forEach((holder, count) -> most.merge(holder, count, Integer::max));
            unlinked = Math.min(unlinked, links.isEmpty() ? 0 : Math.max(0, sessions.size() - open));
        }
    }

    private static int open(Link link) {
        return (int) link.ledger().entries().stream()
                .filter(LedgerEntry.Connection.class::isInstance)
                .filter(entry -> entry.outcome() == LedgerEntry.Outcome.UNDER_WAY)
                .count();
    }

    private static Holder overLink(LinkId id) {
        return new Holder(id.consumer(), "connections on its link " + id, "", "", 0);
    }

    private Holder holder(Session session) {
        Optional<String> byName =
                Optional.of(session.application()).filter(environment.target().services()::containsKey);
        if (byName.isPresent()) {
            return new Holder(byName.get(), "by its application name", session.user(), session.application(), 0);
        }
        List<String> owners = usersOf(session.user());
        return owners.size() == 1
                ? new Holder(owners.get(0), "by its user", session.user(), session.application(), 0)
                : new Holder(
                        "",
                        owners.isEmpty()
                                ? "the user is nobody's"
                                : "the user is shared by " + String.join(", ", owners),
                        session.user(),
                        session.application(),
                        0);
    }

    /** The services that the environment gave this database user to. */
    private List<String> usersOf(String user) {
        return environment.target().resources().values().stream()
                .filter(r -> r.kind() == Resource.Kind.POSTGRES)
                .filter(r -> environment.resource(r.name()).serviceUser().equals(Optional.of(user)))
                .flatMap(r -> declared(r.name()).stream())
                .distinct()
                .toList();
    }

    private List<String> declared(String name) {
        return environment.target().services().values().stream()
                .filter(s -> s.uses().containsKey(name))
                .map(Service::name)
                .toList();
    }

    /** Returns when the sessions have been read so many times more, or cannot be read. */
    synchronized void awaitSamples(int more) throws InterruptedException {
        int enough = samples + more;
        while (samples < enough && obstacle.isEmpty()) {
            wait();
        }
    }

    /** What was seen until now. */
    synchronized SessionsObservation seen(List<String> journeys) {
        List<Holder> holders = new ArrayList<>();
        most.forEach((h, count) -> holders.add(new Holder(h.service(), h.how(), h.user(), h.application(), count)));
        return new SessionsObservation(
                resource.spec().name(),
                obstacle,
                declared(resource.spec().name()),
                resource.spec().alsoUsedBy(),
                journeys,
                samples,
                holders,
                samples == 0 ? 0 : unlinked);
    }

    private synchronized String obstacle() {
        return obstacle;
    }

    /** Stops reading and returns when nothing runs any more. */
    void end() throws InterruptedException {
        ended = true;
        sampler.interrupt();
        sampler.join(Duration.ofSeconds(10).toMillis());
    }
}
