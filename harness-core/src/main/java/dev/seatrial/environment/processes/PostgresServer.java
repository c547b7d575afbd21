package dev.seatrial.environment.processes;

import dev.seatrial.environment.EnvironmentException;
import dev.seatrial.environment.journal.Journal;
import dev.seatrial.environment.log.LogKeeper;
import dev.seatrial.environment.ready.Readiness;
import dev.seatrial.environment.wiring.Address;
import dev.seatrial.environment.wiring.BoundResource;
import dev.seatrial.environment.wiring.StartedResource;
import dev.seatrial.link.Endpoint;
import dev.seatrial.target.Resource;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** One PostgreSQL server of an environment. Every database in it has a user of its own who can enter no other. */
final class PostgresServer implements AutoCloseable {

    private static final Duration READY_WITHIN = Duration.ofSeconds(30);
    private static final Duration GRACE = Duration.ofSeconds(2);

    private final ChildProcess process;
    private final LogKeeper log;
    private final Endpoint endpoint;
    private final String password;

    private PostgresServer(ChildProcess process, LogKeeper log, Endpoint endpoint, String password) {
        this.process = process;
        this.log = log;
        this.endpoint = endpoint;
        this.password = password;
    }

    static PostgresServer launch(
            String name, PostgresInstallation installation, int port, Path state, LogKeeper log, Journal journal)
            throws IOException, InterruptedException {
        Path data = state.resolve(name);
        copy(installation.cluster(), data);
        List<String> command = new ArrayList<>(
                List.of(installation.home().resolve("bin/postgres").toString(), "-D", data.toString()));
        settings(port).forEach((key, value) -> command.addAll(List.of("-c", key + "=" + value)));
        ChildProcess process = ChildProcess.start(
                journal, new ChildProcess.Spec(name, RootDisguise.of(command), state, Map.of("LC_ALL", "C")), log);
        return new PostgresServer(process, log, new Endpoint("127.0.0.1", port), installation.password());
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

    /** {@code cp} takes a third of the time that a walk in this JVM takes, and shares blocks where the disk can. */
    private static void copy(Path from, Path to) throws IOException, InterruptedException {
        Process cp = new ProcessBuilder("cp", "-a", from.toString(), to.toString())
                .redirectErrorStream(true)
                .start();
        String said = new String(cp.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (cp.waitFor() != 0) {
            throw new IOException("cp -a " + from + " " + to + " failed: " + said.strip());
        }
    }

    void awaitReady() throws InterruptedException {
        new Readiness("PostgreSQL", READY_WITHIN, process::ended, log::ending)
                .await(
                        new PostgresAnswers(endpoint, "postgres", PostgresInstallation.SUPERUSER, password),
                        "see its log; as root it needs user namespaces (unshare --user true must succeed)");
    }

    /** Makes the database of a resource, and the user whom its consumers are. */
    BoundResource create(Resource spec) {
        String name = spec.name().replace('-', '_').toLowerCase(Locale.ROOT);
        String secret = Secrets.fresh();
        try (Connection connection =
                        PostgresAnswers.connect(endpoint, "postgres", PostgresInstallation.SUPERUSER, password);
                Statement statement = connection.createStatement()) {
            statement.execute("create role \"" + name + "\" login password '" + secret + "'");
            statement.execute("create database \"" + name + "\" owner \"" + name + "\"");
            statement.execute("revoke connect on database \"" + name + "\" from public");
        } catch (SQLException e) {
            throw new EnvironmentException(
                    "resource \"" + spec.name() + "\": its database could not be made: " + e.getMessage(), e);
        }
        StartedResource running = new StartedResource(
                spec,
                endpoint,
                Optional.of(name),
                Optional.of(PostgresInstallation.SUPERUSER),
                Optional.of(password),
                Optional.of(name));
        return new BoundResource(running, Map.of(), consumer -> new Address.OfPostgres(consumer, name, name, secret));
    }

    @Override
    public void close() throws IOException {
        process.end("QUIT", GRACE);
        log.close();
    }
}
