package dev.seatrial.chaos.link;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** Calls a Toxiproxy's API. */
final class ToxiproxyCalls {

    private final URI url;
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();

    ToxiproxyCalls(URI url) {
        this.url = url;
    }

    /**
     * Makes a call.
     *
     * @return the answer's body
     * @throws IOException if there is no answer or it is an error; the message names the server and what it said
     */
    String call(String method, String path, String body) throws IOException {
        HttpRequest request = HttpRequest.newBuilder(url.resolve(path))
                .timeout(Duration.ofSeconds(10))
                .header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .build();
        HttpResponse<String> response;
        try {
            response = client.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while calling " + url);
        } catch (IOException e) {
            throw new IOException(
                    "no Toxiproxy answers at " + url + " (" + e
                            + "). Start one there, set TOXIPROXY_URL, or use the links of Seatrial itself (provider seatrial).",
                    e);
        }
        if (response.statusCode() >= 300) {
            throw new IOException("Toxiproxy at " + url + " refused " + method + " " + path + " with "
                    + response.statusCode() + ": " + response.body().strip());
        }
        return response.body();
    }
}
