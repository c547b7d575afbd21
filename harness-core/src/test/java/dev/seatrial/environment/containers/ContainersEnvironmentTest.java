package dev.seatrial.environment.containers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.seatrial.environment.Environment;
import dev.seatrial.environment.EnvironmentException;
import dev.seatrial.environment.EnvironmentProvider.Request;
import dev.seatrial.environment.RunningService;
import dev.seatrial.environment.StartEvent;
import dev.seatrial.environment.fixture.ChildHarness;
import dev.seatrial.environment.fixture.FixtureJar;
import dev.seatrial.environment.fixture.Http;
import dev.seatrial.environment.fixture.PlainLinks;
import dev.seatrial.environment.fixture.PlainLinks.PlainLink;
import dev.seatrial.environment.fixture.Targets;
import dev.seatrial.link.LinkId;
import dev.seatrial.target.Program;
import dev.seatrial.target.Service;
import dev.seatrial.target.Target;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("docker")
final class ContainersEnvironmentTest {

    @TempDir
    static Path jars;

    private static Path jar;

    @TempDir
    Path directory;

    @BeforeAll
    static void buildJar() throws Exception {
        TestEngine.require(
                "postgres:16",
                "apache/kafka:4.1.0",
                "eclipse-temurin:" + Runtime.version().feature() + "-jre");
        jar = FixtureJar.build(jars.resolve("dinghy.jar"));
    }

    private Environment start(Target target) throws InterruptedException {
        return new ContainersProvider(directory.resolve("cache"))
                .start(new Request(target, new PlainLinks(), directory, System.out::println));
    }

    private Target one(Service service) {
        return Target.of(directory, "fleet").withServices(service);
    }

    @Test
    void runsServicesThatCallEachOtherWithTheirDatabasesAndBroker() throws Exception {
        try (Environment environment = start(Targets.jarredFleet(directory, jar))) {
            assertThat(Http.get(environment.service("port").url() + "/call")).isEqualTo("/hello");
            assertThat(Http.get(environment.service("port").url() + "/db")).isEqualTo("port_db in port_db");
            assertThat(Http.get(environment.service("starboard").url() + "/bus"))
                    .isEqualTo("ahoy");
            assertThat(connections(environment, "port", "starboard")).isPositive();
            assertThat(connections(environment, "port", "port-db")).isPositive();
            assertThat(connections(environment, "starboard", "bus")).isGreaterThan(2);
            assertThat(connections(environment, "port", "bus")).isZero();
            assertThat(TestEngine.publishedElsewhereThanOnLoopback()).isEmpty();
        }
        assertThat(TestEngine.containersOfRuns()).isEmpty();
    }

    @Test
    void startsAServiceAgainWhereItWas() throws Exception {
        try (Environment environment = start(one(Targets.jarred("dinghy", jar, "")))) {
            RunningService dinghy = environment.service("dinghy");
            dinghy.kill();
            assertThat(dinghy.running()).isFalse();
            assertThat(dinghy.awaitExit(Duration.ZERO)).contains(137);
            dinghy.start();
            assertThat(dinghy.starts()).isEqualTo(2);
            assertThat(Http.get(dinghy.url() + "/again")).isEqualTo("/again");
            dinghy.terminate();
            assertThat(dinghy.awaitExit(Duration.ofSeconds(20))).contains(143);
            assertThat(dinghy.logTail(1)).containsExactly("dinghy is afloat");
        }
    }

    @Test
    void tellsOfAnImageWhoseRegistryDoesNotAnswerAfterOneTryAndBeforeAnythingStarts() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            String image = "127.0.0.1:" + silent.getLocalPort() + "/nobody/orders:1";
            List<StartEvent> events = Collections.synchronizedList(new ArrayList<>());
            assertThatThrownBy(() -> new ContainersProvider(directory.resolve("cache"))
                            .start(new Request(
                                    one(Service.of("orders", new Program.Image(image), 8080)),
                                    new PlainLinks(),
                                    directory,
                                    events::add)))
                    .isInstanceOf(EnvironmentException.class)
                    .hasMessageContaining("image \"" + image + "\", wanted by service \"orders\", is not in the engine"
                            + " and cannot be pulled: the registry did not answer within 4 s")
                    .hasMessageContaining("mend: build it or load it");
            assertThat(events)
                    .extracting(event -> event.phase() + " " + event.subject())
                    .containsExactly("FETCHING " + image);
        }
    }

    /** The fastest of three counts: a machine that stalls only lengthens them. */
    @Test
    void failsWithinFiveSecondsOnAnImageThatCannotBeHad() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            String image = "127.0.0.1:" + silent.getLocalPort() + "/nobody/orders:1";
            Duration fastest = Duration.ofDays(1);
            for (int i = 0; i < 3 && fastest.compareTo(Duration.ofSeconds(5)) > 0; i++) {
                Instant start = Instant.now();
                assertThatThrownBy(() -> start(one(Service.of("orders", new Program.Image(image), 8080))))
                        .hasMessageContaining("image \"" + image + "\", wanted by service \"orders\"");
                Duration took = Duration.between(start, Instant.now());
                fastest = took.compareTo(fastest) < 0 ? took : fastest;
            }
            assertThat(fastest).isLessThanOrEqualTo(Duration.ofSeconds(5));
        }
    }

    @Test
    void tellsOfAContainerThatExitsAtOnce() {
        assertThatThrownBy(() -> start(one(Targets.jarred("dinghy", jar, "exit"))))
                .isInstanceOf(EnvironmentException.class)
                .hasMessageContaining("service \"dinghy\" exited with 3 after")
                .hasMessageContaining("| no mast");
    }

    @Test
    void keepsTheBeginningAndTheEndOfAFlood() throws Exception {
        try (Environment environment = start(one(Targets.jarred("dinghy", jar, "flood")))) {
            assertThat(environment.service("dinghy").logTail(2)).hasSize(2);
        }
        assertThat(directory.resolve("logs/dinghy.log")).isRegularFile();
        assertThat(directory.resolve("logs/dinghy.log").toFile().length()).isLessThan(9 << 20);
    }

    @Test
    void leavesNothingWhenTheHarnessIsKilled() throws Exception {
        for (String moment : List.of("STARTING bus", "UP")) {
            Path cache = directory.resolve("cache-" + moment.length());
            try (ChildHarness harness = ChildHarness.start(cache, directory, "containers", jar.toString())) {
                harness.awaitLine(moment);
                harness.kill();
                assertThat(harness.leftAfter(Duration.ofSeconds(10))).isEmpty();
                assertThat(TestEngine.containersOfRuns()).isEmpty();
            }
        }
    }

    @Test
    void doesNotFitATargetOfCommands() {
        assertThat(new ContainersProvider(directory).unfit(Targets.one(directory, "")))
                .contains("service \"dinghy\" is a command of this machine; give it an image or a jar, or run with"
                        + " --env processes");
        assertThat(new ContainersProvider(directory)
                        .unfit(one(Service.of("a", new Program.Image("a:1"), 80).withEnv(Map.of()))))
                .isEmpty();
    }

    private static long connections(Environment environment, String consumer, String provider) {
        return ((PlainLink) environment.link(new LinkId(consumer, provider)).orElseThrow()).connections();
    }
}
