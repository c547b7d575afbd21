package dev.seatrial.schema.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * What the plainest line must not load: lambdas, streams and patterns are half of the start of a command that ends at once. It is
 * counted in classes, so that no clock decides.
 */
class StartTest {
    private static final List<String> COSTLY = List.of(
            "java.util.regex.Pattern$Node",
            "java.util.Formatter",
            "java.time.format.DateTimeFormatter",
            "picocli.CommandLine",
            "com.networknt.schema.Schema",
            "org.snakeyaml.engine.v2.api.Load",
            "tools.jackson.databind.ObjectMapper");

    @Test
    void startsWithoutWhatALambdaAStreamAPatternOrAnotherLibraryCosts() throws IOException, InterruptedException {
        Path examples = Path.of("src", "test", "resources", "examples");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xshare:auto",
                        "-Xlog:class+load:stdout:none",
                        "-cp",
                        System.getProperty("java.class.path"),
                        EventSchemaValidator.class.getName(),
                        "--event-file",
                        examples.resolve("events/order_created.json").toString(),
                        "--schema-file",
                        examples.resolve("schemas/order_created_schema.json").toString())
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();

        List<String> loaded = said.lines().map(line -> line.split(" ", 2)[0]).toList();
        assertThat(loaded).contains(EventSchemaValidator.class.getName(), Validation.class.getName());
        assertThat(said).contains("CONFORMS: 1 event");
        assertThat(loaded).doesNotContainAnyElementsOf(COSTLY);
        assertThat(loaded).noneMatch(name -> name.startsWith("dev.seatrial.") && name.contains("$$Lambda"));
    }
}
