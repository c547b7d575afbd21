package dev.seatrial.suite.data;

import dev.seatrial.environment.Capability;
import dev.seatrial.environment.Environment;
import dev.seatrial.environment.RunningResource;
import dev.seatrial.link.LedgerEntry;
import dev.seatrial.link.Link;
import dev.seatrial.link.LinkId;
import dev.seatrial.suite.access.AccessException;
import dev.seatrial.suite.access.Databases;
import dev.seatrial.suite.access.Databases.Session;
import dev.seatrial.suite.data.SessionsObservation.Holder;
import dev.seatrial.suite.journey.JourneyRun;
import dev.seatrial.target.Resource;
import dev.seatrial.target.Service;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Reads the sessions of one database again and again, on a thread of its own, and tells whose they are. */
final class SessionWatch {

    private static final Duration PAUSE = Duration.ofMillis(50);

    /** A server may show a session for a while after its connection has ended. */
    private static final Duration LINGER = Duration.ofSeconds(2);

    private final Environment environment;
    private final Databases databases;
    private final RunningResource resource;
    private final Set<Link> links = new LinkedHashSet<>();
    private final Map<Holder, Integer> most = new LinkedHashMap<>();
    private final Thread sampler;
    private boolean comparable;
    private int samples;
    private final Map<Integer, Integer> seenAround = new HashMap<>();
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
                    .forEach(links::add);
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
        Instant ended = Instant.now().minus(LINGER);
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
        Map<Integer, Link> ports = new HashMap<>();
        links.forEach(link -> ports(link, ended).forEach(port -> ports.put(port, link)));
        comparable |= sessions.stream().anyMatch(session -> ports.containsKey(session.clientPort()));
        Sample sample = comparable ? byPorts(sessions, ports) : byNames(sessions);
        synchronized (this) {
            samples++;
            notifyAll();
            sample.holders().forEach((holder, count) -> most.merge(holder, count, Integer::max));
            unlinked = Math.min(unlinked, sample.unlinked());
            sample.around().forEach(port -> seenAround.merge(port, 1, Integer::sum));
        }
    }

    /**
     * What one look showed.
     *
     * @param holders who had how many sessions
     * @param unlinked how many sessions are more than the links have connections
     * @param around the ports of sessions that are known to have come over no link
     */
    private record Sample(Map<Holder, Integer> holders, int unlinked, Set<Integer> around) {}

    /**
     * The server sees the links' own ports: each session is the consumer's whose link it came over, whatever it calls itself.
     * What came over none is told when it is seen again.
     */
    private Sample byPorts(List<Session> sessions, Map<Integer, Link> ports) {
        Map<Holder, Integer> holders = new LinkedHashMap<>();
        Set<Integer> around = new LinkedHashSet<>();
        for (Session session : sessions) {
            Link link = ports.get(session.clientPort());
            if (link != null) {
                holders.merge(overLink(link.id(), session), 1, Integer::sum);
            } else {
                around.add(session.clientPort());
                if (seenAround.containsKey(session.clientPort())) {
                    holders.merge(holder(session), 1, Integer::sum);
                }
            }
        }
        return new Sample(holders, around.size(), around);
    }

    /** Ports tell nothing where there are no links, or where addresses are translated on the way. */
    private Sample byNames(List<Session> sessions) {
        Map<Holder, Integer> holders = new LinkedHashMap<>();
        sessions.forEach(session -> holders.merge(holder(session), 1, Integer::sum));
        int open = 0;
        for (Link link : links) {
            int connections = (int)
                    connections(link).filter(entry -> entry.took().isEmpty()).count();
            open += connections;
            if (connections > 0) {
                holders.put(overLink(link.id()), connections);
            }
        }
        return new Sample(holders, links.isEmpty() ? 0 : Math.max(0, sessions.size() - open), Set.of());
    }

    private static Stream<LedgerEntry.Connection> connections(Link link) {
        return link.ledger().entries().stream()
                .filter(LedgerEntry.Connection.class::isInstance)
                .map(LedgerEntry.Connection.class::cast);
    }

    /** The ports of connections that were open after a time. */
    private static List<Integer> ports(Link link, Instant time) {
        return connections(link)
                .filter(entry -> entry.took().isEmpty()
                        || entry.start().plus(entry.took().get()).isAfter(time))
                .flatMap(entry -> entry.upstreamPort().stream())
                .toList();
    }

    private static Holder overLink(LinkId id) {
        return new Holder(id.consumer(), "connections on its link " + id, "", "", 0);
    }

    private static Holder overLink(LinkId id, Session session) {
        return new Holder(id.consumer(), "over its link " + id, session.user(), session.application(), 0);
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
    synchronized SessionsObservation seen(List<JourneyRun> journeys) {
        List<Holder> holders = new ArrayList<>();
        most.forEach((h, count) -> holders.add(new Holder(h.service(), h.how(), h.user(), h.application(), count)));
        return new SessionsObservation(
                resource.spec().name(),
                obstacle,
                declared(resource.spec().name()),
                resource.spec().alsoUsedBy(),
                journeys.stream().map(JourneyRun::told).toList(),
                (int) journeys.stream().filter(JourneyRun::complete).count(),
                samples,
                holders,
                samples == 0 ? 0 : Math.max(unlinked, around()));
    }

    /** Sessions that came over no link, each seen twice: one that was seen once may have ended between two readings. */
    private int around() {
        return (int) seenAround.values().stream().filter(looks -> looks > 1).count();
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
