package dev.seatrial.schema.bench;

import dev.seatrial.schema.compiled.CompiledSchema;
import dev.seatrial.schema.document.Draft;
import dev.seatrial.schema.document.Place;
import dev.seatrial.schema.document.SchemaStore;
import dev.seatrial.schema.json.JsonReader;
import dev.seatrial.schema.json.Limits;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.json.JsonMapper;

/** What one event costs in processor time in this JVM, from bytes to verdict: ours, networknt's validator, Jackson's stream alone. Best of several rounds. */
public final class EventCost {
    private static final int ROUNDS = 8;
    private static final ThreadMXBean CPU = ManagementFactory.getThreadMXBean();

    private EventCost() {}

    /** Prints microseconds an event; arguments: schema, NDJSON file. */
    public static void main(String[] arguments) throws IOException {
        Path schema = Path.of(arguments[0]);
        List<byte[]> events = Files.readAllLines(Path.of(arguments[1])).stream()
                .map(line -> line.getBytes(java.nio.charset.StandardCharsets.UTF_8))
                .toList();
        JsonReader reader = new JsonReader(Limits.DEFAULT);
        SchemaStore store = new SchemaStore(
                Draft.DRAFT_7, Limits.DEFAULT, List.of(schema.toAbsolutePath().getParent()));
        Place place = store.load(schema);
        CompiledSchema compiled = CompiledSchema.of(place, store, reader, true);
        com.networknt.schema.Schema reference = com.networknt.schema.SchemaRegistry.withDefaultDialect(
                        com.networknt.schema.SpecificationVersion.DRAFT_7)
                .getSchema(Files.readString(schema), com.networknt.schema.InputFormat.JSON);
        JsonMapper mapper = new JsonMapper();
        double stream = microseconds(events, event -> {
            try (JsonParser parser = reader.parser(event, 0, event.length)) {
                while (parser.nextToken() != null) {
                    // The cost of reading alone.
                }
                return true;
            }
        });
        double ours = microseconds(events, event -> compiled.conforms(event, 0, event.length));
        double networknt = microseconds(
                events,
                event -> reference
                        .validate(
                                mapper.readTree(event),
                                context -> context.executionConfig(config -> config.formatAssertionsEnabled(true)))
                        .isEmpty());
        System.out.printf(
                Locale.ROOT,
                "{\"events\":%d,\"jacksonStream\":%.2f,\"ours\":%.2f,\"networknt\":%.2f,\"ratio\":%.2f}%n",
                events.size(),
                stream,
                ours,
                networknt,
                networknt / ours);
    }

    private static double microseconds(List<byte[]> events, Predicate<byte[]> judge) {
        double best = Double.MAX_VALUE;
        for (int round = 0; round < ROUNDS; round++) {
            long began = CPU.getCurrentThreadCpuTime();
            for (byte[] event : events) {
                if (!judge.test(event)) {
                    throw new IllegalStateException("an event of the benchmark does not conform");
                }
            }
            best = Math.min(best, (CPU.getCurrentThreadCpuTime() - began) / 1e3 / events.size());
        }
        return best;
    }
}
