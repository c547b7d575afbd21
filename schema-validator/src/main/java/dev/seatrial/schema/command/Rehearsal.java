package dev.seatrial.schema.command;

import java.nio.file.Path;
import java.util.List;

/**
 * Runs some lines of {@code event-schema-validator} in one JVM, which keeps what it loaded for the next start. The launcher calls it
 * once.
 */
final class Rehearsal {
    private Rehearsal() {}

    /** Argument: the directory that holds the examples. */
    public static void main(String[] arguments) {
        Path home = Path.of(arguments[0]);
        for (String schema : List.of("examples/schemas/order_created_schema.json", "bench/order_event.json")) {
            for (String event : List.of("examples/events/order_created.json", "examples/broken.json")) {
                EventSchemaValidator.run(new String[] {
                    "--event-file",
                    home.resolve(event).toString(),
                    "--schema-file",
                    home.resolve(schema).toString()
                });
            }
        }
        EventSchemaValidator.run(new String[] {
            "--schemas",
            home.resolve("examples/schemas").toString(),
            home.resolve("examples").toString(),
            "--quiet"
        });
    }
}
