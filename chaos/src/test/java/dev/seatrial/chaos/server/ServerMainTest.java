package dev.seatrial.chaos.server;

import static dev.seatrial.chaos.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a user types and sees. */
class ServerMainTest {

    private static final String GOOD =
            "[{\"name\":\"db\",\"listen\":\"127.0.0.1:0\",\"upstream\":\"127.0.0.1:1\",\"note\":1},"
                    + "{\"name\":\"off\",\"listen\":\"127.0.0.1:0\",\"upstream\":\"127.0.0.1:1\",\"enabled\":false}]";

    @TempDir
    Path directory;

    /** A run in this process: its output so far, and its exit code once it ended. */
    private static final class Run implements AutoCloseable {
        private final ByteArrayOutputStream out = new ByteArrayOutputStream();
        private final ByteArrayOutputStream err = new ByteArrayOutputStream();
        private final CompletableFuture<Integer> code = new CompletableFuture<>();
        private final Thread thread;

        Run(String... arguments) {
            thread = new Thread(() -> {
                try (PrintStream o = new PrintStream(out, true, StandardCharsets.UTF_8);
                        PrintStream e = new PrintStream(err, true, StandardCharsets.UTF_8)) {
                    code.complete(ProxyServerMain.run(List.of(arguments), o, e, false));
                } catch (InterruptedException ended) {
                    code.complete(-1);
                }
            });
            thread.setDaemon(true);
            thread.start();
        }

        int code() {
            return code.orTimeout(20, TimeUnit.SECONDS).join();
        }

        String out() {
            return out.toString(StandardCharsets.UTF_8);
        }

        String err() {
            return err.toString(StandardCharsets.UTF_8);
        }

        String api() {
            Pattern said = Pattern.compile("listens on (\\S+), seed \\d+");
            String all = eventually(this::out, text -> said.matcher(text).find() || code.isDone());
            Matcher matcher = said.matcher(all);
            assertThat(matcher.find()).as(all + err()).isTrue();
            return matcher.group(1);
        }

        @Override
        public void close() {
            thread.interrupt();
            code.join();
        }
    }

