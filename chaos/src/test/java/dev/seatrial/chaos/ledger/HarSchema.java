package dev.seatrial.chaos.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import dev.seatrial.environment.cache.CacheDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/**
 * The schema of HAR 1.2 that npm's {@code har-schema} 2.0.0 (ISC) carries, fetched once into the cache with npm and checked by its
 * digest.
 */
final class HarSchema {

    private static final String PACKAGE = "har-schema-2.0.0";
    private static final String SHA_256 = "2e7b84af0567ad7c6a5ddcb5f4c1bcc2bd29d4b089d734f628ac08517081be26";
    private static final String BASE = "https://har-schema.invalid/";

    private final Schema schema;

    private HarSchema(Schema schema) {
        this.schema = schema;
    }

    /** Reads it; where it cannot be fetched the test is skipped, with CI=true it fails. */
    static HarSchema fetched(Path work) throws Exception {
        Path folder = CacheDirectory.locate().resolve("testdata").resolve(PACKAGE);
        if (!Files.isDirectory(folder)) {
            try {
                unpack(work, folder);
            } catch (IOException e) {
                if ("true".equals(System.getenv("CI"))) {
                    throw new AssertionError("har-schema could not be fetched", e);
                }
                Assumptions.abort("har-schema could not be fetched: " + e.getMessage());
            }
        }
        Map<String, String> texts = new HashMap<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(f -> f.toString().endsWith(".json")).toList()) {
                // Its identifiers are relative; a base makes them addresses.
                texts.put(
                        BASE + file.getFileName(),
                        Files.readString(file)
                                .replaceAll("(\"\\$(?:id|ref)\": \")(\\w+\\.json)#\"", "$1" + BASE + "$2\""));
            }
        }
        SchemaRegistry registry = SchemaRegistry.withDefaultDialect(
                SpecificationVersion.DRAFT_6,
                builder -> builder.schemas(texts)
                        .schemaRegistryConfig(SchemaRegistryConfig.builder()
                                .formatAssertionsEnabled(true)
                                .build()));
        return new HarSchema(registry.getSchema(SchemaLocation.of(BASE + "har.json")));
    }

    List<Error> errors(String har) {
        return schema.validate(har, InputFormat.JSON);
    }

    private static void unpack(Path work, Path folder) throws Exception {
        run(work, "npm", "pack", "--silent", "har-schema@2.0.0");
        Path archive = work.resolve(PACKAGE + ".tgz");
        assertThat(HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(archive))))
                .isEqualTo(SHA_256);
        run(work, "tar", "xzf", archive.getFileName().toString(), "package/lib");
        Files.createDirectories(folder.getParent());
        Files.move(work.resolve("package").resolve("lib"), folder, StandardCopyOption.REPLACE_EXISTING);
    }

    private static void run(Path work, String... command) throws IOException, InterruptedException {
        Path log = work.resolve("fetch.log");
        Process process = new ProcessBuilder(command)
                .directory(work.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        if (!process.waitFor(3, TimeUnit.MINUTES) || process.exitValue() != 0) {
            process.destroyForcibly();
            throw new IOException(String.join(" ", command) + " failed: " + Files.readString(log));
        }
    }
}
