package dev.seatrial.chaos.bench;

import dev.seatrial.link.Endpoint;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.locks.LockSupport;

/**
 * Measures the direct path, our proxy and the real Toxiproxy in one run, interleaved, each proxy as a process of its own.
 * Called by {@code scripts/bench/proxy} with name=host:port of each control API.
 */
@SuppressWarnings("SystemOut")
public final class ProxyBench {

    private static final int PINGS = Integer.getInteger("pings", 4_000);
    private static final int ROUNDS = Integer.getInteger("rounds", 7);
    private static final long BULK = Long.getLong("bulk", 256L << 20);
    private static final int IDLE = Integer.getInteger("idle", 5_000);

    /** Only the cases whose names match. */
    private static final String ONLY = System.getProperty("only", ".*");

    private record Way(
            String name, Endpoint api, long pid, Endpoint echo, Endpoint bulk, Endpoint http, Endpoint ticks) {}

    private ProxyBench() {}

    public static void main(String[] arguments) throws Exception {
        Endpoint echo = serve(ProxyBench::echo);
        Endpoint late = serve(ProxyBench::lateEcho);
        Endpoint bulk = serve(ProxyBench::source);
        Endpoint http = serve(ProxyBench::answer);
        Endpoint ticks = serve(ProxyBench::tick);
        List<Way> ways = new ArrayList<>();
        ways.add(new Way("direct", echo, 0, echo, bulk, http, ticks));
        for (String argument : arguments) {
            String[] parts = argument.split("[=@]", -1);
            Endpoint api = Endpoint.parse(parts[1]);
            ways.add(new Way(
                    parts[0],
                    api,
                    Long.parseLong(parts[2]),
                    proxy(api, "echo", echo),
                    proxy(api, "bulk", bulk),
                    proxy(api, "http", http),
                    proxy(api, "ticks", ticks)));
        }
        for (Way way : ways) { // both proxies and this program warm
            roundTrips(way.echo(), PINGS * 3, "x");
            roundTrips(way.http(), PINGS * 3, REQUEST);
            bulk(way.bulk());
        }
        table("round trip p50 (us)", ways, way -> percentile(roundTrips(way.echo(), PINGS, "x"), 0.5));
        table("round trip p99 (us)", ways, way -> percentile(roundTrips(way.echo(), PINGS, "x"), 0.99));
        table("connect + first byte p50 (us)", ways, way -> percentile(connects(way.echo(), 300), 0.5));
        table("HTTP keep-alive (requests/s)", ways, way -> perSecond(roundTrips(way.http(), PINGS, REQUEST)));
        table("bulk (MiB/s)", ways, way -> bulk(way.bulk()));
        for (Way way : ways.subList(1, ways.size())) {
            call(way.api(), "/proxies/bulk/toxics", "{\"type\":\"latency\",\"attributes\":{\"latency\":0}}");
            call(way.api(), "/proxies/echo/toxics", "{\"type\":\"latency\",\"attributes\":{\"latency\":20}}");
            call(way.api(), "/proxies/ticks/toxics", "{\"type\":\"latency\",\"attributes\":{\"latency\":20}}");
        }
        table("bulk, latency toxic 0 (MiB/s)", ways, way -> bulk(way.bulk()));
        pooled(
                "latency toxic 20 ms: p99 of excess (us)",
                ways,
                way -> roundTrips(way.pid() == 0 ? late : way.echo(), 60, "x"),
                way -> 20_000);
        pooled(
                "pieces 5 ms apart, 20 ms late: p99 excess (us)",
                ways,
                way -> ticks(way.ticks()),
                way -> way.pid() == 0 ? 0 : 20_000);
        if (!"memory".matches(ONLY)) {
            System.exit(0);
        }
        System.out.printf(Locale.ROOT, "%n%-42s", "memory of " + IDLE + " idle connections (MiB)");
        for (Way way : ways.subList(1, ways.size())) {
            System.out.printf(Locale.ROOT, "  %s +%d, in all %d", way.name(), idle(way), resident(way.pid()) / 1024);
        }
        System.out.println();
        System.exit(0);
    }

    private interface Measure {
        double of(Way way) throws Exception;
    }