    private static String get(String api, String path) throws IOException, InterruptedException {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create("http://" + api + path))
                                .build(),
                        HttpResponse.BodyHandlers.ofString())
                .body();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-host 127.0.0.1 -port 0 -config FILE",
                "--host=127.0.0.1 --port=0 --config=FILE",
                "--port 0 -config=FILE"
            })
    void takesTheOriginalsFlagsWithOneDashOrTwo(String flags) throws Exception {
        Path file = Files.writeString(directory.resolve("pro xies.json"), GOOD);
        String[] arguments = flags.split(" ", -1);
        for (int i = 0; i < arguments.length; i++) {
            arguments[i] = arguments[i].replace("FILE", file.toString());
        }
        try (Run run = new Run(arguments)) {
            String api = run.api();
            assertThat(run.out()).startsWith("made 2 proxies from " + file);
            assertThat(get(api, "/version")).isEqualTo("{\"version\": \"2.12.0\"}\n");
            assertThat(get(api, "/proxies"))
                    .startsWith("{\"db\":{\"name\":\"db\"")
                    .contains("\"off\":{")
                    .contains("\"enabled\":false");
            assertThat(get(api, "/metrics")).startsWith("404");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "[{\"name\":\"a\",| :1:14: this is not JSON: ",
                "{\"name\":\"a\"} | :1:1: expected a list of proxies",
                "[1] | :1:2: proxy 1 must be an object",
                "[{\"name\":7}] | :1:10: \"name\" must be a string",
                "[{\"name\":\"a\",\"upstream\":\"b:1\",\"enabled\":\"yes\"}] | :1:41: \"enabled\" must be true or false",
                "[{\"name\":\"a\",\"upstream\":\"b:1\"},{\"name\":\"c\"}] | :1:32: proxy 2 has no \"upstream\"",
                "[{\"upstream\":\"b:1\"}] | :1:2: proxy 1 has no \"name\"",
                "[{\"name\":\"a\",\"upstream\":\"b:1\"},{\"name\":\"a\",\"upstream\":\"b:2\"}] | :1:32: proxy 2 has the name \"a\" of one before it",
            })
    void saysWhereTheConfigurationIsWrongAndEndsWith2(String config, String message) throws IOException {
        Path file = Files.writeString(directory.resolve("bad.json"), config);
        Run run = new Run("-port", "0", "-config", file.toString());
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err())
                .contains("seatrial proxy: " + file + message.strip())
                .contains("It is a JSON list such as [{\"name\":\"db\"")
                .doesNotContain("\tat ");
        assertThat(run.out()).isEmpty();
    }

    @Test
    void saysThatThereIsNoSuchConfiguration() {
        Run run = new Run("-config", directory.resolve("none.json").toString());
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err())
                .startsWith("seatrial proxy: cannot use the configuration " + directory.resolve("none.json")
                        + ": there is no such file\n");
    }

    @Test
    void aTakenPortEndsItWith4AndSaysWhatToDo() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Run run = new Run("-host", "127.0.0.1", "-port", String.valueOf(taken.getLocalPort()));
            assertThat(run.code()).isEqualTo(4);
            assertThat(run.err())
                    .startsWith("seatrial proxy: the API cannot listen on 127.0.0.1:" + taken.getLocalPort() + ": ")
                    .contains("Address already in use")
                    .endsWith("Choose another address with -host and -port, or end what listens there.\n");
        }
    }

    @Test
    void aTakenPortInTheConfigurationEndsItWith4() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Path file = Files.writeString(
                    directory.resolve("taken.json"),
                    "[{\"name\":\"a\",\"upstream\":\"b:1\",\"listen\":\"127.0.0.1:" + taken.getLocalPort() + "\"}]");
            Run run = new Run("-port", "0", "-config", file.toString());
            assertThat(run.code()).isEqualTo(4);
            assertThat(run.err())
                    .contains("127.0.0.1:" + taken.getLocalPort() + ": bind: address already in use")
                    .endsWith("Change it in " + file + ", or free that address.\n");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "-prot 1 | unknown argument \"-prot\"; known are -host, -port, -config",
                "-port | -port needs a value",
                "-port x | -port must be a whole number, not \"x\"",
                "-port 70000 | -port must be between 0 and 65535, not 70000",
                "watch -x | unknown argument \"-x\"",
            })
    void badUsageEndsItWith2(String arguments, String message) {
        Run run = new Run(arguments.split(" ", -1));
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).contains(message).contains("Run 'seatrial proxy --help'.");
    }

    @Test
    void helpNamesTheExitCodes() {
        Run run = new Run("--help");
        assertThat(run.code()).isZero();
        assertThat(run.out()).startsWith("Usage: seatrial proxy [-host H]").contains("Exit codes: 0 ended as told, 2 ");
    }

    @Test
    void watchOnceShowsEachLinkAndItsFaults() throws Exception {
        Path file = Files.writeString(directory.resolve("p.json"), GOOD);
        try (Run run = new Run("-port", "0", "-config", file.toString())) {
            String api = run.api();
            HttpClient.newHttpClient()
                    .send(
                            HttpRequest.newBuilder(URI.create("http://" + api + "/seatrial/links/db/faults"))
                                    .POST(HttpRequest.BodyPublishers.ofString("{\"kind\":\"blackhole\",\"ttl\":60000}"))
                                    .build(),
                            HttpResponse.BodyHandlers.discarding());
            Run watch = new Run("watch", "-host", "127.0.0.1", "-port", api.substring(api.indexOf(':') + 1), "-once");
            assertThat(watch.code()).isZero();
            assertThat(watch.out().lines())
                    .satisfiesExactly(
                            head -> assertThat(head).matches("link +live +rows/s +up/s +down/s  faults and toxics"),
                            db -> assertThat(db).matches("db 127.0.0.1:\\d+ +0 +0 +0B +0B  Blackhole"),
                            off -> assertThat(off).matches("off 127.0.0.1:0 \\(off\\) +0 +0 +0B +0B"));
        }
    }

    @Test
    void watchSaysWhereNobodyAnswers() {
        Run run = new Run("watch", "-host", "127.0.0.1", "-port", "1");
        assertThat(run.code()).isEqualTo(4);
        assertThat(run.err())
                .startsWith("seatrial proxy watch: no answer from http://127.0.0.1:1/seatrial/links (")
                .endsWith("Is 'seatrial proxy' running there?\n");
    }
}
