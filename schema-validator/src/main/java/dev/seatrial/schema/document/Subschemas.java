package dev.seatrial.schema.document;

import dev.seatrial.schema.json.Pointers;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Visits the schemas directly inside a schema: those in the places of keywords, not those that only look like some. */
public final class Subschemas {
    private Subschemas() {}

    /** Takes one schema. */
    @FunctionalInterface
    public interface Visitor {
        /**
         * Takes it.
         *
         * @param pointer from the document's root
         * @param schema an object or a boolean
         * @param keyword the keyword that holds it
         */
        void visit(String pointer, Object schema, String keyword);
    }

    /** Visits each schema directly inside one. */
    public static void forEach(Map<?, ?> schema, String pointer, Draft draft, Visitor visitor) {
        boolean onlyRef = schema.containsKey("$ref") && !draft.refHasSiblings();
        for (Map.Entry<?, ?> entry : schema.entrySet()) {
            String name = (String) entry.getKey();
            Optional<Keyword> keyword = Keyword.of(name, draft);
            if (keyword.isEmpty() || (onlyRef && !name.equals("definitions"))) {
                continue;
            }
            visit(keyword.get(), Pointers.append(pointer, name), entry.getValue(), visitor);
        }
    }

    private static void visit(Keyword keyword, String at, Object value, Visitor visitor) {
        switch (keyword.shape()) {
            case SCHEMA, SCHEMAS, SCHEMA_OR_SCHEMAS, SCHEMA_OR_BOOLEAN -> {
                if (value instanceof List<?> list) {
                    for (int i = 0; i < list.size(); i++) {
                        one(at + "/" + i, list.get(i), keyword.name(), visitor);
                    }
                } else {
                    one(at, value, keyword.name(), visitor);
                }
            }
            case SCHEMA_MAP, DEPENDENCIES -> {
                if (value instanceof Map<?, ?> map) {
                    map.forEach((key, inner) -> one(Pointers.append(at, (String) key), inner, keyword.name(), visitor));
                }
            }
            default -> {}
        }
    }

    private static void one(String at, Object value, String keyword, Visitor visitor) {
        if (value instanceof Map || value instanceof Boolean) {
            visitor.visit(at, value, keyword);
        }
    }
}
