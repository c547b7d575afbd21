package dev.seatrial.schema;

import dev.seatrial.schema.catalogue.Catalogue;
import dev.seatrial.schema.cloudevent.Envelope;
import dev.seatrial.schema.cloudevent.EnvelopeSchema;
import dev.seatrial.schema.cloudevent.Route;
import dev.seatrial.schema.compiled.CompiledSchema;
import dev.seatrial.schema.document.BadSchemaException;
import dev.seatrial.schema.document.Place;
import dev.seatrial.schema.document.SchemaStore;
import dev.seatrial.schema.json.Fault;
import dev.seatrial.schema.json.JsonLocator;
import dev.seatrial.schema.json.JsonReader;
import dev.seatrial.schema.json.JsonSyntaxException;
import dev.seatrial.schema.json.LimitException;
import dev.seatrial.schema.json.Position;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The schemas of a system's events: each event goes to the schema that is meant for it. Safe for use by several threads.
 */
public final class EventSchemas {
    private static final int MOST_ROUTES = 10_000;

    /** Bytes of a first event that is judged in memory: it may be the only one, and not worth a program for it and its envelope. */
    private static final int SMALL = 64 * 1024;

    private final Catalogue catalogue;
    private final Optional<Place> only;
    private final SchemaStore store;
    private final SchemaOptions options;
    private final JsonReader reader;
    private final Map<String, Schema> compiled = new ConcurrentHashMap<>();
    private final Map<Route, Optional<CompiledSchema>> routes = new ConcurrentHashMap<>();
    private volatile boolean begun;

    @SuppressWarnings("ThreadLocalUsage") // what one of many instances met last is nothing to the others
    private final ThreadLocal<@Nullable CompiledSchema> last = new ThreadLocal<>();

    private EventSchemas(Catalogue catalogue, Optional<Place> only, SchemaStore store, SchemaOptions options) {
        this.catalogue = catalogue;
        this.only = only;
        this.store = store;
        this.options = options;
        this.reader = new JsonReader(options.limits());
    }

    /**
     * Reads the schemas of a directory (searched with its sub-directories), of a catalogue file
     * ({@code events: {type: file}}), or of an AsyncAPI document.
     *
     * @throws BadSchemaException when one cannot be used, or there is none
     */
    public static EventSchemas load(Path path) {
        return load(path, SchemaOptions.DEFAULT);
    }

    /**
     * Reads the schemas of a directory, of a catalogue file, or of an AsyncAPI document.
     *
     * @throws BadSchemaException when one cannot be used, or there is none
     */
    public static EventSchemas load(Path path, SchemaOptions options) {
        SchemaStore store = store(path, options);
        EventSchemas schemas = new EventSchemas(Catalogue.load(path, store), Optional.empty(), store, options);
        schemas.catalogue.schemas().values().forEach(schemas::compile);
        return schemas;
    }

    /**
     * Reads one schema that is meant for the data of every event, whatever its type.
     *
     * @throws BadSchemaException when it cannot be used
     */
    public static EventSchemas single(Path schema, SchemaOptions options) {
        return single(Schema.load(schema, options), options);
    }

    /** The same of a schema that was read before, with the same options. */
    public static EventSchemas single(Schema schema, SchemaOptions options) {
        Place place = schema.place();
        EventSchemas schemas = new EventSchemas(Catalogue.of(place), Optional.of(place), schema.store(), options);
        schemas.compiled.put(place.label(), schema);
        return schemas;
    }

    private static SchemaStore store(Path path, SchemaOptions options) {
        List<Path> roots = new ArrayList<>(options.allowed());
        Path absolute = path.toAbsolutePath().normalize();
        Path root = Files.isDirectory(absolute) ? absolute : absolute.getParent();
        if (root != null) {
            roots.add(root);
        }
        return new SchemaStore(options.draft(), options.limits(), roots);
    }

    /** The types of events that it knows a schema for. */
    public Set<String> types() {
        return catalogue.schemas().keySet();
    }

    /** The schema of an event's type (or topic, or message name) and, where it names one, its {@code dataschema}. */
    public Optional<Schema> find(String type, String dataschema) {
        Optional<Place> place = only.isPresent() ? only : catalogue.find(type, dataschema);
        return place.isPresent() ? Optional.of(compile(place.get())) : Optional.empty();
    }

    private synchronized Schema compile(Place place) {
        Schema known = compiled.get(place.label());
        if (known == null) {
            known = Schema.of(place, store, options);
            compiled.put(place.label(), known);
        }
        return known;
    }

    /**
     * What is wrong with a structured CloudEvent: its envelope, and its data against the schema of its {@code dataschema}
     * or {@code type}. An event that no schema is known for is a problem.
     */
    public List<SchemaProblem> validate(byte[] event) {
        return validate(event, 0, event.length);
    }

    /** What is wrong with the CloudEvent in a part of a buffer; positions count from the part's start. */
    public List<SchemaProblem> validate(byte[] buffer, int offset, int length) {
        if (!begun && length < SMALL) {
            begun = true;
            return explain(buffer, offset, length);
        }
        CompiledSchema usual = last.get();
        if (usual != null && usual.conforms(buffer, offset, length)) {
            return List.of();
        }
        CompiledSchema meant = program(buffer, offset, length).orElse(null);
        if (meant != null && meant != usual && meant.conforms(buffer, offset, length)) {
            last.set(meant);
            return List.of();
        }
        return explain(buffer, offset, length);
    }

