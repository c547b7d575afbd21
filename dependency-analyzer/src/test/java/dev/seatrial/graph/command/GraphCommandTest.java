package dev.seatrial.graph.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class GraphCommandTest {

    @TempDir
    private Path directory;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int run(String... arguments) {
        return new CommandLine(new GraphCommand())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments);
    }

    private void write(String name, String text) throws IOException {
        Path file = directory.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private void twoServices() throws IOException {
        write("a/pom.xml", "<project><artifactId>a</artifactId></project>");
        write("a/src/main/resources/application.properties", "spring.application.name=a\nb.url=http://b/x");
        write("b/pom.xml", "<project><artifactId>b</artifactId></project>");
        write("b/src/main/resources/application.properties", "spring.application.name=b");
    }

    @Test
    void saysThatThereIsNoSuchDirectory() {
        assertThat(run("nowhere")).isEqualTo(2);
        assertThat(err.toString()).contains("no directory nowhere: name the directory that holds the services.");
    }

    @Test
    void saysWhatItLookedForWhenThereIsNoService() {
        assertThat(run(directory.toString())).isEqualTo(3);
        assertThat(err.toString()).contains("no service found", "Looked for: compose files, pom.xml");
    }

    @Test
    void writesTextInEightyColumns() throws IOException {
        twoServices();
        assertThat(run(directory.toString())).isZero();
        assertThat(out.toString()).isEqualTo("""
                2 components
                  a                              service
                      named by spring.application.name in
                        a/src/main/resources/application.properties:1
                  b                              service
                      named by spring.application.name in
                        b/src/main/resources/application.properties:1

                1 dependency
                  a
                    -> b  [http, declared]
                         a/src/main/resources/application.properties:2  /x

                0 endpoints, 0 calls to the outside
                """);
    }

    @Test
    void writesMermaidAndDot() throws IOException {
        twoServices();
        run(directory.toString(), "--output-format", "mermaid");
        assertThat(out.toString()).isEqualTo("flowchart LR\n  n0[\"a\"]\n  n1[\"b\"]\n  n0 -->|http| n1\n");
        out.getBuffer().setLength(0);
        run(directory.toString(), "--output-format", "dot");
        assertThat(out.toString()).contains("\"a\" -> \"b\" [label=\"http\"];");
    }

    @Test
    void writesTheSameJsonTwice() throws IOException {
        twoServices();
        run(directory.toString(), "--output-format", "json");
        String first = out.toString();
        out.getBuffer().setLength(0);
        run(directory.toString(), "--output-format", "json");
        assertThat(out).hasToString(first);
        assertThat(first).contains("\"version\" : 1", "\"from\" : \"a\"", "\"synchronous\" : true", "\"line\" : 2");
    }

    @Test
    void listsWhatItWouldReadAndWhatNot() throws IOException {
        twoServices();
        write("a/node_modules/x/package.json", "{}");
        write("b/src/test/java/T.java", "class T {}");
        assertThat(run(directory.toString(), "--dry-run", "--exclude", "b/pom.xml"))
                .isZero();
        assertThat(out.toString())
                .contains(
                        "read     a/pom.xml",
                        "skipped  a/node_modules/  (vendored or generated)",
                        "skipped  b/pom.xml  (excluded)",
                        "skipped  b/src/test/  (tests, documentation or examples)",
                        "3 files would be read, 3 files and directories skipped.");
    }

    @Test
    void doesNotFollowALinkToTheOutside(@TempDir Path outside) throws IOException {
        twoServices();
        Files.writeString(outside.resolve("pom.xml"), "<project><artifactId>c</artifactId></project>");
        Files.createSymbolicLink(directory.resolve("a/pom2.xml"), outside.resolve("pom.xml"));
        Files.createSymbolicLink(directory.resolve("a/application.yml"), outside.resolve("pom.xml"));
        run(directory.toString());
        assertThat(err.toString()).contains("not read: a/application.yml (a link, not followed)");
    }

    @Test
    void aPrefixNamesAServiceThatTheFilesDoNotTell() throws IOException {
        twoServices();
        write("a/src/main/java/A.java", "class A { String u = \"http://user-service/users\"; }");
        run(directory.toString(), "--service-prefix", "http://user-service");
        assertThat(out.toString()).contains("user-service", "a/src/main/java/A.java:1  /users");
    }

    @Test
    void saysWhatIsWrongWithAGlob() throws IOException {
        twoServices();
        assertThat(run(directory.toString(), "--exclude", "[a")).isEqualTo(2);
        assertThat(err.toString()).contains("seatrial: --exclude takes a glob as 'node_modules/*': Missing ']");
    }

    @Test
    void saysThatAFileIsNoDirectory() throws IOException {
        twoServices();
        assertThat(run(directory.resolve("a/pom.xml").toString())).isEqualTo(2);
        assertThat(err.toString()).contains("pom.xml is a file: name the directory that holds the services.");
    }

    @Test
    void linksInACircleAndBinaryFilesAreNoProblem() throws IOException {
        twoServices();
        Files.createSymbolicLink(directory.resolve("a/up"), directory);
        Files.createSymbolicLink(directory.resolve("a/self.yml"), directory.resolve("a/self.yml"));
        Files.write(directory.resolve("a/binary.yml"), new byte[] {1, 0, 2});
        assertThat(run(directory.toString())).isZero();
        assertThat(out.toString()).startsWith("2 components\n");
        assertThat(err.toString())
                .contains(
                        "not read: a/binary.yml (binary or unreadable)", "not read: a/self.yml (a link, not followed)");
    }

    @Test
    void brokenFilesAreNamedAndTheOthersCount() throws IOException {
        twoServices();
        write("a/src/main/resources/application-x.yml", "a: [1, 2\n");
        write("c/pom.xml", "<project><artifactId>c</project>");
        write("b/src/main/java/B.java", "class {{{");
        StringBuilder bomb = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x]\n");
        for (int i = 1; i < 9; i++) {
            bomb.append("a").append(i).append(": &a").append(i).append(" [*a").append(i - 1);
            bomb.append((", *a" + (i - 1)).repeat(8)).append("]\n");
        }
        write("b/src/main/resources/application-bomb.yml", bomb.toString());
        write(
                "d/pom.xml",
                "<!DOCTYPE p [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><project><artifactId>&x;</artifactId></project>");
        assertThat(run(directory.toString())).isZero();
        assertThat(out.toString())
                .startsWith("2 components\n")
                .contains("application-x.yml", "c/pom.xml", "B.java", "application-bomb.yml")
                .doesNotContain("root:");
    }

    @Test
    void mergesWhatWasSeen() throws IOException {
        twoServices();
        write("traces.json", """
                [{"traceId":"t","id":"1","kind":"CLIENT","localEndpoint":{"serviceName":"b"}},
                 {"traceId":"t","id":"1","shared":true,"kind":"SERVER","localEndpoint":{"serviceName":"a"}}]
                """);
        assertThat(run(
                        directory.toString(),
                        "--traces",
                        directory.resolve("traces.json").toString()))
                .isZero();
        assertThat(out.toString())
                .contains("Seen, undeclared: 1\n  b -> a  [http]\n", "Declared, never seen: 1\n  a -> b  [http]\n");
        assertThat(run(directory.toString(), "--traces", "nowhere.json")).isEqualTo(2);
        assertThat(err.toString()).contains("seatrial: --traces nowhere.json: there is no such file");
    }
}
