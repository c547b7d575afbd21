package dev.seatrial.schema.fuzz;

import dev.seatrial.schema.compiled.CompiledSchema;
import dev.seatrial.schema.document.BadSchemaException;
import dev.seatrial.schema.document.Draft;
import dev.seatrial.schema.document.Place;
import dev.seatrial.schema.document.SchemaStore;
import dev.seatrial.schema.json.Document;
import dev.seatrial.schema.json.JsonReader;
import dev.seatrial.schema.json.JsonSyntaxException;
import dev.seatrial.schema.json.JsonText;
import dev.seatrial.schema.json.LimitException;
import dev.seatrial.schema.json.Limits;
import dev.seatrial.schema.reference.ReferenceSchema;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * Lets the streaming judge, the judge in memory, the explainer and the reference engine judge the same generated events and
 * lists where they differ. The same seed gives the same pairs.
 */
public final class DifferentialFuzz {
    private static final int EVENTS_A_SCHEMA = 200;

    private final JsonReader reader = new JsonReader(Limits.DEFAULT);
    private final List<String> differences = new ArrayList<>();
    private long pairs;
    private long conforming;
    private long unusable;
    private long crashes;
    private long spoilt;

    /** Runs some pairs, half of them on each of two threads; arguments: pairs, seed. */
    public static void main(String[] arguments) throws InterruptedException {
        long pairs = Long.parseLong(arguments[0]);
        long seed = Long.parseLong(arguments[1]);
        long began = System.nanoTime();
        DifferentialFuzz fuzz = new DifferentialFuzz();
        DifferentialFuzz other = new DifferentialFuzz();
        Thread beside = new Thread(() -> other.run(pairs / 2, ~seed, 50), "fuzz");
        beside.start();
        fuzz.run(pairs - pairs / 2, seed, 50);
        beside.join();
        fuzz.add(other);
        fuzz.differences.forEach(System.out::println);
        System.out.printf(
                "seed %d: %,d pairs of a schema and an event, %,d conform, %,d more of them spoiled, %,d schemas loop and were set aside, the reference engine failed on %,d, %d differences, %d s%n",
                seed,
                fuzz.pairs,
                fuzz.conforming,
                fuzz.spoilt,
                fuzz.unusable,
                fuzz.crashes,
                fuzz.differences.size(),
                (System.nanoTime() - began) / 1_000_000_000);
        System.exit(fuzz.differences.isEmpty() ? 0 : 1);
    }

    DifferentialFuzz run(long most, long seed, int enough) {
        SplittableRandom seeds = new SplittableRandom(seed);
        long said = 0;
        while (pairs < most && differences.size() < enough) {
            long one = seeds.nextLong();
            schema(one);
            if (pairs - said >= 250_000) {
                said = pairs;
                System.err.printf("seed %d: %,d of %,d pairs, %d differences%n", seed, pairs, most, differences.size());
            }
        }
        return this;
    }

    private void add(DifferentialFuzz other) {
        differences.addAll(other.differences);
        pairs += other.pairs;
        conforming += other.conforming;
        unusable += other.unusable;
        crashes += other.crashes;
        spoilt += other.spoilt;
    }

    List<String> differences() {
        return differences;
    }

    long pairs() {
        return pairs;
    }

    long conforming() {
        return conforming;
    }

    private void schema(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Draft draft = List.of(Draft.values()).get(random.nextInt(Draft.values().length));
        Map<String, Object> schema = new SchemaGenerator(random, draft).root();
        SchemaStore store = new SchemaStore(draft, Limits.DEFAULT, List.of());
        Place place = store.add("seatrial:///fuzz", Document.of("fuzz", schema));
        CompiledSchema compiled;
        try {
            compiled = CompiledSchema.of(place, store, reader, true);
        } catch (BadSchemaException loop) {
            unusable++;
            return;
        }
        ReferenceSchema reference = new ReferenceSchema(place, store, Limits.DEFAULT, true);
        EventGenerator events = new EventGenerator(random);
        int before = differences.size();
        for (int i = 0; i < EVENTS_A_SCHEMA && differences.size() == before; i++) {
            pairs++;
            String text = events.write(events.towards(schema, schema, 0));
            pair(seed, schema, compiled, reference, text);
            if (i % 4 == 0) {
                spoiled(seed, schema, compiled, spoil(text, random));
            }
        }
    }

    private static byte[] spoil(String text, SplittableRandom random) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        int at = random.nextInt(bytes.length);
        switch (random.nextInt(3)) {
            case 0 -> bytes[at] = (byte) random.nextInt(256);
            case 1 -> bytes[at] = (byte) "{}[]\":,0-+.eE\\u\n \u0001tn".charAt(random.nextInt(20));
            default -> bytes = java.util.Arrays.copyOf(bytes, at);
        }
        return bytes;
    }

    /** A text that may be no JSON any more: the streaming judge says yes only where a reading and the judge in memory do. */
    private void spoiled(long seed, Map<String, Object> schema, CompiledSchema compiled, byte[] bytes) {
        spoilt++;
        boolean streamed = compiled.conforms(bytes, 0, bytes.length);
        boolean held;
        try {
            held = compiled.conforms(reader.read(bytes));
        } catch (JsonSyntaxException e) {
            held = false;
        }
        if (streamed != held) {
            differences.add("schema seed " + seed + ", spoiled: streamed " + streamed + ", in memory " + held + "\n  "
                    + JsonText.of(schema) + "\n  " + new String(bytes, StandardCharsets.ISO_8859_1));
        }
    }

    private void pair(
            long seed, Map<String, Object> schema, CompiledSchema compiled, ReferenceSchema reference, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        Object value = reader.read(bytes);
        boolean streamed = compiled.conforms(bytes, 0, bytes.length);
        boolean held = compiled.conforms(value);
        boolean explained = compiled.explain(value).isEmpty();
        boolean referred = held;
        try {
            referred = reference.conforms(value);
        } catch (LimitException e) {
            crashes++;
        }
        if (streamed) {
            conforming++;
        }
        if (streamed != held || held != explained || held != referred) {
            differences.add("schema seed " + seed + ": streamed " + streamed + ", in memory " + held + ", explained "
                    + explained + ", reference " + referred + "\n  " + JsonText.of(schema) + "\n  " + text);
        }
    }
}
