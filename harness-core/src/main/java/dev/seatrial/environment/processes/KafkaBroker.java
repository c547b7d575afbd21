package dev.seatrial.environment.processes;

import dev.seatrial.environment.broker.KafkaAnswers;
import dev.seatrial.environment.broker.KafkaSettings;
import dev.seatrial.environment.journal.Journal;
import dev.seatrial.environment.log.LogKeeper;
import dev.seatrial.environment.ready.Readiness;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** One Kafka broker, in a JVM of its own. */
final class KafkaBroker implements AutoCloseable {

    private static final Duration READY_WITHIN = Duration.ofSeconds(60);
    private static final Duration ARCHIVE_WITHIN = Duration.ofSeconds(20);

    private final String name;
    private final ChildProcess process;
    private final LogKeeper log;
    private final KafkaSettings settings;
    private final KafkaInstallation installation;
    private final Path freshArchive;

    private KafkaBroker(
            String name,
            ChildProcess process,
            LogKeeper log,
            KafkaSettings settings,
            KafkaInstallation installation,
            Path freshArchive) {
        this.name = name;
        this.process = process;
        this.log = log;
        this.settings = settings;
        this.installation = installation;
        this.freshArchive = freshArchive;
    }

    static KafkaBroker launch(
            String name,
            KafkaInstallation installation,
            KafkaSettings settings,
            Path state,
            LogKeeper log,
            Journal journal)
            throws IOException {
        Path data = state.resolve(name);
        installation.formatInto(data);
        Map<String, String> all = new TreeMap<>(settings.map());
        all.put("log.dirs", data.toString());
        Path properties = Files.writeString(state.resolve(name + ".properties"), KafkaSettings.text(all));
        Path freshArchive = state.resolve(name + ".jsa");
        List<String> command = new ArrayList<>(List.of(
                ServiceCommand.java(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xshare:auto",
                "-Xlog:cds=off",
                "-Xlog:cds+dynamic=off",
                "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn",
                Files.exists(installation.archive())
                        ? "-XX:SharedArchiveFile=" + installation.archive()
                        : "-XX:ArchiveClassesAtExit=" + freshArchive));
        command.addAll(List.of("-cp", installation.classPath().toString(), "kafka.Kafka", properties.toString()));
        ChildProcess process = ChildProcess.start(journal, new ChildProcess.Spec(name, command, state, Map.of()), log);
        return new KafkaBroker(name, process, log, settings, installation, freshArchive);
    }

    void awaitReady() throws InterruptedException {
        new Readiness("resource \"" + name + "\" (Kafka)", READY_WITHIN, process::ended, log::ending)
                .await(new KafkaAnswers(settings.listeners().get(0).advertised()), "see its log");
    }

    /** What it holds goes with the run, so it is killed; except the first time, when it leaves its class data behind. */
    @Override
    public void close() throws IOException {
        if (!Files.exists(installation.archive()) && process.running()) {
            process.end("TERM", ARCHIVE_WITHIN);
            if (Files.exists(freshArchive)) {
                keepArchive();
            }
        }
        process.kill();
        log.close();
    }

    private void keepArchive() throws IOException {
        Path copy = Files.createTempFile(installation.archive().getParent(), "new", ".jsa");
        Files.copy(freshArchive, copy, StandardCopyOption.REPLACE_EXISTING);
        Files.move(copy, installation.archive(), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
