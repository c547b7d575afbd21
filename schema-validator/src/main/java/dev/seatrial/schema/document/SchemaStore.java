package dev.seatrial.schema.document;

import dev.seatrial.schema.json.Document;
import dev.seatrial.schema.json.JsonReader;
import dev.seatrial.schema.json.JsonText;
import dev.seatrial.schema.json.Limits;
import dev.seatrial.schema.json.Pointers;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Schema documents, and what a reference in one of them names. Reads only files that it may; fetches nothing. */
public final class SchemaStore {
    private final Draft defaultDraft;
    private final SchemaFiles files;
    private final Map<String, Place> resources = new HashMap<>();
    private final Map<String, Place> anchors = new HashMap<>();
    private final IdentityHashMap<Object, Place> places = new IdentityHashMap<>();

    /**
     * @param defaultDraft of documents without {@code $schema}
     * @param roots the directories that references may read files from
     */
    public SchemaStore(Draft defaultDraft, Limits limits, List<Path> roots) {
        this.defaultDraft = defaultDraft;
        this.files = new SchemaFiles(new JsonReader(limits), roots);
    }

    /** The draft of documents without {@code $schema}. */
    public Draft draft() {
        return defaultDraft;
    }

    /** The reader of its files. */
    public SchemaFiles files() {
        return files;
    }

    /**
     * Takes a file in.
     *
     * @return its root schema
     * @throws BadSchemaException when it cannot be read or is no schema
     */
    public Place load(Path file) {
        String uri = files.uriOf(file);
        Place known = resources.get(uri);
        return known != null ? known : add(uri, files.read(file));
    }

    /**
     * Takes a document in.
     *
     * @param uri the URI it was found under
     * @return its root schema
     * @throws BadSchemaException when it is no schema
     */
    public Place add(String uri, Document document) {
        return add(uri, document, defaultDraft);
    }

    /**
     * Takes a document in that belongs to a draft unless it names another.
     *
     * @param uri the URI it was found under
     * @return its root schema
     * @throws BadSchemaException when it is no schema
     */
    public Place add(String uri, Document document, Draft draft) {
        return add(uri, document, "", document.value(), draft);
    }

    /**
     * Takes a schema inside a document in, one that no keyword leads to.
     *
     * @param uri the URI of the document
     * @param pointer of the schema
     */
    public Place add(String uri, Document document, String pointer, Object schema) {
        Place host = resources.get(uri);
        return add(uri, document, pointer, schema, host == null ? defaultDraft : host.draft());
    }

    private Place add(String uri, Document document, String pointer, Object schema, Draft otherwise) {
        if (!(schema instanceof Map) && !(schema instanceof Boolean)) {
            throw new BadSchemaException(List.of(new SchemaFlaw(
                    document.name(), document.locate(pointer), pointer, "expected a schema (an object or a boolean)")));
        }
        Place root = new Place(document, pointer, schema, uri, draftOf(schema, otherwise));
        if (pointer.isEmpty()) {
            resources.put(uri, root);
        }
        return index(root);
    }

    /** Takes a document in that is no schema but holds some: references may point into it. */
    public void addHost(Place root) {
        resources.put(root.base(), root);
    }

    private Place index(Place found) {
        if (!(found.schema() instanceof Map<?, ?> schema)) {
            return found;
        }
        Place known = places.get(schema);
        if (known != null) {
            return known;
        }
        Place place = identified(found, schema);
        places.put(schema, place);
        if (place.draft().refHasSiblings()) {
            anchor(place, schema.get("$anchor"));
            anchor(place, schema.get("$dynamicAnchor"));
        }
        for (Subschemas.Inner inner : Subschemas.of(schema, place.pointer(), place.draft())) {
            Draft draft = draftOf(inner.schema(), place.draft());
            index(new Place(place.document(), inner.pointer(), inner.schema(), place.base(), draft));
        }
        return place;
    }

    private Place identified(Place place, Map<?, ?> schema) {
        Object id = schema.get(place.draft().idKeyword());
        boolean ignored = schema.containsKey("$ref") && !place.draft().refHasSiblings();
        if (!(id instanceof String text) || ignored) {
            return place;
        }
        if (text.startsWith("#")) {
            if (!place.draft().refHasSiblings()) {
                anchors.putIfAbsent(place.base() + text, place);
            }
            return place;
        }
        String base;
        try {
            base = withoutFragment(resolve(place, text));
        } catch (IllegalArgumentException e) {
            String keyword = place.draft().idKeyword();
            throw new BadSchemaException(List.of(place.flaw(
                    "/" + keyword, "\"" + keyword + "\" is " + JsonText.brief(text) + ". expected a URI reference")));
        }
        Place moved = new Place(place.document(), place.pointer(), schema, base, place.draft());
        resources.putIfAbsent(base, moved);
        int hash = text.indexOf('#');
        if (hash >= 0 && hash < text.length() - 1 && !place.draft().refHasSiblings()) {
            anchors.putIfAbsent(base + text.substring(hash), moved);
        }
        return moved;
    }