    /** The median of the rounds, each way in turn within a round. */
    private static void table(String what, List<Way> ways, Measure measure) throws Exception {
        if (!what.matches(ONLY)) {
            return;
        }
        double[][] seen = new double[ways.size()][ROUNDS];
        for (int round = 0; round < ROUNDS; round++) {
            for (int w = 0; w < ways.size(); w++) {
                seen[w][round] = measure.of(ways.get(w));
            }
        }
        StringBuilder line = new StringBuilder(String.format(Locale.ROOT, "%-42s", what));
        double[] medians = new double[ways.size()];
        for (int w = 0; w < ways.size(); w++) {
            Arrays.sort(seen[w]);
            medians[w] = seen[w][ROUNDS / 2];
            line.append(String.format(Locale.ROOT, "  %s %.1f", ways.get(w).name(), medians[w]));
        }
        if (medians.length > 2) {
            line.append(String.format(Locale.ROOT, "  ratio %.2f", medians[1] / medians[2]));
        }
        System.out.println(line);
    }

    private interface Samples {
        double[] of(Way way) throws Exception;
    }

    private interface Expected {
        double of(Way way);
    }

    /** The 99th percentile of the samples of all rounds together, each way in turn within a round. */
    private static void pooled(String what, List<Way> ways, Samples samples, Expected expected) throws Exception {
        if (!what.matches(ONLY)) {
            return;
        }
        List<List<Double>> seen = new ArrayList<>();
        ways.forEach(way -> seen.add(new ArrayList<>()));
        for (int round = 0; round < ROUNDS; round++) {
            for (int w = 0; w < ways.size(); w++) {
                for (double micros : samples.of(ways.get(w))) {
                    seen.get(w).add(micros - expected.of(ways.get(w)));
                }
            }
        }
        StringBuilder line = new StringBuilder(String.format(Locale.ROOT, "%-42s", what));
        for (int w = 0; w < ways.size(); w++) {
            double[] all = seen.get(w).stream().mapToDouble(Double::doubleValue).toArray();
            line.append(String.format(
                    Locale.ROOT,
                    "  %s %.1f (p50 %.1f)",
                    ways.get(w).name(),
                    percentile(all, 0.99),
                    percentile(all, 0.5)));
        }
        System.out.println(line);
    }

    private static final String REQUEST = "GET /stock/1 HTTP/1.1\r\nHost: x\r\nX-Request-Id: 1\r\nAccept: */*\r\n\r\n";
    private static final String ANSWER =
            "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 13\r\n\r\n{\"stock\":123}";

    private static double[] roundTrips(Endpoint to, int count, String question) throws IOException {
        byte[] ask = question.getBytes(StandardCharsets.US_ASCII);
        int expected = question.equals(REQUEST) ? ANSWER.length() : ask.length;
        byte[] buffer = new byte[1024];
        double[] micros = new double[count];
        try (Socket socket = new Socket(to.host(), to.port())) {
            socket.setTcpNoDelay(true);
            OutputStream out = socket.getOutputStream();
            InputStream in = socket.getInputStream();
            for (int i = 0; i < count; i++) {
                long start = System.nanoTime();
                out.write(ask);
                if (in.readNBytes(buffer, 0, expected) != expected) {
                    throw new IOException("cut off");
                }
                micros[i] = (System.nanoTime() - start) / 1e3;
            }
        }
        return micros;
    }

    private static double[] connects(Endpoint to, int count) throws IOException {
        double[] micros = new double[count];
        for (int i = 0; i < count; i++) {
            long start = System.nanoTime();
            try (Socket socket = new Socket(to.host(), to.port())) {
                socket.getOutputStream().write(1);
                socket.getInputStream().read();
            }
            micros[i] = (System.nanoTime() - start) / 1e3;
        }
        return micros;
    }

    private static final int TICKS = 100;

    /** How late each piece is: each carries the time when it was sent. */
    private static double[] ticks(Endpoint from) throws IOException {
        double[] micros = new double[TICKS];
        try (Socket socket = new Socket(from.host(), from.port())) {
            DataInputStream in = new DataInputStream(socket.getInputStream());
            socket.getOutputStream().write(1);
            for (int i = 0; i < TICKS; i++) {
                long sent = in.readLong();
                micros[i] = (System.nanoTime() - sent) / 1e3;
            }
        }
        return micros;
    }

    private static void tick(Socket socket) throws IOException {
        DataOutputStream out = new DataOutputStream(socket.getOutputStream());
        socket.getInputStream().read();
        long next = System.nanoTime();
        for (int i = 0; i < TICKS; i++) {
            while (System.nanoTime() < next) {
                LockSupport.parkNanos(next - System.nanoTime());
            }
            byte[] stamp = ByteBuffer.allocate(8).putLong(System.nanoTime()).array();
            out.write(stamp);
            next += 5_000_000;
        }
    }

