package dev.seatrial.chaos.link;

import static dev.seatrial.chaos.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.seatrial.environment.Environment;
import dev.seatrial.environment.EnvironmentProvider.Request;
import dev.seatrial.environment.Environments;
import dev.seatrial.environment.RunningResource;
import dev.seatrial.link.ActiveFault;
import dev.seatrial.link.Fault;
import dev.seatrial.link.LedgerEntry;
import dev.seatrial.link.LedgerEntry.Outcome;
import dev.seatrial.link.Link;
import dev.seatrial.link.LinkId;
import dev.seatrial.target.LinkSpec;
import dev.seatrial.target.Program;
import dev.seatrial.target.Resource;
import dev.seatrial.target.Service;
import dev.seatrial.target.Target;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real PostgreSQL and a real Kafka broker behind links: who speaks is told, what is said is not. */
@Tag("processes")
class RealResourcesTest {

    private static final Duration LONG = Duration.ofMinutes(1);

    @TempDir
    static Path directory;

    private static Environment environment;

    @BeforeAll
    static void start() throws Exception {
        Service raft = Service.of("raft", program(), 8080)
                .withHealth("/livez", "/readyz")
                .withUses(
                        LinkSpec.of("raft", "cargo", Map.of("url", "DATABASE_URL")),
                        LinkSpec.of("raft", "bus", Map.of("bootstrap", "KAFKA_BOOTSTRAP")));
        Target target = Target.of(directory, "rafts")
                .withServices(raft)
                .withResources(
                        Resource.of("cargo", Resource.Kind.POSTGRES, "16"),
                        Resource.of("bus", Resource.Kind.KAFKA, "4"));
        environment = Environments.installed()
                .named("processes", target)
                .start(new Request(target, new SeatrialLinks(), directory, event -> {}));
    }

    private static Program program() {
        return new Program.Command(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                Raft.class.getName()));
    }

    @AfterAll
    static void stop() {
        if (environment != null) {
            environment.close();
        }
    }

    private static Link link(String resource) {
        return environment.link(new LinkId("raft", resource)).orElseThrow();
    }

    private static Connection connect(String application) throws SQLException {
        RunningResource cargo = environment.resource("cargo");
        Properties settings = new Properties();
        settings.setProperty("user", cargo.adminUser().orElseThrow());
        settings.setProperty("password", cargo.adminPassword().orElseThrow());
        settings.setProperty("ApplicationName", application);
        settings.setProperty("assumeMinServerVersion", "9.0"); // else it is told later, in a statement
        settings.setProperty("loginTimeout", "30");
        return DriverManager.getConnection(
                "jdbc:postgresql://" + link("cargo").listen() + "/"
                        + cargo.database().orElseThrow(),
                settings);
    }

    private static LedgerEntry.Connection ended(String resource, String detail) {
        return (LedgerEntry.Connection) eventually(
                        () -> link(resource).ledger().entries().stream()
                                .filter(e -> e.took().isPresent()
                                        && e instanceof LedgerEntry.Connection c
                                        && c.detail().orElse("").contains(detail))
                                .toList(),
                        rows -> !rows.isEmpty())
                .get(0);
    }

    @Test
    void tellsUserDatabaseAndApplicationOfAPostgresqlSessionAndNoMore() throws Exception {
        try (Connection session = connect("stocktaking");
                ResultSet rows = session.createStatement().executeQuery("SELECT 'top' || ' secret ' || 6 * 7")) {
            assertThat(rows.next()).isTrue();
            assertThat(rows.getString(1)).isEqualTo("top secret 42");
        }
        LedgerEntry.Connection row = ended("cargo", "stocktaking");
        assertThat(row.protocol()).isEqualTo("postgres");
        assertThat(row.detail())
                .contains("user=" + environment.resource("cargo").adminUser().orElseThrow() + " database="
                        + environment.resource("cargo").database().orElseThrow() + " application=stocktaking");
        assertThat(row.outcome()).isEqualTo(Outcome.COMPLETE);
        assertThat(row.upBytes()).isGreaterThan(200);
        assertThat(row.downBytes()).isGreaterThan(200);
        assertThat(row.toString()).doesNotContain("secret");
    }

    @Test
    void cutsPostgresqlSessionsAndRefusesNewOnesWhileItIsDown() throws Exception {
        try (Connection session = connect("to be cut")) {
            ActiveFault down = link("cargo").apply(new Fault.Down(LONG));
            assertThatThrownBy(() -> session.createStatement().execute("SELECT 1"))
                    .isInstanceOf(SQLException.class);
            assertThatThrownBy(() -> connect("refused")).isInstanceOf(SQLException.class);
            assertThat(down.hits()).isGreaterThanOrEqualTo(2);
            down.close();
        }
        assertThat(ended("cargo", "to be cut").outcome()).isEqualTo(Outcome.FAULTED);
        connect("again").close();
    }

    @Test
    void tellsTheClientIdOfKafkasConnections() throws Exception {
        Map<String, Object> settings = Map.of(
                "bootstrap.servers", link("bus").listen().toString(),
                "client.id", "stowage",
                "key.serializer", StringSerializer.class.getName(),
                "value.serializer", StringSerializer.class.getName());
        try (KafkaProducer<String, String> producer = new KafkaProducer<>(settings)) {
            assertThat(producer.send(new ProducerRecord<>("cargo", "crate", "top secret"))
                            .get(60, TimeUnit.SECONDS)
                            .hasOffset())
                    .isTrue();
        }
        LedgerEntry.Connection row = ended("bus", "stowage");
        assertThat(row.protocol()).isEqualTo("kafka");
        assertThat(row.detail()).contains("client-id=stowage");
        assertThat(row.upBytes()).isPositive();
        assertThat(row.toString()).doesNotContain("secret");
    }
}
