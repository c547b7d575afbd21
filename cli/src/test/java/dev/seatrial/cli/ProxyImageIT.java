package dev.seatrial.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The proxy server's image, built without an engine's help, on a real engine. */
@Tag("docker")
class ProxyImageIT {

    @TempDir
    Path temporary;

    private final HttpClient client = HttpClient.newHttpClient();

    private String call(String url, String body) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url)).timeout(Duration.ofSeconds(60));
        request = body.isEmpty() ? request.GET() : request.POST(HttpRequest.BodyPublishers.ofString(body));
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString())
                .body();
    }

    private boolean answers(String url) {
        try {
            return call(url, "").contains("version");
        } catch (Exception notYet) {
            return false;
        }
    }

    @Test
    void runsOnAnEngineAndPassesTrafficWithAToxic() throws Exception {
        Engine engine = Engine.with(Engine.JAVA_IMAGE);
        Path tar = temporary.resolve("proxy image.tar");
        Program.Result built = Program.run(
                temporary,
                engine.environment(),
                "proxy",
                "image",
                tar.toString(),
                "--base",
                "docker://" + Engine.JAVA_IMAGE);
        assertThat(built.code()).as(built.all()).isZero();
        assertThat(built.out()).contains("seatrial/proxy, sha256:");
        engine.docker("load", "-i", tar.toString());
        String name = "seatrial-proxy-test-" + UUID.randomUUID();
        engine.docker("run", "-d", "--name", name, "-p", "127.0.0.1::8474", "-p", "127.0.0.1::20000", ProxyImage.NAME);
        try {
            String api = "http://" + engine.docker("port", name, "8474");
            String link = "http://" + engine.docker("port", name, "20000");
            Program.await(
                    "the proxy in its container answers", Duration.ofSeconds(60), () -> answers(api + "/version"));
            call(api + "/proxies", "{\"name\":\"self\",\"listen\":\"0.0.0.0:20000\",\"upstream\":\"127.0.0.1:8474\"}");
            assertThat(call(link + "/version", "")).contains("2.12.0");
            call(api + "/proxies/self/toxics", "{\"type\":\"latency\",\"attributes\":{\"latency\":700}}");
            long start = System.nanoTime();
            assertThat(call(link + "/version", "")).contains("2.12.0");
            assertThat(System.nanoTime() - start).isGreaterThanOrEqualTo(TimeUnit.MILLISECONDS.toNanos(690));
            assertThat(call(api + "/seatrial/links/self/ledger", "")).contains("\"path\":\"/version\"");
            assertThat(engine.docker("exec", name, "id", "-u")).isEqualTo("10001");
        } finally {
            engine.docker("rm", "-f", name);
            engine.docker("rmi", ProxyImage.NAME);
        }
    }

    @Test
    void saysWhichBaseCannotBeHad() throws Exception {
        Program.Result result = Program.run(
                temporary, Map.of(), "proxy", "image", "proxy.tar", "--base", "tar://" + temporary.resolve("none.tar"));
        assertThat(result.code()).as(result.all()).isEqualTo(4);
        assertThat(result.err()).contains("cannot build proxy.tar on tar://", "none.tar", "--base");
    }
}
