package dev.seatrial.chaos.hostile;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.function.Supplier;

/** Providers that do not wait for a whole question. */
final class Discarding {

    private Discarding() {}

    /** Only listens; who asks accepts. */
    static ServerSocket silent() throws IOException {
        return new ServerSocket(0, 1024, InetAddress.getLoopbackAddress());
    }

    /** Says the next of {@code answers} to each connection and ends it. */
    static ServerSocket answering(Supplier<byte[]> answers) throws IOException {
        ServerSocket server = silent();
        Thread acceptor = new Thread(
                () -> {
                    while (!server.isClosed()) {
                        try (Socket socket = server.accept()) {
                            socket.getOutputStream().write(answers.get());
                        } catch (IOException gone) {
                            Thread.onSpinWait(); // the next one
                        }
                    }
                },
                "discarding provider");
        acceptor.setDaemon(true);
        acceptor.start();
        return server;
    }
}
