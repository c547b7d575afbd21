package dev.seatrial.schema;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seatrial.schema.json.JsonReader;
import dev.seatrial.schema.json.Limits;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/**
 * The official JSON-Schema-Test-Suite (MIT), as the source distribution of PyPI's {@code jsonschema} 4.25.1 carries it.
 * Fetched once into {@code target}, with pip, and checked by its digest.
 */
final class OfficialSuite {
    private static final String PACKAGE = "jsonschema-4.25.1";
    private static final String SHA_256 = "e4a9655ce0da0c0b67a085847e00a3a51449e1157f4f75e9fb5aa545e122eb85";

    private OfficialSuite() {}

    /** The suite's directory; with {@code CI=true} a failure to fetch it fails the test, otherwise it is skipped. */
    static Path directory() {
        Path home = Path.of("target", "json-schema-test-suite").toAbsolutePath();
        Path suite = home.resolve(PACKAGE).resolve("json");
        if (!Files.isDirectory(suite)) {
            try {
                Files.createDirectories(home);
                run(
                        home,
                        "python3",
                        "-m",
                        "pip",
                        "download",
                        "-q",
                        "--no-deps",
                        "--no-binary",
                        "jsonschema",
                        PACKAGE.replace("-", "=="),
                        "-d",
                        ".");
                byte[] archive = Files.readAllBytes(home.resolve(PACKAGE + ".tar.gz"));
                assertThat(HexFormat.of()
                                .formatHex(MessageDigest.getInstance("SHA-256").digest(archive)))
                        .isEqualTo(SHA_256);
                run(home, "tar", "xzf", PACKAGE + ".tar.gz", PACKAGE + "/json");
            } catch (IOException | InterruptedException | NoSuchAlgorithmException e) {
                if ("true".equals(System.getenv("CI"))) {
                    throw new AssertionError("the official suite could not be fetched", e);
                }
                Assumptions.abort("the official suite could not be fetched: " + e.getMessage());
            }
        }
        return suite;
    }

    private static void run(Path home, String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command)
                .directory(home.toFile())
                .redirectErrorStream(true)
                .redirectOutput(home.resolve("fetch.log").toFile())
                .start();
        if (!process.waitFor(2, TimeUnit.MINUTES) || process.exitValue() != 0) {
            process.destroyForcibly();
            throw new IOException(String.join(" ", command) + " failed, see " + home.resolve("fetch.log"));
        }
    }

    /** The groups of tests in the files of a directory, by file. */
    static Map<String, List<?>> groups(Path directory) {
        Map<String, List<?>> groups = new TreeMap<>();
        JsonReader reader = new JsonReader(Limits.DEFAULT);
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".json")).toList()) {
                groups.put(file.getFileName().toString(), (List<?>) reader.read(Files.readAllBytes(file)));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return groups;
    }
}
