package dev.seatrial.schema.compiled;

import dev.seatrial.schema.document.BadSchemaException;
import dev.seatrial.schema.document.Draft;
import dev.seatrial.schema.document.Keyword;
import dev.seatrial.schema.document.Place;
import dev.seatrial.schema.document.SchemaStore;
import dev.seatrial.schema.json.Document;
import dev.seatrial.schema.json.Pointers;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Compiles checked schemas. */
final class Compiler {
    /** Keywords whose meaning hangs on what was judged elsewhere; left to the reference engine. */
    private static final Set<String> NOT_TAKEN =
            Set.of("$dynamicRef", "$recursiveRef", "unevaluatedItems", "unevaluatedProperties");

    private static final Set<String> SAY_NOTHING = Set.of(
            "$id",
            "id",
            "$schema",
            "$anchor",
            "$dynamicAnchor",
            "$recursiveAnchor",
            "$comment",
            "$vocabulary",
            "$defs",
            "definitions",
            "title",
            "description",
            "default",
            "examples",
            "readOnly",
            "writeOnly",
            "deprecated",
            "contentEncoding",
            "contentMediaType",
            "contentSchema",
            "$ref");

    private final SchemaStore store;
    private final boolean formats;
    private final IdentityHashMap<Document, Map<String, Node>> known = new IdentityHashMap<>();

    /** References that are being followed, to find those that lead back to themselves. */
    private final IdentityHashMap<Document, Set<String>> open = new IdentityHashMap<>();

    Compiler(SchemaStore store, boolean formats) {
        this.store = store;
        this.formats = formats;
    }

    /** Uses a compiled schema for a place. */
    void use(Document document, String pointer, Node node) {
        in(document).put(pointer, node);
    }

    private Map<String, Node> in(Document document) {
        Map<String, Node> nodes = known.get(document);
        if (nodes == null) {
            nodes = new HashMap<>();
            known.put(document, nodes);
        }
        return nodes;
    }

    Node compile(Place place) {
        Map<String, Node> known = in(place.document());
        String key = place.pointer();
        Node node = known.get(key);
        if (node != null) {
            return node;
        }
        if (!(place.schema() instanceof Map<?, ?> schema)) {
            node = new Node(place);
            node.rejects = !((Boolean) place.schema());
            known.put(key, node);
            return node;
        }
        if (schema.get("$ref") instanceof String reference && saysNothingElse(place, schema)) {
            Set<String> aliases = open.get(place.document());
            if (aliases == null) {
                aliases = new HashSet<>();
                open.put(place.document(), aliases);
            }
            if (!aliases.add(key)) {
                throw new BadSchemaException(List.of(place.flaw("/$ref", "the reference leads back to itself")));
            }
            node = compile(store.follow(place, "$ref", reference));
            aliases.remove(key);
            known.put(key, node);
            return node;
        }
        node = new Node(place);
        known.put(key, node);
        new Filler(node, schema).fill();
        return node;
    }

    private static boolean saysNothingElse(Place place, Map<?, ?> schema) {
        if (!place.draft().refHasSiblings()) {
            return true;
        }
        for (Object name : schema.keySet()) {
            if (!SAY_NOTHING.contains((String) name)
                    && Keyword.of((String) name, place.draft()).isPresent()) {
                return false;
            }
        }
        return true;
    }

    /** Fills one node from the keywords of its schema. */
    private final class Filler {
        private final Node node;
        private final Map<?, ?> schema;
        private final Draft draft;

        Filler(Node node, Map<?, ?> schema) {
            this.node = node;
            this.schema = schema;
            this.draft = node.place.draft();
        }

        void fill() {
            for (Object name : schema.keySet()) {
                if (NOT_TAKEN.contains((String) name)
                        && Keyword.of((String) name, draft).isPresent()) {
                    throw new Uncompilable((String) name);
                }
            }
            if (schema.get("$ref") instanceof String reference) {
                node.allOf.add(compile(store.follow(node.place, "$ref", reference)));
            }
            types();
            values();
            node.numbers = NumberKeywords.read(schema, draft);
            node.texts = TextKeywords.read(node.place, schema, formats);
            node.objects = objects();
            node.arrays = arrays();
            inPlace();
        }

        private @Nullable Object get(String keyword) {
            return Keyword.of(keyword, draft).isPresent() ? schema.get(keyword) : null;
        }

        private void types() {
            Object type = get("type");
            if (type instanceof String name) {
                node.types = Types.named(name);
            } else if (type instanceof List<?> names) {
                node.types = 0;
                for (Object name : names) {
                    node.types |= Types.named((String) name);
                }
            }
        }