    private static double bulk(Endpoint to) throws IOException {
        byte[] buffer = new byte[1 << 18];
        long start = System.nanoTime();
        long got = 0;
        try (Socket socket = new Socket(to.host(), to.port())) {
            InputStream in = socket.getInputStream();
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                got += n;
            }
        }
        return got / 1048576.0 / ((System.nanoTime() - start) / 1e9);
    }

    private static long idle(Way way) throws Exception {
        long before = resident(way.pid());
        List<Socket> all = new ArrayList<>();
        for (int i = 0; i < IDLE; i++) {
            Socket socket = new Socket(way.http().host(), way.http().port());
            socket.getOutputStream().write(REQUEST.getBytes(StandardCharsets.US_ASCII));
            socket.getInputStream().readNBytes(ANSWER.length());
            all.add(socket);
        }
        long after = resident(way.pid());
        for (Socket socket : all) {
            socket.close();
        }
        return (after - before) / 1024;
    }

    private static long resident(long pid) throws IOException {
        return Files.readAllLines(Path.of("/proc/" + pid + "/status")).stream()
                .filter(l -> l.startsWith("VmRSS"))
                .mapToLong(l -> Long.parseLong(l.replaceAll("\\D", "")))
                .sum();
    }

    private static double percentile(double[] values, double part) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[(int) Math.min(sorted.length - 1L, Math.round(part * sorted.length))];
    }

    private static double perSecond(double[] micros) {
        return 1e6 / Arrays.stream(micros).average().orElseThrow();
    }

    private static Endpoint proxy(Endpoint api, String name, Endpoint upstream) throws Exception {
        String made = call(
                api,
                "/proxies",
                "{\"name\":\"" + name + "\",\"listen\":\"127.0.0.1:0\",\"upstream\":\"" + upstream + "\"}");
        return Endpoint.parse(made.replaceAll(".*\"listen\":\"([^\"]+)\".*", "$1"));
    }

    private static String call(Endpoint api, String path, String body) throws Exception {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create("http://" + api + path))
                                .POST(HttpRequest.BodyPublishers.ofString(body))
                                .build(),
                        HttpResponse.BodyHandlers.ofString())
                .body();
    }

    private interface Service {
        void run(Socket socket) throws IOException;
    }

    private static Endpoint serve(Service service) throws IOException {
        ServerSocket server = new ServerSocket(0, 8192, InetAddress.getLoopbackAddress());
        Thread acceptor = new Thread(() -> {
            while (true) {
                try {
                    Socket socket = server.accept();
                    Thread worker = new Thread(null, () -> run(service, socket), "service", 128 << 10);
                    worker.setDaemon(true);
                    worker.start();
                } catch (IOException e) {
                    return;
                }
            }
        });
        acceptor.setDaemon(true);
        acceptor.start();
        return new Endpoint("127.0.0.1", server.getLocalPort());
    }

    private static void run(Service service, Socket socket) {
        try (socket) {
            socket.setTcpNoDelay(true);
            service.run(socket);
        } catch (IOException gone) {
            // The measuring side closed: nothing to do.
        }
    }

    private static void echo(Socket socket) throws IOException {
        byte[] buffer = new byte[1024];
        for (int n = socket.getInputStream().read(buffer);
                n >= 0;
                n = socket.getInputStream().read(buffer)) {
            socket.getOutputStream().write(buffer, 0, n);
        }
    }

    /** What the machine itself adds to a wait of 20 ms, without a proxy. */
    private static void lateEcho(Socket socket) throws IOException {
        byte[] buffer = new byte[1024];
        for (int n = socket.getInputStream().read(buffer);
                n >= 0;
                n = socket.getInputStream().read(buffer)) {
            long due = System.nanoTime() + 20_000_000;
            while (System.nanoTime() < due) {
                LockSupport.parkNanos(due - System.nanoTime());
            }
            socket.getOutputStream().write(buffer, 0, n);
        }
    }

    private static void source(Socket socket) throws IOException {
        byte[] block = new byte[1 << 18];
        for (long left = BULK; left > 0; left -= block.length) {
            socket.getOutputStream().write(block);
        }
    }

    private static void answer(Socket socket) throws IOException {
        byte[] answer = ANSWER.getBytes(StandardCharsets.US_ASCII);
        byte[] buffer = new byte[1024];
        while (socket.getInputStream().readNBytes(buffer, 0, REQUEST.length()) == REQUEST.length()) {
            socket.getOutputStream().write(answer);
        }
    }
}
