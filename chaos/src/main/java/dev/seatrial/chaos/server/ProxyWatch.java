package dev.seatrial.chaos.server;

import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
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

    private ProxyWatch(ProxyOptions options) {
        String host = options.host().indexOf(':') >= 0 ? "[" + options.host() + "]" : options.host();
        links = URI.create("http://" + host + ":" + options.port() + "/seatrial/links");
    }

    static int run(List<String> arguments, PrintStream out, PrintStream err) throws InterruptedException {
        ProxyOptions options;
        try {
            options = ProxyOptions.parse(arguments, true);
        } catch (IllegalArgumentException e) {
            err.println("seatrial proxy watch: " + e.getMessage());
            return 2;
        }
        ProxyWatch watch = new ProxyWatch(options);
        boolean terminal = System.getenv("TERM") != null && !options.once();
        try {
            while (true) {
                String table = watch.table(PERIOD);
                out.print(terminal ? "\u001b[H\u001b[2J" + table : table);
                out.flush();
                if (options.once()) {
                    return 0;
                }
                Thread.sleep(PERIOD.toMillis());
            }
        } catch (IOException | JacksonException e) {
            err.println("seatrial proxy watch: no answer from " + watch.links + " (" + e.getMessage()
                    + "). Is 'seatrial proxy' running there?");
            return 4;
        }
    }

    private String table(Duration since) throws IOException, InterruptedException {
        HttpResponse<String> response = client.send(
                HttpRequest.newBuilder(links).timeout(Duration.ofSeconds(5)).build(),
                HttpResponse.BodyHandlers.ofString());
        if (response.statusCode() != 200) {
            throw new IOException("status " + response.statusCode() + "; a real Toxiproxy has no live view");
        }
        StringBuilder out = new StringBuilder(row("link", "live", "rows/s", "up/s", "down/s", "faults and toxics"));
        for (JsonNode link : JsonMapper.shared().readTree(response.body())) {
            JsonNode last = before.getOrDefault(link.path("name").asString(), link);
            out.append(row(
                    link.path("name").asString() + " " + link.path("listen").asString()
                            + (link.path("enabled").asBoolean() ? "" : " (off)"),
                    link.path("live").asString("0"),
                    rate(link, last, "requests", since),
                    bytes(rate(link, last, "up", since)),
                    bytes(rate(link, last, "down", since)),
                    names(link.path("faults"), link.path("toxics"))));
            before.put(link.path("name").asString(), link);
        }
        return out.toString();
    }

    private static String rate(JsonNode now, JsonNode last, String member, Duration since) {
        long grown = now.path(member).asLong() - last.path(member).asLong();
        return String.valueOf(Math.max(0, grown) * 1000 / since.toMillis());
    }

    /** A number of bytes in at most five places. */
    static String bytes(String number) {
        double n = Double.parseDouble(number);
        String unit = "B";
        for (String larger : List.of("KiB", "MiB", "GiB")) {
            if (n >= 1024) {
                n /= 1024;
                unit = larger;
            }
        }
        return String.format(Locale.ROOT, n >= 10 || unit.equals("B") ? "%.0f%s" : "%.1f%s", n, unit);
    }

    private static String names(JsonNode faults, JsonNode toxics) {
        StringBuilder out = new StringBuilder();
        faults.forEach(f -> out.append(out.isEmpty() ? "" : ", ").append(f.asString()));
        toxics.forEach(t -> out.append(out.isEmpty() ? "" : ", ").append(t.asString()));
        return out.toString();
    }

    private static String row(String link, String live, String rows, String up, String down, String faults) {
        return String.format(Locale.ROOT, "%-36s %5s %7s %8s %8s  %s%n", link, live, rows, up, down, faults);
    }
}
