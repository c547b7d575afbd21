package dev.seatrial.schema.document;

import java.util.List;
import java.util.stream.Collectors;

/** A schema that cannot be used, with everything that is wrong with it. */
public final class BadSchemaException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<SchemaFlaw> flaws;

    public BadSchemaException(List<SchemaFlaw> flaws) {
        super(flaws.stream().map(SchemaFlaw::toString).collect(Collectors.joining("\n")));
        this.flaws = List.copyOf(flaws);
    }

    /** At least one. */
    public List<SchemaFlaw> flaws() {
        return flaws;
    }
}
