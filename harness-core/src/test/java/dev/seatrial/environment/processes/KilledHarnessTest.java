package dev.seatrial.environment.processes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seatrial.environment.fixture.ChildHarness;
import dev.seatrial.environment.fixture.Http;
import dev.seatrial.environment.fixture.TestCache;
import dev.seatrial.environment.journal.Leftovers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** After {@code kill -9} of the harness, at any time, nothing of its run is left. */
@Tag("processes")
final class KilledHarnessTest {

    private static final Duration TEN_SECONDS = Duration.ofSeconds(10);

    @TempDir
    Path directory;

    private Path cache;

    @BeforeEach
    void makeCache() throws IOException {
        cache = TestCache.in(directory);
    }

    @AfterEach
    void forgetCache() throws IOException {
        TestCache.forget(cache);
    }

    @ParameterizedTest
    @ValueSource(strings = {"STARTING postgres-16", "STARTING bus", "READY port-db", "UP"})
    void leavesNothingWheneverItIsKilled(String moment) throws Exception {
        try (ChildHarness harness = ChildHarness.start(cache, directory, "processes", "fleet")) {
            harness.awaitLine(moment);
            harness.kill();
            assertThat(harness.leftAfter(TEN_SECONDS)).isEmpty();
            assertThat(statesLeft()).isEmpty();
            assertThat(journals()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"fork", "escape", "ignore-term"})
    void endsWhatServicesStartedThemselves(String behaviour) throws Exception {
        try (ChildHarness harness = ChildHarness.start(cache, directory, "processes", behaviour)) {
            harness.awaitLine("UP");
            assertThat(harness.descendants()).hasSizeGreaterThanOrEqualTo(2);
            harness.kill();
            assertThat(harness.leftAfter(TEN_SECONDS)).isEmpty();
        }
    }

    @Test
    void leavesNothingWhenItIsTerminated() throws Exception {
        try (ChildHarness harness = ChildHarness.start(cache, directory, "processes", "fleet")) {
            harness.awaitLine("UP");
            assertThat(harness.terminate()).isEqualTo(143);
            assertThat(harness.leftAfter(Duration.ofSeconds(2))).isEmpty();
            assertThat(journals()).isEmpty();
        }
    }

    @Test
    void leavesToTheNextStartWhatEvenItsWatcherCouldNotClear() throws Exception {
        try (ChildHarness harness = ChildHarness.start(cache, directory, "processes", "fork")) {
            harness.awaitLine("UP");
            harness.descendants().stream()
                    .filter(h -> h.info().commandLine().orElse("").contains("seatrial-watcher"))
                    .forEach(ProcessHandle::destroyForcibly);
            harness.kill();
            assertThat(harness.leftAfter(Duration.ofSeconds(1))).isNotEmpty();

            List<String> cleared = new ArrayList<>();
            Leftovers.clear(cache, cleared::add);

            assertThat(cleared).hasSize(1);
            assertThat(harness.leftAfter(Duration.ofSeconds(1))).isEmpty();
            assertThat(statesLeft()).isEmpty();
            assertThat(journals()).isEmpty();
        }
    }

    @Test
    void doesNoHarmToASecondRunOfTheSameTarget() throws Exception {
        try (ChildHarness first = ChildHarness.start(cache, directory, "processes", "fleet");
                ChildHarness second = ChildHarness.start(cache, directory, "processes", "fleet")) {
            first.awaitLine("UP");
            String url = second.awaitLine("UP").substring("UP ".length());
            first.kill();
            waitForJournals(1);
            assertThat(Http.get(url + "/call")).isEqualTo("/hello");
            assertThat(Http.get(url + "/db")).isEqualTo("port_db in port_db");
            assertThat(Http.get(url + "/bus")).isEqualTo("ahoy");
            assertThat(second.end()).isZero();
            assertThat(second.leftAfter(Duration.ofSeconds(1))).isEmpty();
        }
    }

    @Test
    void worksInTurkeyInADirectoryWithSpacesAndUmlauts() throws Exception {
        try (ChildHarness harness = ChildHarness.start(
                cache,
                directory,
                "processes",
                "odd-fleet",
                "-Duser.language=tr",
                "-Duser.country=TR",
                "-Duser.timezone=Asia/Kathmandu")) {
            String url = harness.awaitLine("UP").substring("UP ".length());
            assertThat(Http.get(url + "/db")).isEqualTo("port_db in port_db");
            assertThat(harness.end()).isZero();
            assertThat(harness.leftAfter(Duration.ofSeconds(1))).isEmpty();
        }
    }

    private void waitForJournals(int expected) throws Exception {
        long end = System.nanoTime() + TEN_SECONDS.toNanos();
        while (journals().size() > expected && System.nanoTime() < end) {
            Thread.sleep(50);
        }
        assertThat(journals()).hasSize(expected);
    }

    private List<Path> journals() throws IOException {
        try (Stream<Path> files = Files.list(cache.resolve("journal"))) {
            return files.toList();
        }
    }

    private List<Path> statesLeft() throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.filter(f -> f.endsWith("state")).toList();
        }
    }
}
