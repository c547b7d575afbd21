package dev.seatrial.schema.document;

import dev.seatrial.schema.json.Pointers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds the schemas directly inside a schema: those in the places of keywords, not those that only look like some. */
public final class Subschemas {
    private Subschemas() {}

    /**
     * A schema inside another.
     *
     * @param pointer from the document's root
     * @param schema an object or a boolean
     * @param keyword the keyword that holds it
     */
    public record Inner(String pointer, Object schema, String keyword) {}

    /** Each schema directly inside one, in their order. */
    public static List<Inner> of(Map<?, ?> schema, String pointer, Draft draft) {
        List<Inner> found = new ArrayList<>();
        boolean onlyRef = schema.containsKey("$ref") && !draft.refHasSiblings();
        for (Map.Entry<?, ?> entry : schema.entrySet()) {
            String name = (String) entry.getKey();
            Optional<Keyword> keyword = Keyword.of(name, draft);
            if (keyword.isEmpty() || (onlyRef && !name.equals("definitions"))) {
                continue;
            }
            add(keyword.get(), Pointers.append(pointer, name), entry.getValue(), found);
        }
        return found;
    }

    private static void add(Keyword keyword, String at, Object value, List<Inner> found) {
        switch (keyword.shape()) {
            case SCHEMA, SCHEMAS, SCHEMA_OR_SCHEMAS, SCHEMA_OR_BOOLEAN -> {
                if (value instanceof List<?> list) {
                    for (int i = 0; i < list.size(); i++) {
                        one(at + "/" + i, list.get(i), keyword.name(), found);
                    }
                } else {
                    one(at, value, keyword.name(), found);
                }
            }
            case SCHEMA_MAP, DEPENDENCIES -> {
                if (value instanceof Map<?, ?> map) {
                    for (Map.Entry<?, ?> entry : map.entrySet()) {
                        one(Pointers.append(at, (String) entry.getKey()), entry.getValue(), keyword.name(), found);
                    }
                }
            }
            default -> {}
        }
    }

    private static void one(String at, Object value, String keyword, List<Inner> found) {
        if (value instanceof Map || value instanceof Boolean) {
            found.add(new Inner(at, value, keyword));
        }
    }
}
