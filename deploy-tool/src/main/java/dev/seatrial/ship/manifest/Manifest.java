package dev.seatrial.ship.manifest;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * A Kubernetes object as a value: the tree that its YAML or JSON describes.
 *
 * @param tree maps, lists, strings, numbers and booleans; deeply unmodifiable, without nulls
 */
public record Manifest(Map<String, Object> tree) {

    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .build();

    public Manifest {
        tree = frozen(tree);
    }

    /** The object that this JSON describes. */
    public static Manifest parseJson(String json) {
        return new Manifest(asMap(JSON.readValue(json, Map.class)));
    }

    /** An object with nothing but its identity. */
    public static Manifest of(String apiVersion, String kind, String name) {
        return new Manifest(Map.of("apiVersion", apiVersion, "kind", kind, "metadata", Map.of("name", name)));
    }

    public String apiVersion() {
        return text("apiVersion").orElse("");
    }

    public String kind() {
        return text("kind").orElse("");
    }

    public String name() {
        return text("metadata", "name").orElse("");
    }

    /** What a message calls it, such as {@code Deployment/payments}. */
    public String title() {
        return kind() + "/" + name();
    }

    /** What stands at a path of keys. */
    public Optional<Object> at(String... path) {
        Object here = tree;
        for (String key : path) {
            here = here instanceof Map<?, ?> map ? map.get(key) : null;
        }
        return Optional.ofNullable(here);
    }

    /** The text at a path; numbers and booleans as text. */
    public Optional<String> text(String... path) {
        return at(path).filter(v -> !(v instanceof Map) && !(v instanceof List)).map(String::valueOf);
    }

    /** The number at a path, or 0 where there is none: the API leaves zeros out. */
    public long number(String... path) {
        return at(path).filter(Number.class::isInstance)
                .map(v -> ((Number) v).longValue())
                .orElse(0L);
    }

    /** The map at a path, empty where there is none. */
    public Map<String, Object> map(String... path) {
        return at(path).filter(Map.class::isInstance).map(Manifest::asMap).orElse(Map.of());
    }

    /** The map of texts at a path, such as labels; empty where there is none. */
    public Map<String, String> texts(String... path) {
        Map<String, String> texts = new LinkedHashMap<>();
        map(path).forEach((key, value) -> texts.put(key, String.valueOf(value)));
        return texts;
    }

    /** The list of objects at a path, empty where there is none. */
    public List<Manifest> list(String... path) {
        return at(path).filter(List.class::isInstance)
                .map(v ->
                        ((List<?>) v).stream().map(o -> new Manifest(asMap(o))).toList())
                .orElse(List.of());
    }

    /** The same with this value at a path; maps on the way are made where they are missing. */
    public Manifest with(Object value, String... path) {
        return new Manifest(with(tree, value, List.of(path)));
    }

    /** The same without what stands at a path. */
    public Manifest without(String... path) {
        List<String> parent = List.of(path).subList(0, path.length - 1);
        Map<String, Object> rest = new LinkedHashMap<>(map(parent.toArray(String[]::new)));
        if (rest.remove(path[path.length - 1]) == null) {
            return this;
        }
        return parent.isEmpty() ? new Manifest(rest) : with(rest, parent.toArray(String[]::new));
    }

    /** The same as its owner would write it: without what the cluster adds. */
    public Manifest asWritten() {
        Manifest written = without("status");
        for (String key : List.of(
                "managedFields",
                "resourceVersion",
                "uid",
                "creationTimestamp",
                "generation",
                "selfLink",
                "namespace")) {
            written = written.without("metadata", key);
        }
        return written.without("metadata", "annotations", "deployment.kubernetes.io/revision");
    }

    /** As JSON on one line, keys in order. */
    public String json() {
        return JSON.writeValueAsString(tree);
    }

    /** SHA-256 over {@link #json()}, in hex. */
    public String hash() {
        return sha256(json());
    }

    static String sha256(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private static Map<String, Object> with(Map<String, Object> map, Object value, List<String> path) {
        Map<String, Object> copy = new LinkedHashMap<>(map);
        String key = path.get(0);
        if (path.size() == 1) {
            copy.put(key, value);
        } else {
            Object child = map.get(key);
            Map<String, Object> inner = child instanceof Map ? asMap(child) : Map.of();
            copy.put(key, with(inner, value, path.subList(1, path.size())));
        }
        return copy;
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> asMap(Object value) {
        return (Map<String, Object>) value;
    }

    private static Map<String, Object> frozen(Map<String, Object> map) {
        Map<String, Object> copy = new LinkedHashMap<>();
        map.forEach((key, value) -> {
            if (value != null) {
                copy.put(key, frozen(value));
            }
        });
        return Collections.unmodifiableMap(copy);
    }

    private static Object frozen(Object value) {
        if (value instanceof Manifest manifest) {
            return manifest.tree();
        }
        if (value instanceof Map) {
            return frozen(asMap(value));
        }
        if (value instanceof List<?> list) {
            List<Object> copy = new ArrayList<>();
            list.forEach(element -> copy.add(frozen(element)));
            return Collections.unmodifiableList(copy);
        }
        return value;
    }
}
