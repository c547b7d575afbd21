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
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The counters of {@code /metrics} have the original's names, labels and values. */
@Tag("toxiproxy")
class MetricsDifferentialTest {

    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    @Test
    void oneTrafficGivesBothTheSameCounters() throws Exception {
        var settings = new ApiServer.Settings(new Endpoint("127.0.0.1", 0), 1, true, Duration.ofSeconds(15));
        try (RealToxiproxy real = RealToxiproxy.start("-proxy-metrics");
                ApiServer ours = ApiServer.start(settings)) {
            assertThat(counters(ours.listen())).hasSize(4).isEqualTo(counters(real.api()));
        }
    }

    private static List<String> counters(Endpoint api) throws IOException, InterruptedException {
        try (Peer.Host provider = new Peer.Host()) {
            String made = CLIENT.send(
                            HttpRequest.newBuilder(URI.create("http://" + api + "/proxies"))
                                    .POST(HttpRequest.BodyPublishers.ofString(
                                            "{\"name\":\"a \\\"b\\\"\",\"listen\":\"127.0.0.1:0\",\"upstream\":\""
                                                    + provider.endpoint() + "\"}"))
                                    .build(),
                            HttpResponse.BodyHandlers.ofString())
                    .body();
            String listen = made.replaceAll("(?s).*\"listen\":\"([^\"]+)\".*", "$1");
            try (Peer consumer = Peer.connect(Endpoint.parse(listen)).send("abc")) {
                Peer answering = provider.accept().expect("abc").send("de").finish();
                consumer.expect("de").expectEnd();
                answering.close();
            }
            return eventually(() -> ask(api, listen, provider.endpoint()), found -> found.size() == 4);
        }
    }

    private static List<String> ask(Endpoint api, String listen, Endpoint upstream) {
        try {
            return CLIENT.send(
                            HttpRequest.newBuilder(URI.create("http://" + api + "/metrics"))
                                    .build(),
                            HttpResponse.BodyHandlers.ofString())
                    .body()
                    .lines()
                    .filter(line -> line.startsWith("toxiproxy_"))
                    .map(line -> line.replace(listen, "LISTEN").replace(upstream.toString(), "UPSTREAM"))
                    .toList();
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
