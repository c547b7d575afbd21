package dev.seatrial.schema.catalogue;

import dev.seatrial.schema.document.BadSchemaException;
import dev.seatrial.schema.document.Place;
import dev.seatrial.schema.document.SchemaFlaw;
import dev.seatrial.schema.document.SchemaStore;
import dev.seatrial.schema.json.Document;
import dev.seatrial.schema.json.Position;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The schemas of events: from a directory of schema files, from a catalogue file that maps event types to schema files,
 * or from an AsyncAPI document.
 */
public final class Catalogue {
    private final Map<String, Place> byName = new TreeMap<>();
    private final Map<String, Place> byUri = new TreeMap<>();

    private Catalogue() {}

    /**
     * Reads a directory, a catalogue file, an AsyncAPI document or a single schema.
     *
     * @throws BadSchemaException when it holds no schema, or one that cannot be used
     */
    public static Catalogue load(Path path, SchemaStore store) {
        Catalogue catalogue = new Catalogue();
        if (Files.isDirectory(path)) {
            catalogue.directory(path, store);
        } else {
            catalogue.file(path, store);
            if (catalogue.byName.isEmpty()) {
                throw new BadSchemaException(List.of(
                        new SchemaFlaw(path.toString(), Position.START, "", "no message here has a payload schema")));
            }
        }
        if (catalogue.byName.isEmpty()) {
            throw new BadSchemaException(List.of(new SchemaFlaw(
                    path.toString(), Position.START, "", "no schemas here: expected .json, .yaml or .yml files")));
        }
        return catalogue;
    }

    /** One schema, under the name of its file. */
    public static Catalogue of(Place place) {
        Catalogue catalogue = new Catalogue();
        Path file = Path.of(place.document().name()).getFileName();
        catalogue.put(Names.stem(String.valueOf(file)), place);
        return catalogue;
    }

    private void directory(Path directory, SchemaStore store) {
        List<Path> files;
        try (Stream<Path> walk = Files.walk(directory, 16)) {
            files = walk.filter(Files::isRegularFile)
                    .filter(file -> Names.isSchemaFile(file.getFileName().toString()))
                    .sorted()
                    .toList();
        } catch (IOException | java.io.UncheckedIOException e) {
            throw new BadSchemaException(
                    List.of(new SchemaFlaw(directory.toString(), Position.START, "", "the directory cannot be read")));
        }
        files.forEach(file -> file(file, store));
    }

    private void file(Path file, SchemaStore store) {
        Document document = store.files().read(file);
        if (document.value() instanceof Map<?, ?> map && map.containsKey("asyncapi")) {
            new AsyncApi(document, file, store).messages().forEach(message -> put(message.name(), message.schema()));
        } else if (document.value() instanceof Map<?, ?> map
                && map.get("events") instanceof Map<?, ?> events
                && !map.containsKey("$schema")) {
            events.forEach((type, target) -> put((String) type, listed(document, file, (String) type, target, store)));
        } else {
            Place place = store.load(file);
            put(Names.stem(file.getFileName().toString()), place);
            byUri.put(place.base(), place);
            if (place.schema() instanceof Map<?, ?> schema && schema.get("x-event-type") instanceof String type) {
                put(type, place);
            }
        }
    }

    private static Place listed(Document document, Path file, String type, Object target, SchemaStore store) {
        Path directory = file.toAbsolutePath().normalize().getParent();
        if (!(target instanceof String relative) || directory == null) {
            String at = "/events/" + type.replace("~", "~0").replace("/", "~1");
            throw new BadSchemaException(List.of(
                    new SchemaFlaw(document.name(), document.locate(at), at, "expected the path of a schema file")));
        }
        Place from =
                new Place(document, "/events", document.value(), store.files().uriOf(file), store.draft());
        return store.follow(from, type, asReference(relative));
    }

    /** The path of a file, which may have spaces, as a URI reference. */
    private static String asReference(String path) {
        int hash = path.indexOf('#');
        try {
            return path.indexOf(':') >= 0
                    ? path
                    : new URI(
                                    null,
                                    null,
                                    hash < 0 ? path : path.substring(0, hash),
                                    hash < 0 ? null : path.substring(hash + 1))
                            .toASCIIString();
        } catch (URISyntaxException e) {
            return path;
        }
    }

    private void put(String name, Place place) {
        Place other = byName.putIfAbsent(name, place);
        if (other != null && !other.label().equals(place.label())) {
            throw new BadSchemaException(
                    List.of(place.flaw("", "is a second schema for \"" + name + "\"; the first is " + other.label())));
        }
    }

    /** The names that events are found by, with the schema of each. */
    public Map<String, Place> schemas() {
        return byName;
    }

    /**
     * The schema of an event.
     *
     * @param type of the event: CloudEvents' {@code type}, a topic, a message's name
     * @param dataschema the URI that the event names, or empty
     */
    public Optional<Place> find(String type, String dataschema) {
        if (!dataschema.isEmpty()) {
            Optional<Place> named = byUri(dataschema);
            if (named.isPresent()) {
                return named;
            }
        }
        Place exact = byName.get(type);
        return exact != null ? Optional.of(exact) : Names.closest(type, byName);
    }

    private Optional<Place> byUri(String uri) {
        Place exact = byUri.get(uri.endsWith("#") ? uri.substring(0, uri.length() - 1) : uri);
        return exact != null
                ? Optional.of(exact)
                : Optional.ofNullable(byName.get(Names.stem(uri.substring(uri.lastIndexOf('/') + 1))));
    }
}
