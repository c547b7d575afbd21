package dev.seatrial.graph.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.RandomAccessFile;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

/** Files that are there to break a reader; the rest of the system is read all the same. */
class GraphFaultsTest {

    private static final int DEEP = 100_000;
    private static final long LAUNCHERS_STACK = 512 << 10;

    @TempDir
    private Path directory;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @BeforeEach
    void twoServices() throws IOException {
        write("a/chart/Chart.yaml", "name: a");
        for (String name : List.of("a", "b")) {
            write(name + "/pom.xml", "<project><artifactId>" + name + "</artifactId></project>");
            write(
                    name + "/src/main/resources/application.properties",
                    "spring.application.name=" + name + "\npeer.url=http://b/x");
        }
    }

    private void write(String name, String text) throws IOException {
        Path file = directory.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    /** Runs with the stack that the launcher gives. */
    private int run() throws InterruptedException {
        AtomicInteger code = new AtomicInteger(-1);
        Thread thread = new Thread(
                null,
                () -> code.set(new CommandLine(new GraphCommand())
                        .setCaseInsensitiveEnumValuesAllowed(true)
                        .setOut(new PrintWriter(out, true))
                        .setErr(new PrintWriter(err, true))
                        .execute(directory.toString(), "--no-cache")),
                "graph",
                LAUNCHERS_STACK);
        thread.start();
        thread.join();
        return code.get();
    }

    private void theRestIsRead() {
        assertThat(out.toString()).contains("2 components\n", "a\n    -> b  [http, declared]");
        assertThat(err.toString()).doesNotContain("\tat ", "Exception", "Error");
    }

    /** File and text, in which {@code «x»} is {@code x} many times. */
    private static List<String> deep() {
        return List.of(
                "src/main/java/Sums.java|class Sums { Object u = \"http://x\"; int i = «(»1«)»; }",
                "src/main/java/Calls.java|class Calls { Object u = \"http://x\" + «a(»1«)»; }",
                "src/main/java/Blocks.java|class Blocks { RestTemplate r; void m() «{»«}» }",
                "web/deep.js|fetch(«[»«]»)",
                "web/deep.ts|const a = fetch(«(»1«)»)",
                "deep.py|import requests\nx = «[»«]»",
                "deep.go|package main\nimport \"net/http\"\nvar x = «(»1«)»",
                "Deep.cs|class Deep { HttpClient c; int x = «(»1«)»; }",
                "Deep.kt|val x: RestTemplate = «(»1«)»",
                "src/main/resources/application.yml|a: «[»«]»",
                "src/main/resources/application-blocks.yml|«- »a",
                "src/main/resources/appsettings.json|«{\"a\":»1«}»",
                "package.json|«[»«]»",
                "deploy/pom.xml|«<a>»«</a>»",
                "pyproject.toml|a = «[»«]»",
                "build.gradle|«{»«}»",
                "nginx.conf|«a {»«}»",
                "compose.yaml|services: «{a: »«}»",
                "chart/values.yaml|a: «[»«]»",
                "chart/templates/blocks.yaml|«{{ if true }}»a: 1«{{ end }}»",
                "chart/templates/expression.yaml|a: {{ «(»1«)» }}",
                "Dockerfile|FROM a\nENV A=«${A:-»«}»");
    }

    private static String repeated(String pattern) {
        StringBuilder text = new StringBuilder();
        for (String part : pattern.split("(?=«)|(?<=»)", -1)) {
            text.append(
                    part.startsWith("«") ? part.substring(1, part.length() - 1).repeat(DEEP) : part);
        }
        return text.toString();
    }

    @ParameterizedTest
    @MethodSource("deep")
    void deepNestingStopsNothing(String file) throws IOException, InterruptedException {
        int bar = file.indexOf('|');
        write("a/" + file.substring(0, bar), repeated(file.substring(bar + 1)));
        assertThat(run()).as(err.toString()).isZero();
        theRestIsRead();
    }

    @Test
    void whatIsNoOrdinaryFileIsNamedAndNotOpened() throws IOException, InterruptedException {
        Path pipe = directory.resolve("a/src/main/resources/application-pipe.yml");
        assumeTrue(made("mkfifo", pipe.toString()), "there is no mkfifo here");
        Files.createSymbolicLink(directory.resolve("a/application-gone.yml"), Path.of("nowhere.yml"));
        Files.createSymbolicLink(directory.resolve("a/application-mem.yml"), Path.of("/proc/self/mem"));
        Files.createSymbolicLink(directory.resolve("a/up"), directory);
        Files.createDirectories(directory.resolve("a/src/main/resources/application-folder.yml"));
        try (RandomAccessFile large = new RandomAccessFile(
                directory.resolve("b/src/main/resources/application-large.yml").toFile(), "rw")) {
            large.setLength(1L << 30);
        }
        Files.write(directory.resolve("b/src/main/resources/application-binary.yml"), new byte[] {1, 0, 2});
        Files.write(
                directory.resolve("b/src/main/resources/application-latin.properties"),
                new byte[] {'x', '=', (byte) 0xe4, (byte) 0xff});

        assertThat(run()).isZero();
        theRestIsRead();
        assertThat(err.toString())
                .contains(
                        "not read: a/src/main/resources/application-pipe.yml (no ordinary file, cannot be read)",
                        "not read: a/application-gone.yml (a link, not followed)",
                        "not read: a/application-mem.yml (a link, not followed)",
                        "not read: b/src/main/resources/application-large.yml (larger than 2 MiB)",
                        "not read: b/src/main/resources/application-binary.yml (binary or unreadable)");
    }

    private static boolean made(String... command) throws InterruptedException {
        try {
            return new ProcessBuilder(command).start().waitFor() == 0;
        } catch (IOException e) {
            return false;
        }
    }

    @Test
    void aMergeBombOfYamlStopsNothing() throws IOException, InterruptedException {
        StringBuilder bomb = new StringBuilder("a0: &a0 {x: 1}\n");
        for (int i = 1; i < 30; i++) {
            bomb.append("a")
                    .append(i)
                    .append(": &a")
                    .append(i)
                    .append(" {p: *a")
                    .append(i - 1);
            bomb.append(", q: *a").append(i - 1).append("}\n");
        }
        write("a/src/main/resources/application.yml", bomb.toString());
        assertThat(run()).isZero();
        theRestIsRead();
        assertThat(out.toString()).contains("application.yml: no valid YAML: Number of aliases");
    }
}
