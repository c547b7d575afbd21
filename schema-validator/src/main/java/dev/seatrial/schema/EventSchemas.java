package dev.seatrial.schema;

import dev.seatrial.schema.catalogue.Catalogue;
import dev.seatrial.schema.cloudevent.Envelope;
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

/**
 * The schemas of a system's events: each event goes to the schema that is meant for it. Safe for use by several threads.
 */
public final class EventSchemas {
    private final Catalogue catalogue;
    private final SchemaStore store;
    private final SchemaOptions options;
    private final JsonReader reader;
    private final Map<String, Schema> compiled = new ConcurrentHashMap<>();

    private EventSchemas(Catalogue catalogue, SchemaStore store, SchemaOptions options) {
        this.catalogue = catalogue;
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
        List<Path> roots = new ArrayList<>(options.allowed());
        Path absolute = path.toAbsolutePath().normalize();
        Path root = Files.isDirectory(absolute) ? absolute : absolute.getParent();
        if (root != null) {
            roots.add(root);
        }
        SchemaStore store = new SchemaStore(options.draft(), options.limits(), roots);
        EventSchemas schemas = new EventSchemas(Catalogue.load(path, store), store, options);
        schemas.catalogue.schemas().values().forEach(schemas::compile);
        return schemas;
    }

    /** The types of events that it knows a schema for. */
    public Set<String> types() {
        return catalogue.schemas().keySet();
    }

    /** The schema of an event's type (or topic, or message name) and, where it names one, its {@code dataschema}. */
    public Optional<Schema> find(String type, String dataschema) {
        return catalogue.find(type, dataschema).map(this::compile);
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
        try {
            Object value = reader.read(event);
            List<SchemaProblem> problems = new ArrayList<>();
            JsonLocator locator = new JsonLocator(reader);
            for (Fault fault : faults(value, problems)) {
                problems.add(Schema.problem(fault, "", locator.locate(event, 0, event.length, fault.pointer())));
            }
            return problems;
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

    private List<Fault> faults(Object value, List<SchemaProblem> problems) {
        Optional<Envelope> envelope = Envelope.of(value);
        if (envelope.isEmpty()) {
            problems.add(new SchemaProblem(
                    SchemaProblem.Kind.ENVELOPE,
                    Position.START,
                    "",
                    "CloudEvents 1.0",
                    "specversion",
                    "is no CloudEvent: \"specversion\" is missing",
                    "an object with specversion, id, source and type"));
            return List.of();
        }
        for (Fault fault : envelope.get().faults()) {
            problems.add(new SchemaProblem(
                    SchemaProblem.Kind.ENVELOPE,
                    Position.START,
                    fault.pointer(),
                    fault.schema(),
                    fault.keyword(),
                    fault.message(),
                    fault.expected()));
        }
        return data(value, envelope.get(), problems);
    }

    private List<Fault> data(Object value, Envelope envelope, List<SchemaProblem> problems) {
        String type = envelope.attribute("type").orElse("");
        String dataschema = envelope.attribute("dataschema").orElse("");
        Optional<Schema> schema = find(type, dataschema);
        if (schema.isEmpty()) {
            problems.add(unrouted(type, dataschema));
            return List.of();
        }
        if (schema.get().describesEnvelope()) {
            return schema.get().judge(value);
        }
        if (envelope.hasBinaryData() && envelope.hasJsonType()) {
            envelope.binaryData()
                    .ifPresent(bytes -> schema.get().validate(bytes).forEach(problem -> problems.add(inside(problem))));
            return List.of();
        }
        if (!envelope.hasJsonData()) {
            return List.of();
        }
        return schema.get().judge(envelope.data().orElseThrow()).stream()
                .map(fault -> new Fault(
                        "/data" + fault.pointer(), fault.schema(), fault.keyword(), fault.message(), fault.expected()))
                .toList();
    }

    private static SchemaProblem inside(SchemaProblem problem) {
        return new SchemaProblem(
                problem.kind(),
                problem.position(),
                "/data_base64" + problem.pointer(),
                problem.schema(),
                problem.keyword(),
                problem.message(),
                problem.expected());
    }

    private SchemaProblem unrouted(String type, String dataschema) {
        String asked = "type \"" + type + "\"" + (dataschema.isEmpty() ? "" : " and dataschema \"" + dataschema + "\"");
        return new SchemaProblem(
                SchemaProblem.Kind.UNROUTED,
                Position.START,
                "/type",
                "",
                "type",
                "no schema is known for " + asked,
                "one of " + String.join(", ", types()));
    }
}
