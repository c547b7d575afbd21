package dev.seatrial.environment.processes;

import dev.seatrial.environment.database.PostgresDatabases;
import dev.seatrial.environment.journal.Journal;
import dev.seatrial.environment.log.LogKeeper;
import dev.seatrial.environment.ready.Readiness;
import dev.seatrial.environment.wiring.BoundResource;
import dev.seatrial.link.Endpoint;
import dev.seatrial.target.Resource;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** One PostgreSQL server of an environment. */
final class PostgresServer implements AutoCloseable {

    private static final Duration READY_WITHIN = Duration.ofSeconds(30);
    private static final Duration GRACE = Duration.ofSeconds(2);

    private final ChildProcess process;
    private final LogKeeper log;
    private final PostgresDatabases databases;

    private PostgresServer(ChildProcess process, LogKeeper log, PostgresDatabases databases) {
        this.process = process;
        this.log = log;
        this.databases = databases;
    }

    static PostgresServer launch(
            String name, PostgresInstallation installation, int port, Path state, LogKeeper log, Journal journal)
            throws IOException, InterruptedException {
        Path data = state.resolve(name);
        copy(installation.cluster(), data, journal);
        List<String> command = new ArrayList<>(
                List.of(installation.home().resolve("bin/postgres").toString(), "-D", data.toString()));
        settings(port).forEach((key, value) -> command.addAll(List.of("-c", key + "=" + value)));
        ChildProcess process = ChildProcess.start(
                journal, new ChildProcess.Spec(name, RootDisguise.of(command), state, Map.of("LC_ALL", "C")), log);
        return new PostgresServer(
                process,
                log,
                new PostgresDatabases(
                        new Endpoint("127.0.0.1", port), PostgresInstallation.SUPERUSER, installation.password()));
    }

    /** Loopback only, and nothing written for a power failure: the data goes with the run. */
    private static Map<String, String> settings(int port) {
        return Map.of(
                "port", Integer.toString(port),
                "listen_addresses", "127.0.0.1",
                "unix_socket_directories", "",
                "fsync", "off",
                "full_page_writes", "off",
                "synchronous_commit", "off",
                "max_connections", "200",
                "shared_buffers", "64MB",
                "timezone", "UTC",
                "log_timezone", "UTC");
    }

    /**
     * {@code cp} takes a third of the time that a walk in this JVM takes, and shares blocks where the disk can. It carries
     * the run's mark, so that it does not go on copying into a directory that is being deleted.
     */
    private static void copy(Path from, Path to, Journal journal) throws IOException, InterruptedException {
        ProcessBuilder builder =
                new ProcessBuilder("cp", "-a", from.toString(), to.toString()).redirectErrorStream(true);
        builder.environment().putAll(journal.mark());
        Process cp = builder.start();
        String said = new String(cp.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (cp.waitFor() != 0) {
            throw new IOException("cp -a " + from + " " + to + " failed: " + said.strip());
        }
    }

    void awaitReady() throws InterruptedException {
        new Readiness("PostgreSQL", READY_WITHIN, process::ended, log::ending)
                .await(
                        databases.ready(),
                        "see its log; as root it needs user namespaces (unshare --user true must succeed)");
    }

    /** Makes the database of a resource, and the user whom its consumers are. */
    BoundResource create(Resource spec) {
        return databases.create(spec);
    }

    @Override
    public void close() throws IOException {
        process.end("QUIT", GRACE);
        log.close();
    }
}
