package dev.seatrial.chaos.server;

import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code seatrial proxy watch}: links, rates and faults of a running server, once a second. */
final class ProxyWatch {

    private static final Duration PERIOD = Duration.ofSeconds(1);

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();
    private final URI links;
    private final Map<String, JsonNode> before = new HashMap<>();
    private long asked;

    private ProxyWatch(ProxyOptions options) {
        String host = options.host().indexOf(':') >= 0 ? "[" + options.host() + "]" : options.host();
        links = URI.create("http://" + host + ":" + options.port() + "/seatrial/links");
    }

    static int run(List<String> arguments, PrintStream out, PrintStream err, boolean terminal)
            throws InterruptedException {
        ProxyOptions options;
        try {
            options = ProxyOptions.parse(arguments, true);
        } catch (IllegalArgumentException e) {
            err.println("seatrial proxy watch: " + e.getMessage());
            err.println("Run 'seatrial proxy --help'.");
            return 2;
        }
        if (options.help()) {
            out.print(ProxyServerMain.HELP);
            return 0;
        }
        ProxyWatch watch = new ProxyWatch(options);
        boolean drawn = terminal && !options.once();
        try {
            while (true) {
                Screen screen = drawn ? Screen.now() : Screen.UNBOUNDED;
                List<String> table = screen.fit(watch.table(screen));
                out.print((drawn ? Screen.CLEAR : "")
                        + String.join(System.lineSeparator(), table)
                        + System.lineSeparator());
                out.flush();
                if (options.once()) {
                    return 0;
                }
                Thread.sleep(PERIOD.toMillis());
            }
        } catch (IOException | JacksonException e) {
            err.println("seatrial proxy watch: no answer from " + watch.links + " (" + reason(e)
                    + "). Is 'seatrial proxy' running there?");
            return 4;
        }
    }

    private static String reason(Exception e) {
        return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    }

    private List<String> table(Screen screen) throws IOException, InterruptedException {
        HttpResponse<String> response = client.send(
                HttpRequest.newBuilder(links).timeout(Duration.ofSeconds(5)).build(),
                HttpResponse.BodyHandlers.ofString());
        if (response.statusCode() != 200) {
            throw new IOException("status " + response.statusCode() + "; a real Toxiproxy has no live view");
        }
        long now = System.nanoTime();
        Duration since = asked == 0 ? PERIOD : Duration.ofNanos(Math.max(1, now - asked));
        asked = now;
        JsonNode answer = JsonMapper.shared().readTree(response.body());
        List<LinkRow> rows = new ArrayList<>();
        for (JsonNode link : answer) {
            String name = link.path("name").asString();
            rows.add(LinkRow.of(link, before.getOrDefault(name, link), since));
            before.put(name, link);
        }
        return LinkRow.table(rows, screen.columns());
    }
}
