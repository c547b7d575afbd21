package dev.seatrial.suite.parts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seatrial.check.Outcome;
import dev.seatrial.check.Outcome.Inconclusive;
import dev.seatrial.check.Outcome.Satisfied;
import dev.seatrial.check.Outcome.Violated;
import dev.seatrial.check.Subject;
import dev.seatrial.environment.Environment;
import dev.seatrial.environment.EnvironmentProvider.Request;
import dev.seatrial.environment.RunningResource;
import dev.seatrial.environment.processes.ProcessesProvider;
import dev.seatrial.fixture.CheckHarness;
import dev.seatrial.fixture.Quay;
import dev.seatrial.link.LinkProvider;
import dev.seatrial.suite.access.JdbcDatabases;
import dev.seatrial.suite.access.KafkaTopics;
import dev.seatrial.suite.data.OneServicePerDatabase;
import dev.seatrial.suite.effect.EffectCounters;
import dev.seatrial.suite.effect.EffectWatch.Pace;
import dev.seatrial.suite.idempotency.CompletedReplay;
import dev.seatrial.suite.idempotency.FirstUse;
import dev.seatrial.target.EventChannel;
import dev.seatrial.target.Journey;
import dev.seatrial.target.Journey.Step;
import dev.seatrial.target.LinkSpec;
import dev.seatrial.target.Operation;
import dev.seatrial.target.Operation.Effect;
import dev.seatrial.target.Program;
import dev.seatrial.target.Resource;
import dev.seatrial.target.Resource.Kind;
import dev.seatrial.target.Service;
import dev.seatrial.target.Target;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.ServiceLoader;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What checks count and tell apart, on real PostgreSQL, real Kafka and real links: three services of one program, of which
 * {@code twice} forgets its keys, {@code orders} has a database of its own but goes by another's name there, and {@code twice}
 * and {@code stock} share a database with one user under one name.
 */
@Tag("processes")
class RealPartsTest {

    private static final String BY_TOPIC = "POST /orders";
    private static final String BY_LINK = "POST /bookings";
    private static final JdbcDatabases DATABASES = new JdbcDatabases();
    private static final EffectCounters COUNTERS = new EffectCounters(DATABASES, new KafkaTopics());

    @TempDir
    private static Path directory;

