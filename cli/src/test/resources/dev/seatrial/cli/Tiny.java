import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.Executors;

/** A service of one file for the tests of the command line; BEHAVE makes it misbehave. */
public class Tiny {
    public static void main(String[] args) throws Exception {
        String behave = System.getenv().getOrDefault("BEHAVE", "well");
        if (behave.equals("exit")) {
            System.out.println("cannot find the compass");
            System.exit(7);
        }
        if (behave.equals("ignore-term")) {
            Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                while (true) {
                    java.util.concurrent.locks.LockSupport.park();
                }
            }));
        }
        if (behave.equals("flood")) {
            Thread flood = new Thread(() -> {
                String line = "x".repeat(1_000);
                for (int i = 0; i < 100_000; i++) {
                    System.out.println(line);
                }
            });
            flood.setDaemon(true);
            flood.start();
        }
        int port = Integer.parseInt(System.getenv().getOrDefault("PORT", "8080"));
        HttpServer server = HttpServer.create(
                new InetSocketAddress(System.getenv().getOrDefault("LISTEN", "127.0.0.1"), port), 50);
        server.setExecutor(Executors.newCachedThreadPool());
        server.createContext("/livez", e -> answer(e, 200, "ok"));
        server.createContext("/readyz", e -> answer(e, behave.equals("never-ready") ? 503 : 200, "state"));
        server.createContext("/work", Tiny::work);
        server.start();
        if (System.getenv("OTHER_URL") != null) {
            Thread heartbeat = new Thread(Tiny::beat);
            heartbeat.setDaemon(true);
            heartbeat.start();
        }
    }

    /** Asks the other for a sign of life all the time, so that the link to it is never unused. */
    private static void beat() {
        HttpClient client = HttpClient.newHttpClient();
        HttpRequest request = HttpRequest.newBuilder(URI.create(System.getenv("OTHER_URL") + "/livez"))
                .timeout(Duration.ofMillis(500))
                .build();
        while (true) {
            try {
                client.send(request, HttpResponse.BodyHandlers.ofString());
            } catch (IOException e) {
                // The other is away; the next beat tells whether it is back.
            } catch (InterruptedException e) {
                return;
            }
            java.util.concurrent.locks.LockSupport.parkNanos(100_000_000L);
        }
    }

    private static void work(HttpExchange exchange) throws IOException {
        String other = System.getenv("OTHER_URL");
        if (other == null) {
            answer(exchange, 200, "done");
            return;
        }
        try {
            HttpResponse<String> response = HttpClient.newHttpClient()
                    .send(
                            HttpRequest.newBuilder(URI.create(other + "/work")).timeout(Duration.ofMillis(500)).build(),
                            HttpResponse.BodyHandlers.ofString());
            answer(exchange, response.statusCode() == 200 ? 200 : 503, response.body());
        } catch (Exception e) {
            answer(exchange, 503, "other is gone");
        }
    }

    private static void answer(HttpExchange exchange, int status, String text) throws IOException {
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }
}
