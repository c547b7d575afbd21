package dev.seatrial.schema.command;

import dev.seatrial.schema.EventSchemas;
import dev.seatrial.schema.SchemaOptions;
import dev.seatrial.schema.input.EventSource;
import dev.seatrial.schema.input.Syntax;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Reads all that a run would use and says what it would do. */
final class DryRun {
    private DryRun() {}

    static int describe(
            List<EventSource> sources,
            Optional<Syntax> syntax,
            Path schema,
            boolean routed,
            SchemaOptions options,
            PrintStream out) {
        out.println("dry run: nothing is judged");
        out.println("schema: " + schema + " is usable"
                + (options.formats() ? ", formats asserted" : ", formats not asserted"));
        if (routed) {
            EventSchemas.load(schema, options).types().forEach(type -> out.println("  would judge events of " + type));
        }
        for (EventSource source : sources) {
            if (source.file().isPresent()) {
                try (InputStream in = source.open()) {
                    in.read();
                } catch (IOException e) {
                    throw source.unreadable(e);
                }
            }
            out.println("events: would read " + source.name() + " as "
                    + source.syntax(syntax).name().toLowerCase(Locale.ROOT));
        }
        out.println(sources.isEmpty() ? "INCONCLUSIVE: there is no event to judge" : "a run would go ahead");
        out.flush();
        return sources.isEmpty() ? 3 : 0;
    }
}
