package dev.seatrial.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code scripts/event-schema-validator} as it is typed, in a checkout that is built, whatever became of what it keeps between runs. */
@Tag("processes")
class EventSchemaValidatorIT {
    private static final Path ROOT = Path.of("").toAbsolutePath().getParent();

    @TempDir
    private Path directory;

    private Path checkout;
    private Path kept;

    @BeforeEach
    void aCheckoutThatIsBuilt() throws IOException {
        checkout = directory.resolve("our checkout");
        kept = checkout.resolve("cli/target/seatrial");
        Files.createDirectories(kept);
        Files.createDirectories(checkout.resolve("scripts"));
        Files.createDirectories(checkout.resolve("schema-validator/src/main"));
        Path launcher = Path.of("scripts", "event-schema-validator");
        Files.copy(ROOT.resolve(launcher), checkout.resolve(launcher));
        Files.copy(ROOT.resolve("schema-validator/pom.xml"), checkout.resolve("schema-validator/pom.xml"));
        Files.createSymbolicLink(
                checkout.resolve("schema-validator/src/test"), ROOT.resolve("schema-validator/src/test"));
        Files.createSymbolicLink(
                kept.resolve("lib"), Path.of("target", "seatrial", "lib").toAbsolutePath());
        Files.createFile(kept.resolve("built"));
        Path examples = ROOT.resolve("schema-validator/src/test/resources/examples");
        Files.createDirectories(directory.resolve("events"));
        Files.createDirectories(directory.resolve("schemas"));
        for (String file :
                List.of("events/order_created.json", "schemas/order_created_schema.json", "schemas/money.json")) {
            Files.copy(examples.resolve(file), directory.resolve(file));
        }
    }

    private Process start(Map<String, String> environment, String... arguments) throws IOException {
        List<String> line = new ArrayList<>(List.of(
                "bash", checkout.resolve("scripts/event-schema-validator").toString()));
        line.addAll(List.of(arguments));
        ProcessBuilder builder =
                new ProcessBuilder(line).directory(directory.toFile()).redirectErrorStream(true);
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().putAll(environment);
        return builder.start();
    }

    private Process start(Map<String, String> environment) throws IOException {
        return start(
                environment,
                "--event-file",
                "./events/order_created.json",
                "--schema-file",
                "./schemas/order_created_schema.json");
    }

    private static void conforms(Process process) throws IOException, InterruptedException {
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        assertThat(said).isEqualTo("CONFORMS: 1 event, 1 conforms\n");
    }

    private List<Path> archives() throws IOException {
        try (Stream<Path> files = Files.list(kept)) {
            return files.filter(file -> file.toString().matches(".*\\.(jsa|aot)(\\.[0-9]+)?"))
                    .toList();
        }
    }

    @Test
    void keepsWhatItLoadedAndStartsAsWellFromWhatIsNone() throws IOException, InterruptedException {
        conforms(start(Map.of()));
        assertThat(archives()).hasSize(1);
        Path archive = archives().get(0);
        conforms(start(Map.of()));
        assertThat(archives()).containsExactly(archive);

        Files.delete(archive);
        Files.writeString(archive, "no archive at all");
        conforms(start(Map.of()));
    }

    @Test
    void twoAtOnceMakeOneArchive() throws IOException, InterruptedException {
        Process one = start(Map.of());
        Process other = start(Map.of());
        conforms(one);
        conforms(other);
        assertThat(archives()).hasSize(1);
    }

    @Test
    void opensAnUmlautWithALocaleThatIsNotInstalled() throws IOException, InterruptedException {
        Files.move(directory.resolve("events/order_created.json"), directory.resolve("events/größe.json"));
        for (String locale : List.of("xx_XX.UTF-8", "C", "")) {
            Process process = start(
                    Map.of("LC_ALL", locale, "LANG", "", "LC_CTYPE", ""),
                    "--event-file",
                    "events/größe.json",
                    "--schema-file",
                    "schemas/order_created_schema.json");
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor()).as(locale + ": " + said).isZero();
            assertThat(said).endsWith("CONFORMS: 1 event, 1 conforms\n");
        }
    }
}