    private void anchor(Place place, @Nullable Object name) {
        if (name instanceof String text) {
            anchors.putIfAbsent(place.base() + "#" + text, place);
        }
    }

    private static Draft draftOf(Object schema, Draft otherwise) {
        return schema instanceof Map<?, ?> map && map.get("$schema") instanceof String uri
                ? Draft.ofUri(uri).orElse(otherwise)
                : otherwise;
    }

    /** The place of a schema that stands in the place of a keyword below a known one. */
    public Place at(Place parent, String pointer, Object schema) {
        Place known = schema instanceof Map ? places.get(schema) : null;
        return known != null ? known : new Place(parent.document(), pointer, schema, parent.base(), parent.draft());
    }

    /** The schema of a URI as it stands in an {@code $id}, a file or an anchor, if it was taken in. */
    public Optional<Place> byUri(String uri) {
        int hash = uri.indexOf('#');
        if (hash < 0 || hash == uri.length() - 1) {
            return Optional.ofNullable(resources.get(withoutFragment(uri)));
        }
        return Optional.ofNullable(anchors.get(uri));
    }

    /**
     * What a reference names.
     *
     * @param from the schema that holds the reference
     * @param keyword that holds it
     * @throws BadSchemaException when nothing is there, or it may not be read
     */
    public Place follow(Place from, String keyword, String reference) {
        try {
            String uri = resolve(from, reference);
            String document = withoutFragment(uri);
            String fragment = uri.length() > document.length() ? uri.substring(document.length() + 1) : "";
            Place root = resources.get(document);
            if (root == null) {
                root = fetch(from, keyword, reference, document);
            }
            if (fragment.isEmpty()) {
                return root;
            }
            if (fragment.startsWith("/")) {
                return descend(from, keyword, reference, root, decode(fragment));
            }
            Place anchored = anchors.get(root.base() + "#" + decode(fragment));
            if (anchored == null) {
                throw dangling(from, keyword, reference, "no schema there has the anchor \"" + fragment + "\"");
            }
            return anchored;
        } catch (IllegalArgumentException e) {
            throw dangling(from, keyword, reference, "it is not a URI reference");
        }
    }

    private Place fetch(Place from, String keyword, String reference, String uri) {
        Optional<Document> metaschema = Metaschemas.find(uri);
        if (metaschema.isPresent()) {
            return add(uri, metaschema.get());
        }
        Optional<Path> beside = files.beside(from.document(), reference);
        if (!uri.startsWith("file:") && beside.isPresent()) {
            Place found = load(beside.get());
            resources.putIfAbsent(uri, found);
            return found;
        }
        if (!uri.startsWith("file:")) {
            throw dangling(
                    from,
                    keyword,
                    reference,
                    "schemas are never fetched: give the file of " + uri + " in the schema directory");
        }
        Path file;
        try {
            file = Path.of(URI.create(uri));
        } catch (IllegalArgumentException | java.nio.file.FileSystemNotFoundException e) {
            throw dangling(from, keyword, reference, "it names no file of this machine");
        }
        Optional<String> refusal = files.refusal(file);
        if (refusal.isPresent()) {
            throw dangling(from, keyword, reference, refusal.get());
        }
        return load(file);
    }

    private Place descend(Place from, String keyword, String reference, Place root, String pointer) {
        Object value = root.schema();
        Place nearest = root;
        String at = root.pointer();
        for (String token : Pointers.tokens(pointer)) {
            Object next = step(value, token);
            if (next == null) {
                throw dangling(
                        from,
                        keyword,
                        reference,
                        "there is no \"" + token + "\" in " + root.document().name() + "#" + at);
            }
            value = next;
            at = Pointers.append(at, token);
            if (value instanceof Map && places.containsKey(value)) {
                nearest = places.get(value);
            }
        }
        if (!(value instanceof Map) && !(value instanceof Boolean)) {
            throw dangling(from, keyword, reference, "what stands there is no schema");
        }
        return index(new Place(root.document(), at, value, nearest.base(), draftOf(value, nearest.draft())));
    }

    private static @Nullable Object step(Object value, String token) {
        if (value instanceof Map<?, ?> map) {
            return map.get(token);
        }
        if (value instanceof List<?> list && token.matches("0|[1-9][0-9]{0,8}")) {
            int index = Integer.parseInt(token);
            return index < list.size() ? list.get(index) : null;
        }
        return null;
    }

    private static BadSchemaException dangling(Place from, String keyword, String reference, String why) {
        return new BadSchemaException(
                List.of(from.flaw("/" + keyword, "the reference \"" + reference + "\" cannot be followed: " + why)));
    }

    private static String resolve(Place from, String reference) {
        if (reference.startsWith("#")) {
            return from.base() + reference;
        }
        URI base = URI.create(from.base());
        URI target = URI.create(reference);
        return (base.isOpaque() ? target : base.resolve(target)).toString();
    }

    private static String withoutFragment(String uri) {
        int hash = uri.indexOf('#');
        return hash < 0 ? uri : uri.substring(0, hash);
    }

    private static String decode(String fragment) {
        return URLDecoder.decode(fragment.replace("+", "%2B"), StandardCharsets.UTF_8);
    }
}