    private static Environment environment;

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        LinkProvider links = ServiceLoader.load(LinkProvider.class).findFirst().orElseThrow();
        environment = new ProcessesProvider().start(new Request(target(), links, directory.resolve("work"), e -> {}));
    }

    @AfterAll
    static void stop() {
        environment.close();
    }

    private static Target target() throws IOException {
        Path order = Files.writeString(directory.resolve("order.json"), "{\"clientRef\": \"a\", \"item\": \"anchor\"}");
        Files.createDirectories(directory.resolve("work"));
        return Target.of(directory, "quay")
                .withServices(
                        keyed(quay("orders", Map.of(Quay.APPLICATION, "stock"), "orders-db", true), order),
                        keyed(
                                quay("twice", Map.of(Quay.APPLICATION, "x", Quay.FORGETS_KEYS, "1"), "shared-db", true),
                                order),
                        quay("stock", Map.of(Quay.APPLICATION, "x"), "shared-db", false))
                .withResources(
                        Resource.of("orders-db", Kind.POSTGRES, "16"),
                        Resource.of("shared-db", Kind.POSTGRES, "16"),
                        Resource.of("bus", Kind.KAFKA, "4"))
                .withEvents(new EventChannel(
                        Quay.TOPIC,
                        "bus",
                        Optional.of("orders"),
                        List.of(),
                        Optional.empty(),
                        EventChannel.Envelope.NONE))
                .withJourneys(new Journey(
                        "order",
                        List.of(new Step.Call(
                                "orders",
                                BY_TOPIC,
                                Optional.empty(),
                                Optional.of(order),
                                Map.of(),
                                Map.of(),
                                Optional.of(201),
                                Map.of()))));
    }

    private static Service quay(String name, Map<String, String> env, String database, boolean acts) {
        List<LinkSpec> uses = new ArrayList<>(List.of(LinkSpec.of(
                name,
                database,
                Map.of("url", "DATABASE_URL", "user", "DATABASE_USER", "password", "DATABASE_PASSWORD"))));
        Service service = Service.of(name, new Program.Command(Quay.command()), 8080)
                .withHealth("/livez", "/readyz")
                .withEnv(env);
        if (acts) {
            uses.add(LinkSpec.of(name, "bus", Map.of("bootstrap", "KAFKA_BOOTSTRAP")));
            service = service.withCalls(LinkSpec.of(name, "stock", Map.of("url", "NEIGHBOUR_URL")));
        }
        return service.withUses(uses.toArray(LinkSpec[]::new));
    }

    private static Service keyed(Service service, Path order) {
        return service.withOperations(
                promised(BY_TOPIC, order, new Effect.Topic(Quay.TOPIC, "/order/ref", "clientRef")),
                promised(BY_LINK, order, new Effect.Calls(service.name(), "stock")));
    }

    private static Operation promised(String id, Path order, Effect effect) {
        return Operation.of(id)
                .withIdempotency(new Operation.Idempotency("ietf", true, "Idempotency-Key"))
                .withEffect(effect)
                .withExample(order)
                .withVary("clientRef");
    }

    @ParameterizedTest
    @ValueSource(strings = {BY_TOPIC, BY_LINK})
    void countsOneEffectOfOneRequest(String operation) {
        for (String service : List.of("orders", "twice")) {
            assertThat(CheckHarness.run(new FirstUse(COUNTERS, Pace.REAL), environment, Subject.of(service, operation)))
                    .as(service)
                    .isEqualTo(new Satisfied(
                            "one effect for each of 1 first request(s), counted by " + counter(operation, service)));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {BY_TOPIC, BY_LINK})
    void isSilentOnTheTwinThatActsOnce(String operation) {
        assertThat(replayed("orders", operation))
                .isEqualTo(new Satisfied(
                        "repeated, no further effect and the same result, counted by " + counter(operation, "orders")));
    }

    @ParameterizedTest
    @ValueSource(strings = {BY_TOPIC, BY_LINK})
    void findsTheMutantThatActsAgain(String operation) {
        assertThat(replayed("twice", operation))
                .isInstanceOfSatisfying(
                        Violated.class,
                        violated -> assertThat(violated.findings())
                                .singleElement()
                                .satisfies(finding -> assertThat(finding.saw())
                                        .contains("acted again: 1 further effect(s), counted by "
                                                + counter(operation, "twice"))));
    }

    private static Outcome replayed(String service, String operation) {
        return CheckHarness.run(new CompletedReplay(COUNTERS, Pace.REAL), environment, Subject.of(service, operation));
    }

    private static String counter(String operation, String service) {
        return operation.equals(BY_TOPIC)
                ? "events on placed whose /order/ref is the request's clientRef"
                : "requests on the link " + service + " -> stock";
    }

    @Test
    void isSilentOnAServiceThatGoesByAnothersNameInItsOwnDatabase() {
        assertThat(owner("orders-db"))
                .isInstanceOfSatisfying(
                        Satisfied.class,
                        satisfied ->
                                assertThat(satisfied.summary()).startsWith("only orders had sessions on orders-db"));
    }

    @Test
    void findsAServiceThatUsesAnothersDatabaseWithItsUserAndName() {
        assertThat(owner("shared-db"))
                .isInstanceOfSatisfying(
                        Violated.class,
                        violated -> assertThat(violated.findings())
                                .singleElement()
                                .satisfies(finding -> assertThat(finding.saw())
                                        .isEqualTo(
                                                "2 services use it: stock (over its link stock -> shared-db, user shared_db,"
                                                        + " application \"x\", 1 at once), twice (over its link twice -> shared-db,"
                                                        + " user shared_db, application \"x\", 1 at once)")));
    }

    @Test
    void cannotTellWhoseASessionIsThatCameOverNoLink() throws SQLException {
        RunningResource database = environment.resource("orders-db");
        Properties properties = new Properties();
        properties.setProperty("user", database.adminUser().orElseThrow());
        properties.setProperty("password", database.adminPassword().orElseThrow());
        properties.setProperty("ApplicationName", "orders");
        String url = "jdbc:postgresql://" + database.direct() + "/"
                + database.database().orElseThrow();
        try (Connection around = DriverManager.getConnection(url, properties)) {
            assertThat(around.isValid(5)).isTrue();
            assertThat(owner("orders-db"))
                    .isInstanceOfSatisfying(
                            Inconclusive.class,
                            inconclusive -> assertThat(inconclusive.why())
                                    .startsWith("1 sessions on orders-db came around every link, so it is not known"
                                            + " whose they are: ")
                                    .contains("orders (over its link orders -> orders-db, ")
                                    .contains("orders (by its application name, "));
        }
    }

    private static Outcome owner(String database) {
        return CheckHarness.run(new OneServicePerDatabase(DATABASES), environment, Subject.of(database));
    }
}
