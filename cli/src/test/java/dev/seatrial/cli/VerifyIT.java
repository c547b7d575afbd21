package dev.seatrial.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a user of {@code seatrial verify} sees, good days and bad ones; a system of two one-file services. */
@Tag("processes")
class VerifyIT {

    private final String mark = "SEATRIAL_TEST_MARK=" + UUID.randomUUID();

    @TempDir
    Path temporary;

    private Path system;

    @BeforeEach
    void lay() throws IOException {
        system = Files.createDirectory(temporary.resolve("Über der See"));
        try (InputStream tiny = Objects.requireNonNull(VerifyIT.class.getResourceAsStream("Tiny.java"))) {
            Files.copy(tiny, system.resolve("Tiny.java"));
        }
        write("well", "");
    }

    @AfterEach
    void nothingIsLeft() {
        Program.await(
                "every process of the run is gone",
                Duration.ofSeconds(10),
                () -> Program.marked(mark).isEmpty());
    }

    private void write(String behave, String more) throws IOException {
        String[] pair = mark.split("=", 2);
        Files.writeString(system.resolve("seatrial.yaml"), """
                seatrial: 1
                system: tiny
                services:
                  front:
                    command: [%1$s, Tiny.java]
                    port: 8080
                    health: { live: /livez, ready: /readyz }
                    env: { BEHAVE: %2$s, %3$s: %4$s }
                    calls: { back: { env: OTHER_URL, deadline: 1s } }
                %5$s
                  back:
                    command: [%1$s, Tiny.java]
                    port: 8080
                    health: { live: /livez, ready: /readyz }
                    env: { %3$s: %4$s }
                """.formatted(
                        Path.of(System.getProperty("java.home"), "bin", "java"), behave, pair[0], pair[1], more));
    }

    private Program.Result verify(String... more) throws Exception {
        String[] arguments = new String[more.length + 4];
        arguments[0] = "verify";
        arguments[1] = system.toString();
        arguments[2] = "--only";
        arguments[3] = "HEALTH-001";
        System.arraycopy(more, 0, arguments, 4, more.length);
        return Program.run(temporary, Map.of(), arguments);
    }

    @Test
    void conformsAndWritesItsReports() throws Exception {
        Program.Result result = verify();

        assertThat(result.code()).as(result.all()).isZero();
        assertThat(result.out()).contains("CONFORMS");
        assertThat(system.resolve("seatrial-report")).isDirectoryContaining("glob:**index.html");
        assertThat(system.resolve("seatrial-report")).isDirectoryContaining("glob:**report.json");
        assertThat(system.resolve("seatrial-report")).isDirectoryContaining("glob:**junit.xml");
    }

    @Test
    void judgesTheSameAgainFromItsReport() throws Exception {
        verify();

        Program.Result again = Program.run(
                temporary,
                Map.of(),
                "rejudge",
                system.resolve("seatrial-report/report.json").toString());

        assertThat(again.code()).as(again.all()).isZero();
        assertThat(again.out()).contains("CONFORMS");
    }

    @Test
    void worksInATurkishLocaleAndAHalfHourZoneWithItsInputClosed() throws Exception {
        Program.Result result = Program.startWithoutInput(
                        temporary,
                        Map.of(),
                        List.of("-Duser.language=tr", "-Duser.country=TR", "-Duser.timezone=Asia/Kolkata"),
                        "verify",
                        system.toString(),
                        "--only",
                        "HEALTH-001")
                .end(Duration.ofMinutes(2));

        assertThat(result.code()).as(result.all()).isZero();
    }

