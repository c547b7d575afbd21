package dev.seatrial.environment.processes;

import dev.seatrial.environment.broker.KafkaSettings;
import dev.seatrial.environment.broker.KafkaSettings.Listener;
import dev.seatrial.environment.fetch.ClassPath;
import dev.seatrial.environment.fetch.FetchProgress;
import dev.seatrial.environment.fetch.Once;
import dev.seatrial.link.Endpoint;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Kafka's jars, and what is prepared once so that a broker starts quickly.
 *
 * @param classPath the broker's
 * @param formatted the files of a formatted, never started log directory
 * @param archive class data shared between brokers' JVMs; the first broker that ends in order writes it
 */
record KafkaInstallation(ClassPath classPath, Path formatted, Path archive) {

    private static final Map<String, String> VERSIONS = new TreeMap<>(Map.of("4", "4.1.0", "4.1", "4.1.0"));

    /** The cluster that the formatted directory is for. */
    private static final String CLUSTER = "U2VhdHJpYWwtS2Fma2EtMQ";

    /** Why this version cannot be had here, empty when it can. */
    static Optional<String> lacking(String version) {
        return VERSIONS.containsKey(version)
                ? Optional.empty()
                : Optional.of("Kafka " + version + " is not among " + String.join(", ", VERSIONS.keySet()));
    }

    static KafkaInstallation of(String version, Path cache, FetchProgress progress)
            throws IOException, InterruptedException {
        String full = VERSIONS.getOrDefault(version, version);
        ClassPath classPath = ClassPath.of(
                List.of("org.apache.kafka:kafka_2.13:" + full, "org.slf4j:slf4j-simple:1.7.36"), cache, progress);
        Path base = cache.resolve("kafka").resolve(full);
        Path formatted = Once.made(base.resolve("formatted"), directory -> {
            progress.tell("formatting Kafka's storage");
            format(classPath, directory);
        });
        String jvm = System.getProperty("java.vm.version") + System.getProperty("java.home") + classPath;
        Path archive = base.resolve(String.format(Locale.ROOT, "classes-%08x.jsa", jvm.hashCode()));
        return new KafkaInstallation(classPath, formatted, archive);
    }

    private static void format(ClassPath classPath, Path directory) throws IOException, InterruptedException {
        Path properties = Files.createTempFile("seatrial-kafka", ".properties");
        try {
            Map<String, String> settings = new TreeMap<>(new KafkaSettings(
                            new Endpoint("127.0.0.1", 9093),
                            List.of(Listener.plain("DIRECT", new Endpoint("127.0.0.1", 9092))))
                    .map());
            settings.put("log.dirs", directory.toString());
            Files.writeString(properties, KafkaSettings.text(settings));
            Process format = new ProcessBuilder(
                            ServiceCommand.java(),
                            "-XX:TieredStopAtLevel=1",
                            "-XX:+UseSerialGC",
                            "-cp",
                            classPath.toString(),
                            "kafka.tools.StorageTool",
                            "format",
                            "-t",
                            CLUSTER,
                            "-c",
                            properties.toString())
                    .redirectErrorStream(true)
                    .start();
            String said = new String(format.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (format.waitFor() != 0) {
                throw new IOException("Kafka's storage could not be formatted: " + said.strip());
            }
        } finally {
            Files.deleteIfExists(properties);
        }
    }

    /** Copies the formatted storage to where a broker will use it. */
    void formatInto(Path directory) throws IOException {
        Files.createDirectories(directory);
        for (String file : List.of("meta.properties", "bootstrap.checkpoint")) {
            Files.copy(formatted.resolve(file), directory.resolve(file), StandardCopyOption.REPLACE_EXISTING);
        }
    }
}
