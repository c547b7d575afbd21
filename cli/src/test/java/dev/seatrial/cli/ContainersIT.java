package dev.seatrial.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a user of {@code seatrial verify --env containers} sees, on good days and bad ones, on a real engine. */
@Tag("docker")
class ContainersIT {

    private static final Path SHOP =
            Path.of("..", "examples", "shop").toAbsolutePath().normalize();

    @TempDir
    Path temporary;

    @Test
    void theShopConformsInContainersToo() throws Exception {
        Engine engine = Engine.with(Engine.JAVA_IMAGE, "postgres:16", "apache/kafka:4.1.0");
        Process build = new ProcessBuilder("./build")
                .directory(SHOP.toFile())
                .redirectErrorStream(true)
                .redirectOutput(temporary.resolve("build.log").toFile())
                .start();
        assertThat(build.waitFor()).isZero();

        Program.Result result = Program.start(
                        SHOP,
                        Map.of(),
                        List.of(),
                        "verify",
                        SHOP.toString(),
                        "--env",
                        "containers",
                        "--no-build",
                        "--report",
                        temporary.resolve("report").toString())
                .end(Duration.ofMinutes(6));

        assertThat(result.code()).as(result.all()).isZero();
        assertThat(result.out()).contains("environment containers").containsPattern("CONFORMS  \\d{2} satisfied");
        assertThat(engine.containers()).isEmpty();
    }

    @Test
    void anEngineThatDiesIsNotTheSystemsFaultAndLosesNothingThatWasEarned() throws Exception {
        Engine usual = Engine.with(Engine.JAVA_IMAGE);
        Path folder = temporary.resolve("engine");
        Path report = temporary.resolve("report");
        Engine engine = Engine.apart(folder);
        try {
            Path image = temporary.resolve("java.tar");
            usual.docker("save", "-o", image.toString(), Engine.JAVA_IMAGE);
            engine.docker("load", "-q", "-i", image.toString());
            tinyFleet();
            Map<String, String> environment = new HashMap<>(engine.environment());
            environment.put("SEATRIAL_CACHE", temporary.resolve("cache").toString());
            String[] arguments = {
                "verify",
                temporary.toString(),
                "--env",
                "containers",
                "--report",
                report.toString(),
                "--only",
                "HEALTH-001"
            };

            Program program = Program.start(temporary, environment, List.of(), arguments);
            program.awaitPrinted("satisfied");
            kill(folder);
            Program.Result result = program.end(Duration.ofMinutes(1));

            assertThat(result.code()).as(result.all()).isEqualTo(4);
            assertThat(result.out().replaceAll("\\s+", " "))
                    .contains("INCONCLUSIVE")
                    .contains("stopped early: the environment failed: the Docker engine at " + engine.host());
            assertThat(result.err())
                    .contains("seatrial: the Docker engine at " + engine.host(), "  mend: ")
                    .doesNotContain("\tat ");
            assertThat(Files.readString(report.resolve("report.json")))
                    .contains("Satisfied")
                    .doesNotContain("Violated");

            assertThat(Engine.apart(folder)).isEqualTo(engine);
            Program.Result again =
                    Program.start(temporary, environment, List.of(), arguments).end(Duration.ofMinutes(2));

            assertThat(again.code()).as(again.all()).isZero();
            assertThat(engine.containers()).isEmpty();
        } finally {
            Engine.remove(folder);
        }
    }

    private void tinyFleet() throws Exception {
        TinyJar.in(temporary);
        Files.writeString(temporary.resolve("seatrial.yaml"), """
                seatrial: 1
                system: tiny
                services:
                  front:
                    jar: tiny.jar
                    port: 8080
                    health: { live: /livez, ready: /readyz }
                    env: { LISTEN: 0.0.0.0 }
                    calls: { back: { env: OTHER_URL, deadline: 1s } }
                  back:
                    jar: tiny.jar
                    port: 8080
                    health: { live: /livez, ready: /readyz }
                    env: { LISTEN: 0.0.0.0 }
                    calls: { front: { env: OTHER_URL, deadline: 1s } }
                """);
    }

    private static void kill(Path engine) throws Exception {
        String pid = Files.readString(engine.resolve("run/dockerd.pid")).split(" ", 2)[0];
        assertThat(new ProcessBuilder("kill", "-KILL", pid).start().waitFor()).isZero();
    }
}