    @Test
    void aRealToxiproxyCarriesTheLinksAndWhatItLacksIsSaid() throws Exception {
        String cache =
                System.getenv().getOrDefault("SEATRIAL_CACHE", System.getProperty("user.home") + "/.cache/seatrial");
        Path server = Path.of(cache, "bin", "toxiproxy-2.12.0", "server"); // the tests of chaos build it
        assumeTrue(Files.isExecutable(server) || "true".equals(System.getenv("CI")), "no Toxiproxy was built");
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        Process toxiproxy = new ProcessBuilder(server.toString(), "-host", "127.0.0.1", "-port", String.valueOf(port))
                .redirectErrorStream(true)
                .redirectOutput(temporary.resolve("toxiproxy.log").toFile())
                .start();
        try {
            Program.await("Toxiproxy listens", Duration.ofSeconds(30), () -> answers(port));
            Program.Result result = Program.run(
                    temporary,
                    Map.of("TOXIPROXY_URL", "http://127.0.0.1:" + port),
                    "verify",
                    system.toString(),
                    "--links",
                    "toxiproxy",
                    "--only",
                    "HEALTH-001",
                    "--only",
                    "RES-001");

            assertThat(result.code()).as(result.all()).isEqualTo(3); // nothing that applies: not satisfied
            assertThat(result.out()).contains("inapplicable RES-001 front/back", "lacks a ledger of what went over");
            assertThat(result.err())
                    .contains(
                            "Links: toxiproxy, which lack a ledger of what went over them; the proof that a fault hit;"
                                    + " every fault but Blackhole, Down, Latency;");
            assertThat(Files.readString(system.resolve("seatrial-report/report.json")))
                    .contains("this environment (processes) lacks a ledger of what went over the links");
        } finally {
            toxiproxy.destroyForcibly().waitFor();
        }
    }

