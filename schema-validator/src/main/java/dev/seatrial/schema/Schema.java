package dev.seatrial.schema;

import dev.seatrial.schema.compiled.CompiledSchema;
import dev.seatrial.schema.compiled.Uncompilable;
import dev.seatrial.schema.document.BadSchemaException;
import dev.seatrial.schema.document.Place;
import dev.seatrial.schema.document.SchemaChecker;
import dev.seatrial.schema.document.SchemaStore;
import dev.seatrial.schema.json.Document;
import dev.seatrial.schema.json.Fault;
import dev.seatrial.schema.json.JsonLocator;
import dev.seatrial.schema.json.JsonReader;
import dev.seatrial.schema.json.JsonSyntaxException;
import dev.seatrial.schema.json.LimitException;
import dev.seatrial.schema.json.Position;
import dev.seatrial.schema.reference.ReferenceSchema;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One schema, ready to judge events. Safe for use by several threads. */
public final class Schema {
    private final Place place;
    private final SchemaStore store;
    private final Engine engine;
    private final JsonReader reader;

    /** What judges: the compiled program, or the reference engine for what the compiler does not take. */
    private sealed interface Engine {
        record Compiled(CompiledSchema schema) implements Engine {}

        record Reference(ReferenceSchema schema) implements Engine {}
    }

    private Schema(Place place, SchemaStore store, SchemaOptions options) {
        this.place = place;
        this.store = store;
        this.reader = new JsonReader(options.limits());
        SchemaChecker.check(place, store);
        this.engine = engine(place, store, options, reader);
    }

    private static Engine engine(Place place, SchemaStore store, SchemaOptions options, JsonReader reader) {
        try {
            return new Engine.Compiled(CompiledSchema.of(place, store, reader, options.formats()));
        } catch (Uncompilable e) {
            return new Engine.Reference(new ReferenceSchema(place, store, options.limits(), options.formats()));
        }
    }

    /**
     * Reads a schema from a JSON or YAML file. References may read files of its directory.
     *
     * @throws BadSchemaException when it cannot be used
     */
    public static Schema load(Path file) {
        return load(file, SchemaOptions.DEFAULT);
    }

    /**
     * Reads a schema from a JSON or YAML file. References may read files of its directory and of those allowed.
     *
     * @throws BadSchemaException when it cannot be used
     */
    public static Schema load(Path file, SchemaOptions options) {
        SchemaStore store = new SchemaStore(options.draft(), options.limits(), roots(file, options));
        return of(store.load(file), store, options);
    }

    /** The directories that the references of a schema file may read: its own and those allowed. */
    public static List<Path> roots(Path file, SchemaOptions options) {
        List<Path> roots = new ArrayList<>(options.allowed());
        Path parent = file.toAbsolutePath().normalize().getParent();
        if (parent != null) {
            roots.add(parent);
        }
        return roots;
    }

    /**
     * Reads a schema from a JSON text.
     *
     * @param name what messages call it
     * @throws BadSchemaException when it cannot be used
     */
    public static Schema parse(String name, String json, SchemaOptions options) {
        SchemaStore store = new SchemaStore(options.draft(), options.limits(), options.allowed());
        Document document;
        try {
            document = Document.read(name, json.getBytes(StandardCharsets.UTF_8), new JsonReader(options.limits()));
        } catch (JsonSyntaxException e) {
            throw new BadSchemaException(
                    List.of(new dev.seatrial.schema.document.SchemaFlaw(name, e.position(), "", e.what())));
        }
        return of(store.add("seatrial:///" + Integer.toHexString(name.hashCode()), document), store, options);
    }

    static Schema of(Place place, SchemaStore store, SchemaOptions options) {
        return new Schema(place, store, options);
    }

    Place place() {
        return place;
    }

    /** What its references were followed with. */
    SchemaStore store() {
        return store;
    }

    /** The file or name it was read from. */
    public String name() {
        return place.document().name();
    }

