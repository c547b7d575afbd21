package dev.seatrial.chaos.hostile;

import static dev.seatrial.chaos.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.seatrial.chaos.Peer;
import dev.seatrial.chaos.toxiproxy.ApiServer;
import dev.seatrial.link.Endpoint;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Calls that crash or hang the original, and callers that would hold the control port. */
@SuppressWarnings("try") // a port is freed within a test
class HostileCallerTest {

    private static String call(ApiServer server, String method, String path, String body) throws IOException {
        try (Peer caller = Peer.connect(server.listen())) {
            caller.send(method + " " + path + " HTTP/1.1\r\nConnection: close\r\nContent-Length: "
                    + body.getBytes(StandardCharsets.UTF_8).length + "\r\n\r\n" + body);
            return caller.readAll();
        }
    }

    private static Endpoint listen(String answer) {
        return Endpoint.parse(answer.replaceAll("(?s).*\"listen\":\"([^\"]+)\".*", "$1"));
    }

    private static ApiServer start() throws IOException {
        return ApiServer.start(ApiServer.Settings.standard());
    }

    @Test
    void whatCrashesTheOriginalIsRefusedAndTheTrafficGoesOn() throws Exception {
        try (ApiServer server = start();
                Peer.Host provider = new Peer.Host()) {
            String made = call(
                    server,
                    "POST",
                    "/proxies",
                    "{\"name\":\"p\",\"listen\":\"127.0.0.1:0\",\"upstream\":\"" + provider.endpoint() + "\"}");
            call(
                    server,
                    "POST",
                    "/proxies/p/toxics",
                    "{\"type\":\"bandwidth\",\"name\":\"b\",\"attributes\":{\"rate\":1000}}");
            call(
                    server,
                    "POST",
                    "/proxies/p/toxics",
                    "{\"type\":\"slicer\",\"name\":\"s\",\"attributes\":{\"average_size\":10,\"size_variation\":5}}");
            try (Peer consumer = Peer.connect(listen(made))) {
                Peer answering = provider.accept().send("before");
                consumer.expect("before");
                for (String bad : List.of(
                        "b {\"rate\":-1}",
                        "s {\"average_size\":0}",
                        "s {\"average_size\":10,\"size_variation\":11}",
                        "s {\"size_variation\":-1}")) {
                    String[] parts = bad.split(" ", 2);
                    assertThat(call(
                                    server,
                                    "POST",
                                    "/proxies/p/toxics/" + parts[0],
                                    "{\"attributes\":" + parts[1] + "}"))
                            .as(bad)
                            .startsWith("HTTP/1.1 400 Bad Request")
                            .contains("bad request body: ");
                }
                answering.send("after all of that");
                consumer.expect("after all of that");
            }
        }
    }

    @Test
    void aProviderThatIsDeadOrUnknownHindersNeitherItsCreationNorTheOthers() throws Exception {
        try (ApiServer server = start();
                Peer.Host provider = new Peer.Host()) {
            String dead = call(
                    server,
                    "POST",
                    "/proxies",
                    "{\"name\":\"dead\",\"listen\":\"127.0.0.1:0\",\"upstream\":\"127.0.0.1:1\"}");
            String unknown = call(
                    server,
                    "POST",
                    "/proxies",
                    "{\"name\":\"unknown\",\"listen\":\"127.0.0.1:0\",\"upstream\":\"nobody.invalid:1\"}");
            String alive = call(
                    server,
                    "POST",
                    "/proxies",
                    "{\"name\":\"alive\",\"listen\":\"127.0.0.1:0\",\"upstream\":\"" + provider.endpoint() + "\"}");
            assertThat(List.of(dead, unknown, alive)).allMatch(a -> a.startsWith("HTTP/1.1 201 "));
            expectOver(listen(dead));
            expectOver(listen(unknown));
            try (Peer consumer = Peer.connect(listen(alive))) {
                provider.accept().send("x");
                consumer.expect("x");
            }
        }
    }

    private static void expectOver(Endpoint to) throws IOException {
        try (Peer consumer = Peer.connect(to)) {
            consumer.expectEnd();
        } catch (SocketException reset) {
            assertThat(reset).hasMessageContaining("reset");
        }
    }

