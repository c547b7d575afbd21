package dev.seatrial.environment.processes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.seatrial.environment.Environment;
import dev.seatrial.environment.EnvironmentException;
import dev.seatrial.environment.EnvironmentProvider.Request;
import dev.seatrial.environment.RunningService;
import dev.seatrial.environment.fixture.Http;
import dev.seatrial.environment.fixture.PlainLinks;
import dev.seatrial.environment.fixture.Targets;
import dev.seatrial.target.LinkSpec;
import dev.seatrial.target.Program;
import dev.seatrial.target.Service;
import dev.seatrial.target.Target;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What services do wrong at their start, and what a reader is told. */
@Tag("processes")
final class ServiceFaultsTest {

    @TempDir
    Path directory;

    @AfterEach
    void nothingIsLeft() throws IOException {
        try (Stream<Path> journals = Files.list(directory.resolve("cache/journal"))) {
            assertThat(journals).isEmpty();
        }
        assertThat(directory.resolve("state")).doesNotExist();
    }

    private Environment start(Target target) throws InterruptedException {
        return new ProcessesProvider(directory.resolve("cache"))
                .start(new Request(target, new PlainLinks(), directory, e -> {}));
    }

    private Target one(Service service) {
        return Target.of(directory, "fleet").withServices(service);
    }

    @Test
    void tellsOfAServiceThatExitsAtOnce() {
        assertThatThrownBy(() -> start(Targets.one(directory, "exit")))
                .isInstanceOf(EnvironmentException.class)
                .hasMessageContaining("service \"dinghy\" exited with 3 after")
                .hasMessageContaining("before it was ready: waited for GET http://127.0.0.1:")
                .hasMessageContaining("/readyz to answer 2xx")
                .hasMessageContaining("| no mast")
                .hasMessageContaining("mend: ");
    }

    @Test
    void tellsOfAServiceThatNeverGetsReady() {
        Service service =
                Targets.dinghy("dinghy", "never-ready").withLimits(Duration.ofSeconds(3), Duration.ofSeconds(1));
        assertThatThrownBy(() -> start(one(service)))
                .isInstanceOf(EnvironmentException.class)
                .hasMessageContaining("service \"dinghy\" was not ready within 3.0 s: waited for GET http://127.0.0.1:")
                .hasMessageContaining("last seen: it answered HTTP/1.1 503")
                .hasMessageContaining("| dinghy is afloat");
    }

    @Test
    void tellsOfAProgramThatIsNotThere() {
        Service jar = Service.of("orders", new Program.Jar(directory.resolve("orders.jar")), 8080);
        assertThatThrownBy(() -> start(one(jar)))
                .hasMessage("service \"orders\": its jar " + directory.resolve("orders.jar") + " does not exist\n"
                        + "  mend: build it, or give the target a \"build\" command and run without --no-build");
        Service command = Service.of("orders", new Program.Command(List.of("ordersd-not-there")), 8080);
        assertThatThrownBy(() -> start(one(command)))
                .hasMessageStartingWith(
                        "service \"orders\": its program \"ordersd-not-there\" is in no directory of PATH");
    }

    @Test
    void tellsOfALinkWhoseAddressIsTaken() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String listen = "127.0.0.1:" + taken.getLocalPort();
            Service remote = Service.of("staged", new Program.Remote(URI.create("http://127.0.0.1:9/")), 9)
                    .withCalls(new LinkSpec(
                            "staged",
                            "dinghy",
                            Map.of(),
                            Optional.empty(),
                            Optional.of(listen),
                            false,
                            Optional.empty()));
            Target target = Target.of(directory, "fleet").withServices(Targets.dinghy("dinghy", ""), remote);
            assertThatThrownBy(() -> start(target))
                    .isInstanceOf(EnvironmentException.class)
                    .hasMessageStartingWith("the link staged -> dinghy cannot listen on " + listen + ": ")
                    .hasMessageContaining("mend: end what listens there");
        }
    }

    @Test
    void keepsTheBeginningAndTheEndOfAFlood() throws Exception {
        Path file;
        try (Environment environment = start(Targets.one(directory, "flood"))) {
            RunningService dinghy = environment.service("dinghy");
            file = dinghy.logFile().orElseThrow();
            assertThat(dinghy.logTail(2)).containsExactly("flooded", "dinghy is afloat");
            assertThat(Files.size(file)).isLessThan(9 << 20);
        }
        assertThat(Files.size(file)).isLessThan(9 << 20);
        String log = Files.readString(file);
        assertThat(log).startsWith("dinghy starts").endsWith("dinghy is afloat\n");
        assertThat(log).containsPattern("\\[seatrial dropped 9\\d,\\d{3},\\d{3} bytes here\\]");
    }

    @Test
    void killsAServiceThatIgnoresSigtermWhenItsGraceIsOver() throws Exception {
        Service stubborn =
                Targets.dinghy("dinghy", "ignore-term").withLimits(Duration.ofSeconds(60), Duration.ofSeconds(1));
        Environment environment = start(one(stubborn));
        environment.close();
        assertThat(environment.service("dinghy").running()).isFalse();
        assertThat(environment.service("dinghy").awaitExit(Duration.ZERO)).contains(137);
    }

    @Test
    void startsAServiceAgainWhereItWas() throws Exception {
        try (Environment environment = start(Targets.one(directory, ""))) {
            RunningService dinghy = environment.service("dinghy");
            URI before = dinghy.directUrl();

            dinghy.kill();
            assertThat(dinghy.running()).isFalse();
            assertThat(dinghy.awaitExit(Duration.ZERO)).contains(137);
            dinghy.start();
            assertThat(dinghy.starts()).isEqualTo(2);
            assertThat(dinghy.directUrl()).isEqualTo(before);
            assertThat(Http.get(dinghy.url() + "/again")).isEqualTo("/again");

            dinghy.terminate();
            assertThat(dinghy.awaitExit(Duration.ofSeconds(20))).contains(143);
            dinghy.start();
            assertThat(Http.get(dinghy.url() + "/again")).isEqualTo("/again");
            assertThatThrownBy(dinghy::start).hasMessage("service \"dinghy\" runs already");
        }
    }

    @Test
    void tellsServicesWhereToListenAndWhereSpansGo() throws Exception {
        Service own =
                Targets.dinghy("dinghy", "").withEnv(Map.of("OTEL_SERVICE_NAME", "own-name", "GREETING", "ahoy ü"));
        try (Environment environment = start(one(own))) {
            RunningService dinghy = environment.service("dinghy");
            assertThat(Http.get(dinghy.url() + "/env").lines())
                    .contains("PORT=" + dinghy.directUrl().getPort(), "OTEL_SERVICE_NAME=own-name")
                    .anyMatch(l -> l.startsWith("OTEL_EXPORTER_OTLP_ENDPOINT=http://127.0.0.1:"));
        }
    }
}
