package dev.seatrial.schema.document;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** A version of JSON Schema. */
public enum Draft {
    DRAFT_4("http://json-schema.org/draft-04/schema", "draft-04"),
    DRAFT_6("http://json-schema.org/draft-06/schema", "draft-06"),
    DRAFT_7("http://json-schema.org/draft-07/schema", "draft-07"),
    DRAFT_2019_09("https://json-schema.org/draft/2019-09/schema", "2019-09"),
    DRAFT_2020_12("https://json-schema.org/draft/2020-12/schema", "2020-12");

    private static final Draft[] ALL = values();

    private final String uri;
    private final String label;

    Draft(String uri, String label) {
        this.uri = uri;
        this.label = label;
    }

    /** The identifier of its metaschema, without a fragment. */
    public String uri() {
        return uri;
    }

    /** The name that people use: {@code draft-07}, {@code 2020-12}. */
    public String label() {
        return label;
    }

    /** Where {@code $ref} stands beside other keywords; earlier drafts ignore them. */
    public boolean refHasSiblings() {
        return compareTo(DRAFT_2019_09) >= 0;
    }

    /** The keyword that identifies a schema. */
    public String idKeyword() {
        return this == DRAFT_4 ? "id" : "$id";
    }

    /** The draft that a {@code $schema} names. */
    public static Optional<Draft> ofUri(String schema) {
        String bare = schema.endsWith("#") ? schema.substring(0, schema.length() - 1) : schema;
        for (Draft draft : ALL) {
            if (withoutScheme(draft.uri).equals(withoutScheme(bare))) {
                return Optional.of(draft);
            }
        }
        return Optional.empty();
    }

    private static String withoutScheme(String uri) {
        boolean plain = uri.startsWith("http:");
        return plain || uri.startsWith("https:") ? uri.substring(plain ? 5 : 6) : uri;
    }

    /**
     * The draft of a name or URI as typed.
     *
     * @throws IllegalArgumentException naming those there are
     */
    public static Draft parse(String text) {
        String bare = text.toLowerCase(Locale.ROOT).replaceFirst("^draft-?", "").replaceFirst("^0", "");
        return ofUri(text)
                .or(() -> Arrays.stream(values())
                        .filter(draft ->
                                draft.label.replaceFirst("^draft-0", "").equals(bare))
                        .findFirst())
                .orElseThrow(() -> new IllegalArgumentException("unknown draft \"" + text + "\". expected one of "
                        + Arrays.stream(values()).map(Draft::label).collect(Collectors.joining(", "))));
    }
}