    /** What is wrong with an event; nothing when it conforms. A text that is no JSON is a problem as well. */
    public List<SchemaProblem> validate(byte[] event) {
        return validate(event, 0, event.length);
    }

    /** What is wrong with the event that stands in a part of a buffer; positions count from the part's start. */
    public List<SchemaProblem> validate(byte[] buffer, int offset, int length) {
        if (engine instanceof Engine.Compiled compiled && compiled.schema().conforms(buffer, offset, length)) {
            return List.of();
        }
        try {
            if (length > reader.limits().eventBytes()) {
                throw new LimitException(
                        "larger than the limit of " + reader.limits().eventBytes() + " bytes (--max-event-bytes)");
            }
            Object value = reader.read(buffer, offset, length);
            return locate(buffer, offset, length, judge(value));
        } catch (JsonSyntaxException e) {
            return List.of(unreadable(e));
        } catch (LimitException e) {
            return List.of(tooCostly(e, Position.START));
        }
    }

    /** Whether the schema is about the whole CloudEvent rather than its data: it names {@code specversion}. */
    boolean describesEnvelope() {
        return place.schema() instanceof Map<?, ?> schema
                && ((schema.get("properties") instanceof Map<?, ?> properties && properties.containsKey("specversion"))
                        || (schema.get("required") instanceof List<?> required && required.contains("specversion")));
    }

    /** Judges a CloudEvent and its data in one reading, where the compiled program can. */
    Optional<CompiledSchema> within(Place envelope, SchemaStore store) {
        if (!(engine instanceof Engine.Compiled compiled)) {
            return Optional.empty();
        }
        return Optional.of(
                describesEnvelope()
                        ? compiled.schema().beside(envelope, store)
                        : compiled.schema().within(envelope, store));
    }

    /** Judges an event while it is read; false where that is not possible. */
    boolean conforms(byte[] buffer, int offset, int length) {
        return engine instanceof Engine.Compiled compiled && compiled.schema().conforms(buffer, offset, length);
    }

    List<Fault> judge(Object value) {
        return bounded(
                engine instanceof Engine.Compiled compiled
                        ? compiled.schema().explain(value)
                        : ((Engine.Reference) engine).schema().validate(value));
    }

    /** As many faults as one event may have, the last of them that there may be more. */
    private List<Fault> bounded(List<Fault> faults) {
        int most = reader.limits().problems();
        if (faults.size() < most) {
            return faults;
        }
        List<Fault> first = new ArrayList<>(faults.subList(0, most));
        String why = "no more than " + most + " problems of one event are looked for (--max-event-problems)";
        first.add(new Fault("", "", "limit", why, ""));
        return first;
    }

    private List<SchemaProblem> locate(byte[] event, int offset, int length, List<Fault> faults) {
        if (faults.isEmpty()) {
            return List.of();
        }
        Map<String, Position> places = new JsonLocator(reader)
                .locate(
                        event,
                        offset,
                        length,
                        faults.stream().map(Fault::pointer).toList());
        return faults.stream()
                .map(fault ->
                        problem(SchemaProblem.Kind.SCHEMA, fault, places.getOrDefault(fault.pointer(), Position.START)))
                .toList();
    }

    static SchemaProblem problem(SchemaProblem.Kind kind, Fault fault, Position position) {
        String keyword = fault.keyword().isEmpty() ? "false" : fault.keyword(); // the schema false has none
        return new SchemaProblem(
                kind, position, fault.pointer(), fault.schema(), keyword, fault.message(), fault.expected());
    }

    static SchemaProblem unreadable(JsonSyntaxException e) {
        return new SchemaProblem(
                SchemaProblem.Kind.UNREADABLE, e.position(), "", "", "syntax", e.what(), "a JSON document");
    }

    static SchemaProblem tooCostly(LimitException e, Position position) {
        return new SchemaProblem(
                SchemaProblem.Kind.UNREADABLE, position, "", "", "limit", e.what(), "an event within the limits");
    }
}