    /** Whether the CloudEvent in a part of a buffer conforms, as far as the schema of the event before can tell. */
    public boolean conformsAtOnce(byte[] buffer, int offset, int length) {
        CompiledSchema usual = last.get();
        return usual != null && usual.conforms(buffer, offset, length);
    }

    private Optional<CompiledSchema> program(byte[] buffer, int offset, int length) {
        if (only.isPresent()) {
            return routes.computeIfAbsent(
                    new Route("", ""), any -> compile(only.get()).within(EnvelopeSchema.any(), store));
        }
        Optional<Route> route = Route.of(reader, buffer, offset, length);
        if (route.isEmpty() || (routes.size() >= MOST_ROUTES && !routes.containsKey(route.get()))) {
            return Optional.empty();
        }
        return routes.computeIfAbsent(
                route.get(),
                to -> find(to.type(), to.dataschema())
                        .flatMap(schema -> schema.within(EnvelopeSchema.of(to.type(), to.dataschema()), store)));
    }

    private List<SchemaProblem> explain(byte[] buffer, int offset, int length) {
        try {
            Object value = reader.read(buffer, offset, length);
            List<SchemaProblem> problems = problems(value);
            if (problems.isEmpty()) {
                return problems;
            }
            Map<String, Position> places = new JsonLocator(reader)
                    .locate(
                            buffer,
                            offset,
                            length,
                            problems.stream().map(SchemaProblem::pointer).toList());
            return problems.stream()
                    .map(problem -> problem.at(places.getOrDefault(problem.pointer(), Position.START)))
                    .toList();
        } catch (JsonSyntaxException e) {
            return List.of(Schema.unreadable(e));
        } catch (LimitException e) {
            return List.of(Schema.tooCostly(e, Position.START));
        }
    }

    /**
     * What is wrong with an event's data, where its envelope stands elsewhere (CloudEvents in binary mode) or there is none.
     *
     * @param type of the event: CloudEvents' {@code type}, or the topic
     * @param dataschema the URI that the event names, or empty
     * @param data a JSON document
     */
    public List<SchemaProblem> validate(String type, String dataschema, byte[] data) {
        Optional<Schema> schema = find(type, dataschema);
        return schema.isPresent() ? schema.get().validate(data) : List.of(unrouted(type, dataschema));
    }

    private List<SchemaProblem> problems(Object value) {
        Optional<Envelope> envelope = Envelope.of(value);
        if (envelope.isEmpty()) {
            return List.of(problem(
                    SchemaProblem.Kind.ENVELOPE,
                    new Fault(
                            "",
                            Envelope.SOURCE,
                            "specversion",
                            "is no CloudEvent: \"specversion\" is missing",
                            "an object with specversion, id, source and type")));
        }
        List<SchemaProblem> problems = new ArrayList<>();
        for (Fault fault : envelope.get().faults()) {
            problems.add(problem(SchemaProblem.Kind.ENVELOPE, fault));
        }
        problems.addAll(data(value, envelope.get()));
        return problems;
    }

    private List<SchemaProblem> data(Object value, Envelope envelope) {
        String type = envelope.attribute("type").orElse("");
        String dataschema = envelope.attribute("dataschema").orElse("");
        Optional<Schema> found = find(type, dataschema);
        if (found.isEmpty()) {
            return List.of(unrouted(type, dataschema));
        }
        Schema schema = found.get();
        if (schema.describesEnvelope()) {
            return problems(schema, value, "");
        }
        Optional<Fault> absent = envelope.withoutJson(schema.name());
        if (absent.isPresent()) {
            return List.of(problem(SchemaProblem.Kind.SCHEMA, absent.get()));
        }
        if (envelope.hasBinaryData()) {
            return envelope.binaryData()
                    .map(bytes -> schema.validate(bytes).stream()
                            .map(problem -> problem.below("/data_base64"))
                            .toList())
                    .orElse(List.of());
        }
        return problems(schema, envelope.data(), "/data");
    }

    private static List<SchemaProblem> problems(Schema schema, Object value, String below) {
        List<SchemaProblem> problems = new ArrayList<>();
        for (Fault fault : schema.judge(value)) {
            problems.add(problem(SchemaProblem.Kind.SCHEMA, fault).below(below));
        }
        return problems;
    }

    private static SchemaProblem problem(SchemaProblem.Kind kind, Fault fault) {
        return Schema.problem(kind, fault, Position.START);
    }

    private SchemaProblem unrouted(String type, String dataschema) {
        String asked = "type \"" + type + "\"" + (dataschema.isEmpty() ? "" : " and dataschema \"" + dataschema + "\"");
        return problem(
                SchemaProblem.Kind.UNROUTED,
                new Fault(
                        "/type",
                        "",
                        "type",
                        "no schema is known for " + asked,
                        "one of " + String.join(", ", types())));
    }
}
