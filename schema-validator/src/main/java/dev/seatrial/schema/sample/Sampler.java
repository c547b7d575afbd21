package dev.seatrial.schema.sample;

import dev.seatrial.schema.Schema;
import dev.seatrial.schema.SchemaOptions;
import dev.seatrial.schema.SchemaProblem;
import dev.seatrial.schema.document.BadSchemaException;
import dev.seatrial.schema.document.Place;
import dev.seatrial.schema.document.SchemaStore;
import dev.seatrial.schema.json.JsonReader;
import dev.seatrial.schema.json.JsonText;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;

/** Makes events from a schema: valid ones, and ones that break exactly one keyword. Each is validated before it is given. */
public final class Sampler {
    private static final int TRIES = 200;

    private final Schema schema;
    private final Place place;
    private final SchemaStore store;
    private final SplittableRandom random;
    private final JsonReader reader;

    /**
     * An event that breaks one keyword.
     *
     * @param keyword that is broken
     * @param pointer of the value that breaks it
     * @param json the event
     */
    public record Invalid(String keyword, String pointer, String json) {}

    private Sampler(Schema schema, Place place, SchemaStore store, SchemaOptions options, long seed) {
        this.schema = schema;
        this.place = place;
        this.store = store;
        this.random = new SplittableRandom(seed);
        this.reader = new JsonReader(options.limits());
    }

    /**
     * A sampler of a schema file. The same seed makes the same events.
     *
     * @throws BadSchemaException when the schema cannot be used
     */
    public static Sampler of(Path file, SchemaOptions options, long seed) {
        SchemaStore store = new SchemaStore(options.draft(), options.limits(), Schema.roots(file, options));
        return new Sampler(Schema.load(file, options), store.load(file), store, options, seed);
    }

    /** Events that conform; fewer than asked for where none were found. */
    public List<String> valid(int count) {
        List<String> found = new ArrayList<>();
        for (int i = 0; found.size() < count && i < TRIES + count; i++) {
            Object value = new ValueMaker(store, random, i == 0).make(place);
            String json = JsonText.of(value);
            if (problems(json).isEmpty()) {
                found.add(json);
            }
        }
        return found;
    }

    /** For each keyword that can be broken by itself, the smallest change to a valid event that breaks it. */
    public List<Invalid> invalid() {
        Map<String, Invalid> found = new LinkedHashMap<>();
        Spoiler spoiler = new Spoiler(place.schema());
        for (String json : valid(5)) {
            Object event = reader.read(json.getBytes(StandardCharsets.UTF_8));
            for (Object spoiled : spoiler.spoil(event)) {
                List<SchemaProblem> problems = problems(JsonText.of(spoiled));
                if (problems.size() == 1) {
                    SchemaProblem problem = problems.get(0);
                    found.putIfAbsent(
                            problem.keyword() + " " + problem.schema(),
                            new Invalid(problem.keyword(), problem.pointer(), JsonText.of(spoiled)));
                }
            }
        }
        return new ArrayList<>(found.values());
    }

    /** The keywords of the schema that no invalid event was found for. */
    public Set<String> unbroken(List<Invalid> invalid) {
        Set<String> keywords = new LinkedHashSet<>(Spoiler.keywords(place.schema()));
        invalid.forEach(each -> keywords.remove(each.keyword()));
        return keywords;
    }

    private List<SchemaProblem> problems(String json) {
        return schema.validate(json.getBytes(StandardCharsets.UTF_8));
    }

    /** The first valid event, if one was found. */
    public Optional<String> first() {
        return valid(1).stream().findFirst();
    }
}