    private static boolean answers(int port) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException notYet) {
            return false;
        }
    }

    @Test
    void saysWhereNoToxiproxyAnswers() throws Exception {
        try (Socket bound = new Socket()) {
            bound.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            String url = "http://127.0.0.1:" + bound.getLocalPort();
            Program.Result result = Program.run(
                    temporary, Map.of("TOXIPROXY_URL", url), "verify", system.toString(), "--links", "toxiproxy");

            assertThat(result.code()).as(result.all()).isEqualTo(4);
            assertThat(result.err()).contains("no Toxiproxy answers at " + url);
            assertNoTrace(result);
        }
    }

    @Test
    void saysWhyAServiceThatExitsAtOnceCannotBeVerified() throws Exception {
        write("exit", "");

        Program.Result result = verify();

        assertThat(result.code()).as(result.all()).isEqualTo(4);
        assertThat(result.err()).contains("front", "exit", "7", "cannot find the compass");
        assertNoTrace(result);
    }

    @Test
    void saysWhatItWaitedForWhenAServiceNeverBecomesReady() throws Exception {
        write("never-ready", "    startup: 15s");

        Program.Result result = verify();

        assertThat(result.code()).as(result.all()).isEqualTo(4);
        assertThat(result.err()).contains("front", "/readyz", "503", "15");
        assertNoTrace(result);
    }

    @Test
    void takesAServiceThatFloodsItsLog() throws Exception {
        write("flood", "");

        Program.Result result = verify();

        assertThat(result.code()).as(result.all()).isZero();
    }

    @Test
    void stopsAServiceThatIgnoresSigterm() throws Exception {
        write("ignore-term", "    grace: 1s");

        Program.Result result = verify();

        assertThat(result.code()).as(result.all()).isZero();
    }

    @Test
    void endsCleanlyOnCtrlC() throws Exception {
        Program program = Program.startInterruptible(temporary, "verify", system.toString(), "--only", "HEALTH-001");
        program.awaitPrinted("seed");
        program.signal("INT");

        Program.Result result = program.end(Duration.ofSeconds(40));

        assertThat(result.code()).as(result.all()).isEqualTo(130);
        assertNoTrace(result);
        assertThat(system.resolve("seatrial-report")).isDirectoryContaining("glob:**report.json");
    }

    /** The one check that runs disturbs: it has cut a link when the harness goes. */
    @ParameterizedTest
    @ValueSource(strings = {"the build runs", "ready     back", "seed"})
    void leavesNothingWhenItIsKilled(String moment) throws Exception {
        if (moment.equals("the build runs")) {
            Files.writeString(
                    system.resolve("seatrial.yaml"),
                    "build: 'export " + mark + "; echo the build runs; sleep 600 & sleep 600'\n",
                    StandardOpenOption.APPEND);
        }
        Program program =
                Program.start(temporary, Map.of(), List.of(), "verify", system.toString(), "--only", "HEALTH-001");
        program.awaitPrinted(moment);
        Program.await(
                "something of the run is there",
                Duration.ofSeconds(30),
                () -> !Program.marked(mark).isEmpty());

        program.signal("KILL");

        program.end(Duration.ofSeconds(10));
        nothingIsLeft();
    }

    @RepeatedTest(4)
    void leavesNothingAtWhateverMomentItIsKilled() throws Exception {
        Duration moment = Duration.ofMillis(ThreadLocalRandom.current().nextInt(7_000));
        Program program =
                Program.start(temporary, Map.of(), List.of(), "verify", system.toString(), "--only", "HEALTH-001");
        program.awaitEnd(moment);

        program.signal("KILL");

        program.end(Duration.ofSeconds(10));
        Program.await(
                "every process of the run that was killed after " + moment + " is gone",
                Duration.ofSeconds(10),
                () -> Program.marked(mark).isEmpty());
    }

    @Test
    void twoRunsOfOneTargetDoNotHarmEachOther() throws Exception {
        Program first = Program.start(
                temporary,
                Map.of(),
                List.of(),
                "verify",
                system.toString(),
                "--only",
                "HEALTH-001",
                "--report",
                temporary.resolve("one").toString());
        Program second = Program.start(
                temporary,
                Map.of(),
                List.of(),
                "verify",
                system.toString(),
                "--only",
                "HEALTH-001",
                "--report",
                temporary.resolve("two").toString());

        Program.Result one = first.end(Duration.ofMinutes(3));
        Program.Result two = second.end(Duration.ofMinutes(3));

        assertThat(one.code()).as(one.all()).isZero();
        assertThat(two.code()).as(two.all()).isZero();
    }

    @Test
    void keepsTheVerdictWhenTheReportFolderCannotBeWritten() throws Exception {
        Path file = Files.writeString(temporary.resolve("a file"), "");

        Program.Result result = verify("--report", file.toString());

        assertThat(result.code()).as(result.all()).isZero();
        assertThat(result.out()).contains("CONFORMS");
        assertThat(result.err()).contains("could not be written").contains(file.toString());
        assertNoTrace(result);
    }

    @Test
    void keepsTheVerdictWhenTheDiskOfTheReportIsFull() throws Exception {
        Path small = Files.createDirectory(temporary.resolve("small"));
        // in a name space of its own, in which everybody may mount, and from which nothing has to be unmounted
        List<String> onSmallDisk = List.of(
                "unshare",
                "--map-root-user",
                "--mount",
                "sh",
                "-c",
                "mount -t tmpfs -o size=4k tmpfs \"$0\" && exec \"$@\"",
                small.toString());
        assumeTrue(Program.succeeds(onSmallDisk, "true"), "a full disk: nobody but root may mount a small one here");

        Program.Result result = Program.startThrough(
                        onSmallDisk,
                        temporary,
                        "verify",
                        system.toString(),
                        "--only",
                        "HEALTH-001",
                        "--report",
                        small.toString())
                .end(Duration.ofMinutes(2));

        assertThat(result.code()).as(result.all()).isZero();
        assertThat(result.out()).contains("CONFORMS");
        assertThat(result.err()).contains("could not be written").contains("No space left");
        assertNoTrace(result);
    }

    @Test
    void saysWhichPortIsTaken() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String listen = "127.0.0.1:" + taken.getLocalPort();
            Files.writeString(
                    system.resolve("seatrial.yaml"),
                    "  staged: { url: 'http://127.0.0.1:9/', calls: { back: { listen: '" + listen + "' } } }\n",
                    StandardOpenOption.APPEND);

            Program.Result result = verify();

            assertThat(result.code()).as(result.all()).isEqualTo(4);
            assertThat(result.err())
                    .contains("the link staged -> back cannot listen on " + listen, "mend: end what listens there");
            assertNoTrace(result);
        }
    }

    @Test
    void saysWhichDatabaseRefuses() throws Exception {
        write("well", """
                    uses: { ledger: { env: DATABASE_URL } }
                """.stripTrailing());
        Files.writeString(
                system.resolve("seatrial.yaml"),
                "resources:\n  ledger: { postgres: 16, url: 'postgresql://127.0.0.1:9/ledger', user: front }\n",
                StandardOpenOption.APPEND);

        Program.Result result = verify("--only", "DATA-001");

        assertThat(result.code()).as(result.all()).isEqualTo(3);
        assertThat(result.out()).contains("inconclusive DATA-001 ledger", "127.0.0.1:9");
        assertNoTrace(result);
        String again = result.out().substring(result.out().indexOf("To see it again: ") + 17);
        assertThat(wordsOf(again.strip()))
                .as(again)
                .startsWith(
                        "seatrial", "verify", system.toString(), "--only", "HEALTH-001", "--subject", "front/ledger");
    }

    /** What a shell makes of a pasted command. */
    private static List<String> wordsOf(String command) throws Exception {
        Process shell = new ProcessBuilder("sh", "-c", "printf '%s\\n' " + command)
                .redirectErrorStream(true)
                .start();
        return new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                .lines()
                .toList();
    }

    @Test
    void saysThatThereIsNoDockerEngine() throws Exception {
        Files.writeString(
                system.resolve("seatrial.yaml"),
                "seatrial: 1\nsystem: tiny\nservices:\n  front: { image: tiny:1, port: 8080 }\n");

        Program.Result result = Program.run(
                temporary,
                Map.of("DOCKER_HOST", "unix:///nonexistent/docker.sock"),
                "verify",
                system.toString(),
                "--env",
                "containers");

        assertThat(result.code()).as(result.all()).isEqualTo(4);
        assertThat(result.err()).contains("containers", "Docker");
        assertNoTrace(result);
    }

    @Test
    void refusesABadTargetWithItsPosition() throws Exception {
        Files.writeString(
                system.resolve("seatrial.yaml"),
                Files.readString(system.resolve("seatrial.yaml")).replace("health: { live", "helth: { live"));

        Program.Result result = verify();

        assertThat(result.code()).isEqualTo(2);
        assertThat(result.err())
                .contains(
                        "seatrial.yaml:7:5: error: unknown key \"helth\" in service \"front\"; did you mean \"health\"?")
                .contains("2 problems; nothing was started.");
    }

    @Test
    void refusesWhatDoesNotExist() throws Exception {
        assertUsage(
                verify("--set", "fornt.port=1"),
                "\"fornt\" is neither a key of the file nor a service; did you mean \"front\"?");
        assertUsage(
                Program.run(
                        temporary,
                        Map.of(),
                        "verify",
                        temporary.resolve("nowhere").toString()),
                "no such file");
        assertUsage(Program.run(temporary, Map.of(), "verify", "--nonsense"), "--nonsense");
        assertUsage(Program.run(temporary, Map.of(), "verify", system.toString(), "--only", "HELTH-001"), "HELTH-001");
        assertUsage(Program.run(temporary, Map.of(), "verify", system.toString(), "--subject", "nobody"), "nobody");
        assertUsage(Program.run(temporary, Map.of(), "verify", system.toString(), "--profile", "cor"), "core");
        assertUsage(Program.run(temporary, Map.of(), "verify", system.toString(), "--timeout", "5"), "500ms");
        assertUsage(Program.run(temporary, Map.of(), "verify", system.toString(), "--output", "pdf"), "pdf");
        assertUsage(Program.run(temporary, Map.of(), "rejudge", "nowhere.json"), "nowhere.json");
    }

    private static void assertUsage(Program.Result result, String expected) {
        assertThat(result.code()).as(result.all()).isEqualTo(2);
        assertThat(result.err()).contains(expected);
        assertNoTrace(result);
    }

    private static void assertNoTrace(Program.Result result) {
        assertThat(result.all()).doesNotContain("\tat ").doesNotContain("Exception in thread");
    }
}
