package dev.seatrial.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.seatrial.check.HttpProbe.Request;
import dev.seatrial.run.FakeCheck;
import dev.seatrial.run.FakeEnvironment;
import dev.seatrial.run.RunOptions;
import dev.seatrial.run.RunResult;
import dev.seatrial.run.Runner;
import dev.seatrial.target.Identity;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A service that throws every secret it is told back at us, and a check that tells all it saw. */
class CanaryTest {

    private static final String TOKEN = "canary-given-token";
    private static final String PASSWORD = "canary-from-environment";

    @Test
    void noFormHoldsASecret() throws Exception {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            byte[] body = ("{\"password\":\"canary-member\",\"echo\":\""
                            + exchange.getRequestHeaders().getFirst("Authorization") + "\",\"database\":\"" + PASSWORD
                            + "\"}")
                    .getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Set-Cookie", "session=canary-cookie");
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        try {
            URI url = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/?access_token=canary-query");
            FakeEnvironment environment = FakeEnvironment.running(
                    FakeEnvironment.target(List.of(new Identity.Given("bob", TOKEN)), List.of(), "orders")
                            .withSecrets(Set.of(PASSWORD)),
                    () -> {});
            RunResult run = new Runner(
                            List.of(FakeCheck.steady("LEAK-001", (subject, voyage) -> {
                                var exchange = voyage.http()
                                        .send(Request.of("POST", url)
                                                .bearer(voyage.defaultToken())
                                                .header("Cookie", "a=canary-cookie")
                                                .body("text/plain", PASSWORD.getBytes(StandardCharsets.UTF_8)));
                                voyage.note(exchange.toString() + TOKEN);
                                return "bad: " + exchange + " token was " + TOKEN;
                            })),
                            RunOptions.defaults(),
                            event -> {})
                    .run(environment);
            Report report = Report.of(run, environment, List.of());

            assertThat(report.results().get(0).observation().orElseThrow())
                    .as("the exchange did happen")
                    .contains("status=200", "echo");
            ReportForms.discover()
                    .values()
                    .forEach(writer -> assertThat(writer.text(report))
                            .as(writer.id())
                            .contains("LEAK-001")
                            .doesNotContain("canary"));
        } finally {
            server.stop(0);
        }
    }
}
