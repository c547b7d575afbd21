package dev.seatrial.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code compat} as it is typed: two files, two revisions of git, a directory of versions; each mode, each exit code. */
class CompatCommandTest {
    private static final String WIDE = "{\"enum\":[\"a\",\"b\"]}";
    private static final String NARROW = "{\"enum\":[\"a\"]}";

    @TempDir
    private Path home;

    private Path file(String name, String text) throws IOException {
        Path path = home.resolve(name);
        Files.createDirectories(path.getParent());
        return Files.writeString(path, text);
    }

    private static void git(Path directory, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("git", "-c", "user.name=t", "-c", "user.email=t@example.com"));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("../git.log").toFile())
                .start();
        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        assertThat(process.exitValue())
                .as(Files.readString(directory.resolve("../git.log")))
                .isZero();
    }

    @Test
    void comparesTwoRevisionsOfARepositoryElsewhere() throws IOException, InterruptedException {
        Path file = file("repo/schemas/order v1.json", WIDE);
        Path repository = home.resolve("repo");
        git(repository, "init", "-q");
        git(repository, "add", ".");
        git(repository, "commit", "-q", "-m", "one");
        Files.writeString(file, NARROW);
        git(repository, "commit", "-q", "-a", "-m", "two");
        CommandRun run = CommandRun.of("compat", "--old", "HEAD~1:" + file, "--new", "HEAD:" + file);
        assertThat(run.exit()).as(run.all()).isEqualTo(1);
        assertThat(run.out())
                .startsWith("breaks (backward, HEAD~1:order v1.json -> HEAD:order v1.json) /: [\"b\"] was allowed")
                .contains("    witness: \"b\"\n");
        CommandRun same = CommandRun.of("compat", "--old", "HEAD:" + file, "--new", file.toString());
        assertThat(same.exit()).as(same.all()).isZero();
        assertThat(same.out()).isEqualTo("COMPATIBLE: whatever the one writes the other reads\n");
        CommandRun unknown = CommandRun.of("compat", "--old", "nowhere:" + file, "--new", file.toString());
        assertThat(unknown.exit()).isEqualTo(2);
        assertThat(unknown.err())
                .isEqualTo("nowhere:" + file + ": there is no such file, and git knows no such revision of it\n");
    }

    @Test
    void aRevisionReadsTheFilesItRefersTo() throws IOException, InterruptedException {
        file("repo/schemas/money.json", "{\"minimum\":0}");
        Path file = file("repo/schemas/order.json", "{\"properties\":{\"total\":{\"$ref\":\"money.json\"}}}");
        Path repository = home.resolve("repo");
        git(repository, "init", "-q");
        git(repository, "add", ".");
        git(repository, "commit", "-q", "-m", "one");
        file("repo/schemas/money.json", "{\"minimum\":1}");
        CommandRun run = CommandRun.of("compat", "--old", "HEAD:" + file, "--new", file.toString());
        assertThat(run.exit()).as(run.all()).isEqualTo(1);
        assertThat(run.out()).contains("/total: minimum was 0, now 1 [minimum]");
    }

    @ParameterizedTest
    @CsvSource({
        "backward, 0",
        "forward, 1",
        "full, 1",
        "backward-transitive, 1",
        "forward-transitive, 1",
        "full-transitive, 1"
    })
    void aDirectoryOfVersionsIsComparedInTheOrderOfItsNumbers(String mode, int exit) throws IOException {
        // v2 forgets the bound, v10 brings another: neighbours are compatible backward, v1 and v10 are not comparable
        // so
        file("versions/v1.json", "{\"properties\":{\"a\":{\"type\":\"integer\"}}}");
        file(
                "versions/v2.json",
                "{\"properties\":{\"a\":{\"type\":\"integer\"},\"b\":{}},\"additionalProperties\":true}");
        file("versions/v10.json", "{\"properties\":{\"a\":{\"type\":\"number\"},\"b\":{}}}");
        CommandRun run =
                CommandRun.of("compat", "--versions", home.resolve("versions").toString(), "--mode", mode);
        if (mode.equals("backward-transitive")) {
            assertThat(run.exit()).as(run.all()).isZero();
            return;
        }
        assertThat(run.exit()).as(run.all()).isEqualTo(exit);
        assertThat(run.out().contains("v10.json -> v2.json")).isEqualTo(exit == 1);
        assertThat(run.out().contains("v10.json -> v1.json")).isEqualTo(mode.endsWith("-transitive"));
    }

    @Test
    void onlyATransitiveModeSeesWhatNeighboursHide() throws IOException {
        // Each step is compatible; the member's meaning changed in two of them.
        file("v/1.json", "{\"properties\":{\"a\":{\"type\":\"string\"}}}");
        file("v/2.json", "{\"properties\":{\"a\":{}}}");
        file("v/3.json", "{\"properties\":{\"a\":{}}}");
        String directory = home.resolve("v").toString();
        assertThat(CommandRun.of("compat", "--versions", directory, "--mode", "backward")
                        .exit())
                .isZero();
        CommandRun forward = CommandRun.of("compat", "--versions", directory, "--mode", "forward-transitive");
        assertThat(forward.out()).contains("2.json -> 1.json").contains("3.json -> 1.json");
    }

    @Test
    void aDirectoryWithoutTwoVersionsIsRefused() throws IOException {
        file("v/1.json", "{}");
        CommandRun run = CommandRun.of("compat", "--versions", home.resolve("v").toString());
        assertThat(run.exit()).isEqualTo(2);
        assertThat(run.err()).isEqualTo(home.resolve("v") + ": expected at least two versions, found 1\n");
        CommandRun none =
                CommandRun.of("compat", "--versions", home.resolve("none").toString());
        assertThat(none.exit()).isEqualTo(2);
        assertThat(none.err()).isEqualTo(home.resolve("none") + ": is no directory that can be read\n");
    }

    @Test
    void undecidedIsNeverCompatible() throws IOException {
        Path old = file("old.json", "{\"type\":\"string\",\"pattern\":\"^[a-z]+$\"}");
        Path now = file("new.json", "{\"type\":\"string\",\"pattern\":\"^[a-z][a-z]*$\"}");
        CommandRun run = CommandRun.of("compat", "--old", old.toString(), "--new", now.toString());
        assertThat(run.exit()).isEqualTo(3);
        assertThat(run.out())
                .contains("undecided (backward, old.json -> new.json) /: ")
                .endsWith("UNDECIDED: something changed that may break, and no event was found that shows it\n");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "{\"not\":{\"type\":\"string\"}}; {\"not\":{\"type\":[\"string\",\"null\"]}}",
                "{\"anyOf\":[{\"type\":\"string\"},{\"type\":\"null\"}]}; {\"anyOf\":[{\"type\":\"string\"}]}",
                "{\"oneOf\":[{\"type\":\"string\"}]}; {\"oneOf\":[{\"type\":\"string\"},{\"maxLength\":3}]}",
                "{}; {\"if\":{\"type\":\"string\"},\"then\":{\"maxLength\":3}}",
                "{\"type\":\"array\"}; {\"type\":\"array\",\"contains\":{\"type\":\"null\"}}",
                "{\"type\":\"object\"}; {\"type\":\"object\",\"propertyNames\":{\"pattern\":\"^[A-Z]$\"}}",
                "{\"type\":\"object\"}; {\"type\":\"object\",\"dependentRequired\":{\"a\":[\"b\"]}}",
                "{\"type\":\"object\"}; {\"type\":\"object\",\"patternProperties\":{\"^a\":{\"type\":\"null\"}}}",
                "{\"type\":\"object\"}; {\"type\":\"object\",\"properties\":{\"a\":true},\"unevaluatedProperties\":false}",
                "{\"type\":\"object\"}; {\"type\":\"object\",\"minProperties\":1}",
                "{\"type\":\"array\"}; {\"type\":\"array\",\"prefixItems\":[{\"type\":\"null\"}]}"
            })
    void whatBreaksIsNeverCalledCompatible(String old, String now) throws IOException {
        CommandRun run = CommandRun.of(
                "compat",
                "--old",
                file("old.json", old).toString(),
                "--new",
                file("new.json", now).toString());
        assertThat(run.exit()).as(run.all()).isIn(1, 3);
        assertThat(run.out()).doesNotContain("COMPATIBLE: whatever");
    }

    @Test
    void jsonCarriesTheWitnessAsAValue() throws IOException {
        CommandRun run = CommandRun.of(
                "compat",
                "--old",
                file("old.json", WIDE).toString(),
                "--new",
                file("new.json", NARROW).toString(),
                "--output",
                "json");
        JsonNode report = new JsonMapper().readTree(run.out());
        assertThat(report.at("/verdict").asString()).isEqualTo("INCOMPATIBLE");
        assertThat(report.at("/changes/0/witness").asString()).isEqualTo("b");
        assertThat(report.at("/changes/0/rule").asString()).isEqualTo("enum");
    }
}