        private void values() {
            if (get("enum") instanceof List<?> list) {
                node.allowed = new Values(list);
            }
            Object constant = get("const");
            if (constant != null) {
                node.constant = new Values(List.of(constant));
            }
        }

        private Node child(String pointer, Object inner) {
            return compile(store.at(node.place, node.place.pointer() + pointer, inner));
        }

        private @Nullable Node child(String keyword) {
            Object inner = get(keyword);
            return inner == null ? null : child("/" + keyword, inner);
        }

        private List<Node> children(String keyword) {
            List<Node> nodes = new ArrayList<>();
            if (get(keyword) instanceof List<?> list) {
                for (Object inner : list) {
                    nodes.add(child("/" + keyword + "/" + nodes.size(), inner));
                }
            }
            return nodes;
        }

        private void inPlace() {
            node.allOf.addAll(children("allOf"));
            node.anyOf = children("anyOf");
            node.oneOf = children("oneOf");
            node.not = child("not");
            node.condition = child("if");
            if (node.condition != null) {
                node.then = child("then");
                node.otherwise = child("else");
            }
            for (String keyword : List.of("dependentSchemas", "dependencies")) {
                if (get(keyword) instanceof Map<?, ?> map) {
                    for (Map.Entry<?, ?> entry : map.entrySet()) {
                        if (!(entry.getValue() instanceof List)) {
                            String name = (String) entry.getKey();
                            String at = Pointers.append("/" + keyword, name);
                            node.dependent.put(name, child(at, entry.getValue()));
                        }
                    }
                }
            }
        }

        private @Nullable ObjectRules objects() {
            ObjectRules rules = new ObjectRules();
            if (get("properties") instanceof Map<?, ?> map) {
                for (Map.Entry<?, ?> entry : map.entrySet()) {
                    String name = (String) entry.getKey();
                    rules.properties.put(name, child(Pointers.append("/properties", name), entry.getValue()));
                }
            }
            if (get("patternProperties") instanceof Map<?, ?> map) {
                for (Map.Entry<?, ?> entry : map.entrySet()) {
                    String pattern = (String) entry.getKey();
                    String at = Pointers.append("/patternProperties", pattern);
                    rules.patterned.add(new ObjectRules.Patterned(
                            TextKeywords.pattern(node.place, at, pattern), child(at, entry.getValue())));
                }
            }
            rules.additional = child("additionalProperties");
            rules.names = child("propertyNames");
            rules.required = names(get("required"));
            for (String keyword : List.of("dependentRequired", "dependencies")) {
                if (get(keyword) instanceof Map<?, ?> map) {
                    for (Map.Entry<?, ?> entry : map.entrySet()) {
                        if (entry.getValue() instanceof List) {
                            rules.dependentRequired.put((String) entry.getKey(), names(entry.getValue()));
                        }
                    }
                }
            }
            rules.least = TextKeywords.count(get("minProperties"), 0);
            rules.most = TextKeywords.count(get("maxProperties"), Integer.MAX_VALUE);
            boolean empty = rules.properties.isEmpty()
                    && rules.patterned.isEmpty()
                    && rules.additional == null
                    && rules.names == null
                    && rules.required.isEmpty()
                    && rules.dependentRequired.isEmpty()
                    && rules.least == 0
                    && rules.most == Integer.MAX_VALUE;
            return empty ? null : rules;
        }

        private List<String> names(@Nullable Object list) {
            List<String> names = new ArrayList<>();
            if (list instanceof List<?> all) {
                for (Object name : all) {
                    names.add((String) name);
                }
            }
            return names;
        }

        private @Nullable ArrayRules arrays() {
            ArrayRules rules = new ArrayRules();
            if (draft == Draft.DRAFT_2020_12) {
                rules.prefix = children("prefixItems");
                rules.rest = child("items");
            } else if (get("items") instanceof List) {
                rules.prefix = children("items");
                rules.rest = child("additionalItems");
                rules.prefixKeyword = "items";
                rules.restKeyword = "additionalItems";
            } else {
                rules.rest = child("items");
            }
            rules.contains = child("contains");
            rules.leastContains = TextKeywords.count(get("minContains"), 1);
            rules.mostContains = TextKeywords.count(get("maxContains"), Integer.MAX_VALUE);
            rules.least = TextKeywords.count(get("minItems"), 0);
            rules.most = TextKeywords.count(get("maxItems"), Integer.MAX_VALUE);
            rules.unique = get("uniqueItems") instanceof Boolean unique && unique;
            boolean empty = rules.prefix.isEmpty()
                    && rules.rest == null
                    && rules.contains == null
                    && rules.least == 0
                    && rules.most == Integer.MAX_VALUE
                    && !rules.unique;
            return empty ? null : rules;
        }
    }
}
