package dev.seatrial.chaos.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seatrial.chaos.Peer;
import dev.seatrial.chaos.toxiproxy.ApiServer;
import dev.seatrial.link.Endpoint;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Calls that a grammar makes, many of them bad, while traffic passes: each is answered, none is our fault, nothing stays. */
class ControlFuzzTest {

    private static final int ROUNDS = Integer.getInteger("seatrial.fuzz.rounds", 400);
    private static final long SEED = Long.getLong("seatrial.fuzz.seed", 20261122);
    private static final Pattern LISTEN = Pattern.compile("\"listen\":\"(127\\.0\\.0\\.1:\\d+)\"");

    @Test
    void everyFuzzedCallIsAnsweredAndNothingStaysBehind() throws Exception {
        try (ServerSocket provider = Discarding.answering(() -> new byte[] {120})) {
            String upstream = "127.0.0.1:" + provider.getLocalPort();
            run(upstream, 20); // what is made once is made before the measure
            Footprint before = Footprint.now();
            run(upstream, ROUNDS);
            before.holdsNoMoreThanBefore(ROUNDS + " control calls, seed " + SEED);
        }
    }

    private static void run(String upstream, int rounds) throws Exception {
        Random random = new Random(SEED);
        CallMaker calls = new CallMaker(random, upstream);
        var settings = new ApiServer.Settings(new Endpoint("127.0.0.1", 0), SEED, true, Duration.ofMillis(500));
        try (ApiServer server = ApiServer.start(settings)) {
            Socket socket = null;
            for (int round = 0; round < rounds; round++) {
                if (socket == null) {
                    socket = Peer.connect(server.listen()).socket();
                }
                byte[] call = calls.call();
                String what = "seed " + SEED + " round " + round + ": " + start(call);
                try {
                    socket.getOutputStream().write(call);
                    if (random.nextInt(10) == 0) {
                        socket.shutdownOutput();
                    }
                } catch (SocketException ended) {
                    assertThat(ended).as(what).hasMessageMatching("Broken pipe|Connection reset.*");
                }
                String answer = answer(socket, what, start(call).startsWith("HEAD "));
                assertThat(answer).as(what).doesNotContain("our fault");
                if (start(call).contains("Content-Length: " + (call.length - bodyStart(call)) + "\r\n")) {
                    assertThat(answer).as(what).isNotEmpty();
                }
                touch(answer);
                if (answer.isEmpty() || socket.isOutputShutdown() || random.nextInt(5) == 0 || closes(answer, call)) {
                    socket.close();
                    socket = null;
                }
            }
            if (socket != null) {
                socket.close();
            }
            try (Peer caller = Peer.connect(server.listen())) {
                caller.send("GET /version HTTP/1.1\r\n\r\n");
                assertThat(caller.readThrough("\r\n")).startsWith("HTTP/1.1 200 ");
            }
        }
    }

    /** The end of an answer is not clear where the length was wrong or a method has no body. */
    private static boolean closes(String answer, byte[] call) {
        String text = start(call);
        return answer.contains("400 Bad Request")
                || text.startsWith("HEAD")
                || !text.matches("(?s).*Content-Length: \\d{1,9}\r\n.*");
    }

    private static int bodyStart(byte[] call) {
        return new String(call, StandardCharsets.ISO_8859_1).indexOf("\r\n\r\n") + 4;
    }

    private static String start(byte[] call) {
        return new String(call, 0, Math.min(call.length, 400), StandardCharsets.ISO_8859_1);
    }

    private static String answer(Socket socket, String what, boolean headOnly) throws IOException {
        StringBuilder head = new StringBuilder();
        InputStream in = socket.getInputStream();
        try {
            while (head.length() < 4 || !head.substring(head.length() - 4).equals("\r\n\r\n")) {
                int b = in.read();
                if (b < 0) {
                    return "";
                }
                head.append((char) b);
            }
            assertThat(head.toString()).as(what).matches("(?s)HTTP/1.1 [2345]\\d\\d .*");
            Matcher length = Pattern.compile("(?i)content-length: (\\d+)").matcher(head);
            return !headOnly && length.find()
                    ? head + new String(in.readNBytes(Integer.parseInt(length.group(1))), StandardCharsets.UTF_8)
                    : head.toString();
        } catch (java.net.SocketTimeoutException e) {
            throw new AssertionError("no whole answer within 10 s to " + what + ", only: " + head, e);
        } catch (SocketException reset) {
            return "";
        }
    }

    /** Some traffic on a proxy that was just made or changed. */
    private static void touch(String answer) {
        Matcher listen = LISTEN.matcher(answer);
        if (listen.find()) {
            Endpoint to = Endpoint.parse(listen.group(1));
            try (Socket consumer = new Socket()) {
                consumer.connect(new InetSocketAddress(to.host(), to.port()), 50);
                consumer.getOutputStream().write("GET / HTTP/1.1\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
                consumer.setSoTimeout(2);
                assertThat(consumer.getInputStream().read()).isBetween(-1, 255);
            } catch (IOException refusedOrSlow) {
                assertThat(refusedOrSlow).isNotNull(); // whatever the toxics and faults make of it
            }
        }
    }
}
