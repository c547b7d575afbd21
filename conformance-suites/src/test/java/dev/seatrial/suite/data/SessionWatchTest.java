package dev.seatrial.suite.data;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seatrial.environment.Capability;
import dev.seatrial.environment.Environment;
import dev.seatrial.environment.RunningResource;
import dev.seatrial.environment.RunningService;
import dev.seatrial.environment.Spans;
import dev.seatrial.link.ActiveFault;
import dev.seatrial.link.Endpoint;
import dev.seatrial.link.Fault;
import dev.seatrial.link.Ledger;
import dev.seatrial.link.LedgerEntry;
import dev.seatrial.link.Link;
import dev.seatrial.link.LinkId;
import dev.seatrial.suite.access.AccessException;
import dev.seatrial.suite.access.Databases;
import dev.seatrial.suite.access.Databases.Session;
import dev.seatrial.suite.data.SessionsObservation.Holder;
import dev.seatrial.suite.journey.JourneyRun;
import dev.seatrial.target.LinkSpec;
import dev.seatrial.target.Program;
import dev.seatrial.target.Resource;
import dev.seatrial.target.Resource.Kind;
import dev.seatrial.target.Service;
import dev.seatrial.target.Target;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class SessionWatchTest {

    private static final Duration LONG_AGO = Duration.ofMinutes(1);

    private final Port port = new Port();

    @Test
    void tellsASessionByTheLinkThatItCameOverWhateverItCallsItself() throws InterruptedException {
        port.open("a", 1);
        port.open("b", 2);
        port.sessions(session("db", "u", "b", 1), session("db", "u", "b", 1), session("db", "u", "b", 2));

        assertThat(port.watched(1).holders())
                .containsExactly(
                        new Holder("a", "over its link a -> db", "u", "b", 2),
                        new Holder("b", "over its link b -> db", "u", "b", 1));
    }

    @Test
    void knowsASessionWhoseConnectionHasJustEnded() throws InterruptedException {
        port.open("a", 1);
        port.ended("a", 2, Duration.ZERO);
        port.ended("a", 3, LONG_AGO);
        port.sessions(session("db", "nobody", "", 1), session("db", "nobody", "", 2), session("db", "nobody", "", 3));

        SessionsObservation seen = port.watched(2);
        assertThat(seen.persistentlyUnlinked()).isEqualTo(1);
        assertThat(seen.holders())
                .containsExactlyInAnyOrder(
                        new Holder("a", "over its link a -> db", "nobody", "", 2),
                        new Holder("", "the user is nobody's", "nobody", "", 1));
    }

    @Test
    void tellsOfASessionAroundTheLinksWhenItIsSeenAgain() throws InterruptedException {
        port.open("a", 1);
        port.sessions(session("db", "u", "a", 1), session("db", "u", "a", 9));
        port.sessions(session("db", "u", "a", 1));

        SessionsObservation once = port.watched(2);
        assertThat(once.persistentlyUnlinked()).isZero();
        assertThat(once.holders()).containsExactly(new Holder("a", "over its link a -> db", "u", "a", 1));

        port.sessions(session("db", "u", "a", 1), session("db", "u", "a", 9));
        SessionsObservation again = port.watched(3);
        assertThat(again.persistentlyUnlinked()).isEqualTo(1);
        assertThat(again.holders())
                .containsExactly(
                        new Holder("a", "over its link a -> db", "u", "a", 1),
                        new Holder("a", "by its application name", "u", "a", 1));
    }

    @Test
    void goesByNamesAndNumbersWherePortsAreTranslatedOnTheWay() throws InterruptedException {
        port.open("a", 1);
        port.ended("a", 2, Duration.ZERO);
        port.sessions(session("db", "u", "b", 71), session("db", "u", "", 72), session("db", "stranger", "", 73));

        SessionsObservation seen = port.watched(1);
        assertThat(seen.holders())
                .containsExactly(
                        new Holder("b", "by its application name", "u", "b", 1),
                        new Holder("", "the user is shared by a, b", "u", "", 1),
                        new Holder("", "the user is nobody's", "stranger", "", 1),
                        new Holder("a", "connections on its link a -> db", "", "", 1));
        assertThat(seen.persistentlyUnlinked()).isEqualTo(2);
    }

    @Test
    void countsWhatIsMoreThanTheLinksHaveInEveryLook() throws InterruptedException {
        port.open("a", 1);
        port.sessions(session("db", "u", "", 71), session("db", "u", "", 72), session("db", "u", "", 73));
        port.sessions(session("db", "u", "", 71), session("db", "u", "", 72));
        assertThat(port.watched(2).persistentlyUnlinked()).isEqualTo(1);

        port.sessions();
        assertThat(port.watched(3).persistentlyUnlinked()).isZero();
    }

    @Test
    void findsTheOnlyServiceThatAUserWasGivenTo() throws InterruptedException {
        port.sessions(session("other", "v", "", 71));
        assertThat(port.watched("other", 1).holders()).containsExactly(new Holder("b", "by its user", "v", "", 1));
    }

    @Test
    void leavesOutOtherDatabasesOfTheServerAndWhomTheOwnerAllows() throws InterruptedException {
        port.open("a", 1);
        port.sessions(
                session("elsewhere", "u", "a", 1),
                session("db", "flyway", "a", 1),
                session("db", "u", "pgbouncer", 1),
                session("db", "u", "a", 1));

        SessionsObservation seen = port.watched(1);
        assertThat(seen.holders()).containsExactly(new Holder("a", "over its link a -> db", "u", "a", 1));
        assertThat(seen.alsoUsedBy()).containsExactly("flyway", "pgbouncer");
        assertThat(seen.declared()).containsExactly("a", "b");
    }

    @Test
    void looksAtNoLedgerWhereThereIsNone() throws InterruptedException {
        port.open("a", 1);
        port.capabilities = Set.of(Capability.SQL);
        port.sessions(session("db", "u", "b", 1));

        SessionsObservation seen = port.watched(1);
        assertThat(seen.holders()).containsExactly(new Holder("b", "by its application name", "u", "b", 1));
        assertThat(seen.persistentlyUnlinked()).isZero();
    }

    @Test
    void leavesOutLinksToOthers() throws InterruptedException {
        port.links.add(new Wire(new LinkId("a", "other"), new ArrayList<>(List.of(row(1, null)))));
        port.sessions(session("db", "u", "b", 1));

        assertThat(port.watched(1).holders()).containsExactly(new Holder("b", "by its application name", "u", "b", 1));
    }

    @Test
    void saysWhyTheSessionsCannotBeReadAndLooksNoMore() throws InterruptedException {
        port.refusal = "permission denied";
        SessionsObservation seen = port.watched(3);
        assertThat(seen.obstacle()).isEqualTo("permission denied");
        assertThat(seen.samples()).isZero();
        assertThat(seen.persistentlyUnlinked()).isZero();
        assertThat(port.looks).hasValue(1);
    }

    @Test
    void readsAgainAndAgainUntilItIsEnded() throws InterruptedException {
        port.sessions();
        SessionWatch watch = new SessionWatch(port, port, port.resource("db"));
        watch.awaitSamples(3);
        watch.end();
        assertThat(port.looks.get()).isGreaterThanOrEqualTo(3);
        assertThat(watch.seen(List.of(new JourneyRun("j", "", List.of(), ""))).journeys())
                .containsExactly("j");
        assertThat(Thread.getAllStackTraces().keySet())
                .extracting(Thread::getName)
                .doesNotContain("sessions of db");
    }

    private static Session session(String database, String user, String application, int port) {
        return new Session(database, user, application, "127.0.0.1", port);
    }

    private static LedgerEntry row(int port, @org.jspecify.annotations.Nullable Duration endedBefore) {
        return new LedgerEntry.Connection(
                1,
                endedBefore == null
                        ? Instant.now()
                        : Instant.now().minus(endedBefore).minusSeconds(1),
                endedBefore == null ? null : Duration.ofSeconds(1),
                "postgres",
                Optional.empty(),
                0,
                0,
                endedBefore == null ? LedgerEntry.Outcome.UNDER_WAY : LedgerEntry.Outcome.COMPLETE,
                Optional.empty(),
                Optional.of(port));
    }

    /** Two services that share the user of one database, of which one has another database alone. */
    private static final class Port implements Environment, Databases {

        private final List<Wire> links = new ArrayList<>(List.of(
                new Wire(new LinkId("a", "db"), new ArrayList<>()),
                new Wire(new LinkId("b", "db"), new ArrayList<>())));
        private final List<List<Session>> script = new ArrayList<>();
        private final AtomicInteger looks = new AtomicInteger();
        private Set<Capability> capabilities = Set.of(Capability.values());
        private String refusal = "";

        void open(String consumer, int port) {
            rows(consumer).add(row(port, null));
        }

        void ended(String consumer, int port, Duration before) {
            rows(consumer).add(row(port, before));
        }

        private List<LedgerEntry> rows(String consumer) {
            return links.stream()
                    .filter(link -> link.id().consumer().equals(consumer))
                    .findFirst()
                    .orElseThrow()
                    .entries();
        }

        /** What the next look shows; the last is shown ever after. */
        void sessions(Session... all) {
            script.add(List.of(all));
        }

        SessionsObservation watched(int looks) throws InterruptedException {
            return watched("db", looks);
        }

        SessionsObservation watched(String database, int atLeast) throws InterruptedException {
            looks.set(0);
            SessionWatch watch = new SessionWatch(this, this, resource(database));
            watch.awaitSamples(atLeast);
            watch.end();
            return watch.seen(List.of());
        }

        @Override
        public List<Session> sessions(RunningResource database) {
            int look = looks.getAndIncrement();
            if (!refusal.isEmpty()) {
                throw new AccessException(refusal);
            }
            return script.get(Math.min(look, script.size() - 1));
        }

        @Override
        public String value(RunningResource database, String sql, Map<String, String> parameters) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Target target() {
            return Target.of(Path.of("/"), "port")
                    .withServices(
                            service("a", LinkSpec.of("a", "db", Map.of())),
                            service("b", LinkSpec.of("b", "db", Map.of()), LinkSpec.of("b", "other", Map.of())))
                    .withResources(
                            new Resource(
                                    "db",
                                    Kind.POSTGRES,
                                    "16",
                                    Optional.empty(),
                                    Optional.empty(),
                                    Optional.empty(),
                                    List.of("flyway", "pgbouncer")),
                            Resource.of("other", Kind.POSTGRES, "16"),
                            Resource.of("bus", Kind.KAFKA, "4"));
        }

        private static Service service(String name, LinkSpec... uses) {
            return Service.of(name, new Program.Command(List.of("x")), 1).withUses(uses);
        }

        @Override
        public RunningResource resource(String name) {
            return new Berth(target().resources().get(name), name.equals("other") ? "v" : "u");
        }

        @Override
        public RunningService service(String name) {
            throw new NoSuchElementException(name);
        }

        @Override
        public String provider() {
            return "port";
        }

        @Override
        public List<Link> links() {
            return List.copyOf(links);
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
            // holds nothing
        }
    }

    private record Berth(Resource spec, String user) implements RunningResource {
        @Override
        public Endpoint direct() {
            return new Endpoint("127.0.0.1", 1);
        }

        @Override
        public Optional<String> database() {
            return Optional.of(spec.name());
        }

        @Override
        public Optional<String> adminUser() {
            return Optional.empty();
        }

        @Override
        public Optional<String> adminPassword() {
            return Optional.empty();
        }

        @Override
        public Optional<String> serviceUser() {
            return Optional.of(user);
        }
    }

    private record Wire(LinkId id, List<LedgerEntry> entries) implements Link, Ledger {
        @Override
        public Endpoint listen() {
            return new Endpoint("127.0.0.1", 1);
        }

        @Override
        public void connectTo(Endpoint upstream) {
            // goes nowhere
        }

        @Override
        public Ledger ledger() {
            return this;
        }

        @Override
        public ActiveFault apply(Fault fault) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Set<Class<? extends Fault>> faults() {
            return Set.of();
        }

        @Override
        public Mark mark() {
            return new Mark(0);
        }

        @Override
        public List<LedgerEntry> since(Mark mark) {
            return List.copyOf(entries);
        }

        @Override
        public long dropped() {
            return 0;
        }
    }
}
