package dev.seatrial.chaos.toxiproxy;

import dev.seatrial.link.Endpoint;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Calls one API, and makes what it answers comparable: chosen ports become names. */
final class Caller {

    private static final Pattern PORT = Pattern.compile("(127\\.0\\.0\\.1|\\[::]|\\[::1]):(\\d{4,5})");
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final Endpoint api;
    private final Map<String, String> ports = new LinkedHashMap<>();

    Caller(Endpoint api) {
        this.api = api;
    }

    String call(String method, String path, String body) throws IOException, InterruptedException {
        HttpResponse<String> response = CLIENT.send(
                HttpRequest.newBuilder(URI.create("http://" + api + path))
                        .method(method, HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        return response.statusCode() + " "
                + response.headers().firstValue("content-type").orElse("-") + " " + neutral(response.body());
    }

    private String neutral(String body) {
        Matcher matcher = PORT.matcher(body);
        StringBuilder out = new StringBuilder();
        while (matcher.find()) {
            String name = ports.computeIfAbsent(matcher.group(2), p -> "P" + ports.size());
            matcher.appendReplacement(out, Matcher.quoteReplacement(matcher.group(1) + ":" + name));
        }
        return matcher.appendTail(out).toString();
    }

    /** Notes a port under a name that the other side uses for its own. */
    void name(int port, String name) {
        ports.put(String.valueOf(port), name);
    }
}