    @Test
    void aTakenPortIsSaidAndLeavesNothingHalfMade() throws Exception {
        try (ApiServer server = start();
                ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String at = "127.0.0.1:" + taken.getLocalPort();
            String proxy = "{\"name\":\"p\",\"listen\":\"" + at + "\",\"upstream\":\"127.0.0.1:1\"}";
            assertThat(call(server, "POST", "/proxies", proxy))
                    .startsWith("HTTP/1.1 500 ")
                    .contains("{\"error\":\"listen tcp " + at + ": bind: address already in use\",\"status\":500}");
            assertThat(call(server, "GET", "/proxies/p", "")).startsWith("HTTP/1.1 404 ");
            taken.close();
            assertThat(call(server, "POST", "/proxies", proxy)).startsWith("HTTP/1.1 201 ");
        }
    }

    @Test
    void aSecondServerOnOnePortSaysWhichPort() throws Exception {
        try (ApiServer server = start()) {
            var settings = new ApiServer.Settings(server.listen(), 1, false, Duration.ofSeconds(1));
            assertThatThrownBy(() -> ApiServer.start(settings))
                    .isInstanceOf(IOException.class)
                    .hasMessageStartingWith("the API cannot listen on " + server.listen() + ": ")
                    .hasMessageContaining("Address already in use");
        }
    }

    @Test
    void hundredsOfDribblersAreEndedWhileOthersAreAnswered() throws Exception {
        var settings = new ApiServer.Settings(new Endpoint("127.0.0.1", 0), 1, false, Duration.ofSeconds(1));
        List<Peer> slow = new ArrayList<>();
        try (ApiServer server = ApiServer.start(settings)) {
            for (int i = 0; i < 300; i++) {
                slow.add(Peer.connect(server.listen()).send("POST /proxies HTTP/1.1\r\nContent-Length: 10\r\n\r\n{"));
            }
            assertThat(call(server, "GET", "/version", "")).startsWith("HTTP/1.1 200 ");
            for (Peer peer : slow) {
                peer.expectEnd();
                peer.close();
            }
        }
    }

    @Test
    void aCallerThatFinishedSendingIsAnswered() throws Exception {
        try (ApiServer server = start();
                Peer caller = Peer.connect(server.listen())) {
            caller.send("GET /version HTTP/1.1\r\n\r\nGET /proxies HTTP/1.1\r\n\r\n")
                    .finish();
            assertThat(caller.readAll()).contains("\"version\": \"2.12.0\"").endsWith("{}");
        }
    }

    @Test
    void aCallerThatNeverReadsHoldsNobodyUp() throws Exception {
        try (ApiServer server = start();
                Peer deaf = Peer.connect(server.listen())) {
            deaf.send("GET /proxies HTTP/1.1\r\n\r\n".repeat(5_000));
            assertThat(call(server, "GET", "/version", "")).startsWith("HTTP/1.1 200 ");
        }
    }

    @Test
    void anAddressWithControlCharactersIsRedirectedEncoded() throws Exception {
        try (ApiServer server = start()) {
            assertThat(call(server, "GET", "//%00%0d%0aX:1/%C3%A9?a=b", ""))
                    .startsWith("HTTP/1.1 301 ")
                    .containsIgnoringCase("location: /%00%0D%0AX:1/%C3%A9?a=b\r\n");
        }
    }

    @Test
    void aFaultWithANumberBeyondEveryBoundIsRefusedInWords() throws Exception {
        try (ApiServer server = start()) {
            call(
                    server,
                    "POST",
                    "/proxies",
                    "{\"name\":\"p\",\"listen\":\"127.0.0.1:0\",\"upstream\":\"127.0.0.1:1\"}");
            assertThat(call(
                            server,
                            "POST",
                            "/seatrial/links/p/faults",
                            "{\"kind\":\"answer\",\"ttl\":50,\"status\":99999999999}"))
                    .startsWith("HTTP/1.1 400 ")
                    .contains("bad request body: status must be a whole number between 100 and 599, not 99999999999");
        }
    }

    @Test
    void aFaultWhoseMakerIsGoneHealsByItself() throws Exception {
        try (ApiServer server = start();
                Peer.Host provider = new Peer.Host()) {
            String made = call(
                    server,
                    "POST",
                    "/proxies",
                    "{\"name\":\"p\",\"listen\":\"127.0.0.1:0\",\"upstream\":\"" + provider.endpoint() + "\"}");
            call(server, "POST", "/seatrial/links/p/faults", "{\"kind\":\"down\",\"ttl\":300}");
            Peer.expectResetAtOnce(listen(made));
            eventually(
                    () -> {
                        try {
                            return call(server, "GET", "/seatrial/links/p/faults", "");
                        } catch (IOException e) {
                            throw new AssertionError(e);
                        }
                    },
                    faults -> faults.endsWith("[]\n"));
            try (Peer consumer = Peer.connect(listen(made))) {
                provider.accept().send("x");
                consumer.expect("x");
            }
        }
    }
}
