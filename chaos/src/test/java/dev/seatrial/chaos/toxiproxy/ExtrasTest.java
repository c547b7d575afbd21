package dev.seatrial.chaos.toxiproxy;

import static dev.seatrial.chaos.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.seatrial.chaos.Peer;
import dev.seatrial.link.Endpoint;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is beyond the original's API. */
class ExtrasTest {

    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private static final String GET = "GET /a HTTP/1.1\r\nHost: x\r\n\r\n";
    private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nbody";

    private ApiServer server;
    private Peer.Host provider;
    private Endpoint listen;

    @BeforeEach
    void start() throws Exception {
        server = ApiServer.start(ApiServer.Settings.standard());
        provider = new Peer.Host();
        String made = call(
                "POST",
                "/proxies",
                "{\"name\":\"p\",\"listen\":\"127.0.0.1:0\",\"upstream\":\"" + provider.endpoint() + "\"}");
        listen = Endpoint.parse(made.replaceAll("(?s).*\"listen\":\"([^\"]+)\".*", "$1"));
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
        provider.close();
    }

    private String call(String method, String path, String body) throws IOException, InterruptedException {
        HttpResponse<String> response = CLIENT.send(
                HttpRequest.newBuilder(URI.create("http://" + server.listen() + path))
                        .method(method, HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        return response.statusCode() + " " + response.body();
    }

    private String faults() {
        try {
            return call("GET", "/seatrial/links/p/faults", "");
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private void exchange() throws IOException {
        try (Peer consumer = Peer.connect(listen)) {
            consumer.send(GET);
            provider.accept().expect(GET).send(OK);
            consumer.expect(OK);
        }
    }

    @Test
    void faultsAreListedWithAllTheirMembersAndTakenOffByKindOrByReset() throws Exception {
        String all =
                "{\"kind\":\"answer\",\"ttl\":60000,\"status\":429,\"contentType\":\"a/b\",\"body\":\"x\",\"grpcStatus\":14,"
                        + "\"method\":\"GET\",\"path\":\"/a\",\"header\":\"X\",\"value\":\"1\",\"request\":\"r\","
                        + "\"attempts\":[1,2],\"first\":3,\"every\":2,\"share\":0.5}";
        String shown = all.replace("\"answer\"", "\"Answer\"").replace("[1,2]", "[1, 2]");
        String on = shown.substring(0, shown.length() - 1) + ",\"active\":true,\"hits\":0}";
        assertThat(call("POST", "/seatrial/links/p/faults", all)).isEqualTo("201 " + on + "\n");
        assertThat(call("GET", "/seatrial/links/p/faults/answer", "")).isEqualTo("200 " + on + "\n");
        call(
                "POST",
                "/seatrial/links/p/faults",
                "{\"kind\":\"truncate\",\"ttl\":60000,\"bytes\":5,\"answered\":\"500-503\"}");
        assertThat(faults())
                .contains("{\"kind\":\"Truncate\",\"ttl\":60000,\"bytes\":5,\"answered\":\"500-503\",\"active\":true");
        assertThat(call("DELETE", "/seatrial/links/p/faults/answer", "")).isEqualTo("204 ");
        assertThat(call("DELETE", "/seatrial/links/p/faults/answer", ""))
                .isEqualTo("404 {\"error\":\"fault not found\",\"status\":404}\n");
        assertThat(call("POST", "/reset", "")).isEqualTo("204 ");
        assertThat(faults()).isEqualTo("200 []\n");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"kind\":\"x\",\"ttl\":1}|kind must be one of down, latency, blackhole, connectBlackhole, slowConnect,"
                        + " answer, garbage, hang, duplicate, dropResponse, halfBody, truncate, slowAnswer, trickle, not \"x\"",
                "{\"kind\":\"down\"}|ttl is missing; it is a whole number of milliseconds",
                "{\"kind\":\"down\",\"ttl\":0}|ttl must be a whole number between 1 and 31622400000, not 0",
                "{\"kind\":\"down\",\"ttl\":\"soon\"}|ttl must be a whole number between 1 and 31622400000, not soon",
                "{\"kind\":\"down\",\"ttl\":1,\"delay\":1}|unknown member \"delay\"; down has kind, lease, ttl",
                "{\"kind\":\"latency\",\"ttl\":1,\"delay\":-1}|delay must be a whole number between 0 and 31622400000, not -1",
                "{\"kind\":\"answer\",\"ttl\":1,\"status\":600}|status must be a whole number between 100 and 599, not 600",
                "{\"kind\":\"garbage\",\"ttl\":1,\"bytes\":0}|bytes must be a whole number between 1 and 65536, not 0",
                "{\"kind\":\"truncate\",\"ttl\":1,\"bytes\":-1}|bytes must be a whole number of 0 or more, not -1",
                "{\"kind\":\"trickle\",\"ttl\":1,\"gap\":0}|gap must be a whole number between 1 and 31622400000, not 0",
                "{\"kind\":\"trickle\",\"ttl\":1,\"first\":0}|first must be a whole number between 1 and 2147483647, not 0",
                "{\"kind\":\"trickle\",\"ttl\":1,\"attempts\":[1,0]}|each of attempts must be a whole number between 1 and"
                        + " 2147483647, not 0",
                "{\"kind\":\"trickle\",\"ttl\":1,\"attempts\":{}}|attempts must be a number or a string",
                "{\"kind\":\"trickle\",\"ttl\":1,\"share\":0}|share must be a number above 0 and at most 1, not 0",
                "{\"kind\":\"trickle\",\"ttl\":1,\"answered\":\"5xx\"}|answered must be a status such as 404 or a range such as"
                        + " \"500-599\", not 5xx",
                "{\"kind\":\"trickle\",\"ttl\":1,\"answered\":\"500-400\"}|statuses go from 100 to 599, upwards, not 500 to 400",
                "{\"kind\":\"trickle\",\"ttl\":1,\"value\":\"v\"}|value needs header: the name of the field that has it",
                "{\"kind\":\"hang\",\"ttl\":1,\"answered\":500}|Hang cannot select by the answer's status: it is decided before"
                        + " the provider answers",
                "{\"kind\":\"down\",\"ttl\":1,\"lease\":\"no\"}|nobody holds the lease \"no\"; GET /seatrial/lease gives one for"
                        + " as long as its connection stays open",
                "[]|a fault is an object such as {\"kind\":\"blackhole\",\"ttl\":5000}"
            })
    void aBadValueIsAnErrorThatSaysWhatIsExpected(String body, String why) throws Exception {
        String error = GoText.quote("bad request body: " + why);
        assertThat(call("POST", "/seatrial/links/p/faults", body))
                .isEqualTo("400 {\"error\":" + error + ",\"status\":400}\n");
        assertThat(faults()).isEqualTo("200 []\n");
    }

    @Test
    void whatALeaseHoldsHealsWhenItsConnectionDies() throws Exception {
        Peer holder = Peer.connect(server.listen());
        holder.send("GET /seatrial/lease HTTP/1.1\r\n\r\n").readThrough("\r\n\r\n");
        String line = holder.readThrough("}\n");
        String id = line.replaceAll("(?s).*\"lease\":\"([0-9a-f]{16})\".*", "$1");
        call("POST", "/seatrial/links/p/faults", "{\"kind\":\"down\",\"ttl\":60000,\"lease\":\"" + id + "\"}");
        call("POST", "/seatrial/links/p/faults", "{\"kind\":\"latency\",\"delay\":0,\"ttl\":60000}");
        Peer.expectResetAtOnce(listen);
        holder.reset();
        eventually(this::faults, f -> !f.contains("Down"));
        assertThat(faults()).contains("Latency");
        exchange();
        assertThat(call(
                        "POST",
                        "/seatrial/links/p/faults",
                        "{\"kind\":\"down\",\"ttl\":60000,\"lease\":\"" + id + "\"}"))
                .startsWith("400 ")
                .contains("nobody holds the lease");
        exchange();
    }

    @Test
    void theLedgerCanBeFollowedAsRowsEnd() throws Exception {
        exchange();
        try (Peer reader = Peer.connect(server.listen())) {
            reader.send("GET /seatrial/links/p/ledger?follow=true&after=0 HTTP/1.1\r\n\r\n")
                    .readThrough("\r\n\r\n");
            assertThat(reader.readThrough("}\n")).contains("\"sequence\":1,").contains("\"outcome\":\"COMPLETE\"");
            exchange();
            assertThat(reader.readThrough("}\n")).contains("\"sequence\":2,").contains("\"path\":\"/a\"");
        }
        assertThat(call("GET", "/seatrial/links/p/ledger?follow=true&format=har", ""))
                .contains("follow=true goes with format=ndjson only");
    }

    @Test
    void countersGrowWhileAConnectionLives() throws Exception {
        try (Peer consumer = Peer.connect(listen)) {
            consumer.send(GET);
            provider.accept().expect(GET).send(OK);
            consumer.expect(OK);
            assertThat(call("GET", "/seatrial/links", ""))
                    .contains("\"connections\":1,\"live\":1,\"up\":" + GET.length() + ",\"down\":" + OK.length());
        }
    }
}
