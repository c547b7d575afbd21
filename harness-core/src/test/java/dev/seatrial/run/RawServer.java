package dev.seatrial.run;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A server that hands each connection to a script. */
final class RawServer implements AutoCloseable {

    /** What to do with a connection whose request has been read. */
    interface Script {
        void answer(String request, OutputStream out) throws IOException, InterruptedException;
    }

    private final ServerSocket listener = new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<Socket> open = new CopyOnWriteArrayList<>();
    private final Script script;

    RawServer(Script script) throws IOException {
        this.script = script;
        threads.execute(this::accept);
    }

    static RawServer saying(String answer) throws IOException {
        return new RawServer((request, out) -> out.write(answer.getBytes(StandardCharsets.UTF_8)));
    }

    URI url(String path) {
        return URI.create("http://127.0.0.1:" + listener.getLocalPort() + path);
    }

    private void accept() {
        try {
            while (true) {
                Socket socket = listener.accept();
                open.add(socket);
                threads.execute(() -> serve(socket));
            }
        } catch (IOException e) {
            // Closed.
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            script.answer(read(socket.getInputStream()), socket.getOutputStream());
        } catch (IOException | InterruptedException e) {
            // The test looks at the client's side.
        }
    }

    private static String read(InputStream in) throws IOException {
        StringBuilder text = new StringBuilder();
        int length = -1;
        while (true) {
            int b = in.read();
            if (b < 0) {
                return text.toString();
            }
            text.append((char) b);
            int head = text.indexOf("\r\n\r\n");
            if (head >= 0) {
                if (length < 0) {
                    var found = java.util.regex.Pattern.compile("(?i)content-length: (\\d+)")
                            .matcher(text);
                    length = found.find() ? Integer.parseInt(found.group(1)) : 0;
                }
                if (text.length() - head - 4 >= length) {
                    return text.toString();
                }
            }
        }
    }

    @Override
    public void close() throws IOException {
        threads.shutdownNow();
        listener.close();
        for (Socket socket : open) {
            socket.close();
        }
    }
}
