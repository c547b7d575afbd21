package dev.seatrial.graph.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class GraphDiffCommandTest {

    @TempDir
    private Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int run(String... arguments) {
        return new CommandLine(new GraphCommand())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments);
    }

    private void service(String system, String name, String calls) throws IOException {
        Path directory = folder.resolve(system).resolve(name);
        Files.createDirectories(directory.resolve("src/main/resources"));
        Files.writeString(directory.resolve("pom.xml"), "<project><artifactId>" + name + "</artifactId></project>");
        Files.writeString(
                directory.resolve("src/main/resources/application.properties"),
                "spring.application.name=" + name + "\n"
                        + (calls.isEmpty() ? "" : "peer.url=http://" + calls + "/x\n"));
    }

    private String dir(String system) {
        return folder.resolve(system).toString();
    }

    private void oldAndNew() throws IOException {
        service("old", "a", "b");
        service("old", "b", "");
        service("new", "a", "b");
        service("new", "b", "a");
    }

    @ParameterizedTest
    @CsvSource({"orders, stock, 0", "orders, orders, 1"})
    void oneServerWithADatabaseForEachIsNotShared(String first, String second, int code) throws IOException {
        service("system", "a", "");
        service("system", "b", "");
        Files.writeString(folder.resolve("system/docker-compose.yml"), """
                services:
                  a: { build: ./a, depends_on: [db], environment: { SPRING_DATASOURCE_URL: "jdbc:postgresql://db:5432/%s?ssl=true" } }
                  b: { build: ./b, depends_on: [db], environment: { SPRING_DATASOURCE_URL: "jdbc:postgresql://db:5432/%s" } }
                  db: { image: "postgres:16" }
                """.formatted(first, second));

        assertThat(run("check", dir("system"))).as(out.toString()).isEqualTo(code);
        assertThat(out.toString().contains("GRAPH-002  no shared database: db/orders: a, b"))
                .isEqualTo(code == 1);
    }

    @Test
    void aNewCycleViolatesAndTheOtherWayRoundConforms() throws IOException {
        oldAndNew();
        assertThat(run("diff", dir("old"), dir("new"))).isEqualTo(1);
        assertThat(out.toString())
                .contains(
                        "+ b -> a [http]  b/src/main/resources/application.properties:2",
                        "GRAPH-001  no synchronous cycle: a -> b -> a",
                        "    a -> b [http]  a/src/main/resources/application.properties:2",
                        "  why:  ",
                        "  mend: ",
                        "Violates: 1 new finding.");
        out.getBuffer().setLength(0);
        assertThat(run("diff", dir("new"), dir("old"))).isZero();
        assertThat(out.toString()).contains("- b -> a [http]", "Conforms: nothing new breaks a rule.");
        out.getBuffer().setLength(0);
        assertThat(run("diff", dir("new"), dir("new"))).isZero();
        assertThat(out.toString()).startsWith("No component or dependency came or went.");
    }

    @ParameterizedTest
    @CsvSource({
        "json, '\"rule\" : \"GRAPH-001\"'",
        "markdown, '| GRAPH-001 no synchronous cycle | a -> b -> a |'",
        "sarif, '\"ruleId\" : \"GRAPH-001\"'"
    })
    void isWrittenInEachForm(String form, String expected) throws IOException {
        oldAndNew();
        assertThat(run("diff", dir("old"), dir("new"), "--output-format", form)).isEqualTo(1);
        assertThat(out.toString()).contains(expected);
    }

    @Test
    void comparesAGraphThatWasWrittenBefore() throws IOException {
        oldAndNew();
        run(dir("old"), "--output-format", "json");
        Path file = Files.writeString(folder.resolve("old.json"), out.toString());
        assertThat(run("diff", file.toString(), dir("new"))).isEqualTo(1);
    }

    @Test
    void checkHoldsOneGraphToTheRules() throws IOException {
        oldAndNew();
        assertThat(run("check", dir("old"))).isZero();
        assertThat(out.toString())
                .isEqualTo("Conforms (2 components, 1 edge). Depth was not asked for (--max-depth).\n");
        assertThat(run("check", dir("new"))).isEqualTo(1);
        assertThat(run("check", dir("old"), "--max-depth", "1")).isZero();
        assertThat(run("check", dir("old"), "--max-depth", "0")).isEqualTo(2);
        assertThat(err.toString()).contains("--max-depth takes a number of calls from 1, not 0.");
    }

    @Test
    void anAllowFileSilencesUntilItExpires() throws IOException {
        oldAndNew();
        String entry = "- rule: GRAPH-001\n  subject: a -> b -> a\n  reason: is being untangled\n  expires: ";
        Path allow = Files.writeString(folder.resolve("allow.yml"), entry + "9999-12-31\n");
        assertThat(run("diff", dir("old"), dir("new"), "--allow-file", allow.toString()))
                .isZero();
        Files.writeString(allow, entry + "2020-01-01\n");
        assertThat(run("check", dir("new"), "--allow-file", allow.toString())).isEqualTo(1);
        assertThat(err.toString()).contains("allow.yml:1: allowed until 2020-01-01, expired: GRAPH-001 a -> b -> a");
        assertThat(run("check", dir("new"), "--allow-file", "nowhere.yml")).isEqualTo(2);
        assertThat(err.toString()).contains("--allow-file nowhere.yml: there is no such file.");
    }

    @Test
    void saysThatWhatIsNamedIsNoGraph() throws IOException {
        oldAndNew();
        assertThat(run("diff", dir("old"), folder.resolve("nowhere").toString()))
                .isEqualTo(2);
        assertThat(err.toString())
                .contains("is no directory, no JSON file and no git revision of the repository here (");
        assertThat(run("diff", dir("old"))).isEqualTo(2);
        assertThat(err.toString()).contains("is one graph; name two, or a range of git revisions such as main..HEAD");
        assertThat(run("diff", "main...HEAD")).isEqualTo(2);
        assertThat(err.toString()).contains("three dots are not understood; name the merge base");
        Path file = Files.writeString(folder.resolve("x.json"), "{}");
        assertThat(run("diff", file.toString(), dir("old"))).isEqualTo(2);
        assertThat(err.toString()).contains("x.json: no graph: \"components\" and \"edges\" are missing");
    }

    @Test
    void nothingComparedIsNoSuccess() throws IOException {
        Files.createDirectories(folder.resolve("empty"));
        assertThat(run("diff", dir("empty"), dir("empty"))).isEqualTo(3);
        assertThat(run("check", dir("empty"))).isEqualTo(3);
        assertThat(err.toString()).contains("nothing was compared.", "nothing was checked.");
    }
}
