package dev.seatrial.chaos.toxiproxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.seatrial.environment.cache.CacheDirectory;
import dev.seatrial.link.Endpoint;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The original, built once with Go into the cache and started for a test. */
final class RealToxiproxy implements AutoCloseable {

    private static final String VERSION = "2.12.0";

    private final Process process;
    private final Endpoint api;

    private RealToxiproxy(Process process, Endpoint api) {
        this.process = process;
        this.api = api;
    }

    /** Skips the test where there is no Go; with CI=true that is a failure. */
    @SuppressWarnings("try") // the probe only has to connect
    static RealToxiproxy start(String... flags) throws Exception {
        Path binary = binary();
        for (int attempt = 0; attempt < 5; attempt++) {
            Endpoint api;
            try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
                api = new Endpoint("127.0.0.1", free.getLocalPort());
            }
            ProcessBuilder command =
                    new ProcessBuilder(binary.toString(), "-host", api.host(), "-port", String.valueOf(api.port()));
            command.command().addAll(List.of(flags));
            command.environment().put("LOG_LEVEL", "error");
            Process process = command.redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            for (int i = 0; i < 3_000 && process.isAlive(); i++) {
                try (Socket probe = new Socket(api.host(), api.port())) {
                    return new RealToxiproxy(process, api);
                } catch (IOException notYet) {
                    Thread.sleep(10);
                }
            }
            process.destroyForcibly(); // somebody may have taken the port meanwhile
        }
        throw new AssertionError("the real Toxiproxy did not listen in any of 5 attempts");
    }

    private static Path binary() throws Exception {
        Path directory = CacheDirectory.locate().resolve("bin").resolve("toxiproxy-" + VERSION);
        Path binary = directory.resolve("server");
        if (Files.isExecutable(binary)) {
            return binary;
        }
        boolean ci = "true".equals(System.getenv("CI"));
        int code = -1;
        try {
            Files.createDirectories(directory);
            ProcessBuilder go =
                    new ProcessBuilder("go", "install", "github.com/Shopify/toxiproxy/v2/cmd/server@v" + VERSION);
            go.environment().put("GOBIN", directory.toString());
            Process install = go.inheritIO().start();
            code = install.waitFor(10, TimeUnit.MINUTES) ? install.exitValue() : -1;
        } catch (IOException noGo) {
            if (ci) {
                throw noGo;
            }
        }
        if (ci) {
            assertThat(code).as("go install of Toxiproxy %s", VERSION).isZero();
        }
        assumeThat(Files.isExecutable(binary))
                .as("the real Toxiproxy, which needs Go to be built")
                .isTrue();
        return binary;
    }

    Endpoint api() {
        return api;
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
