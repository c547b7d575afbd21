package dev.seatrial.schema;

import dev.seatrial.schema.document.Draft;
import dev.seatrial.schema.json.Limits;
import java.nio.file.Path;
import java.util.List;

/**
 * How schemas are read and events are judged.
 *
 * @param draft of schemas without {@code $schema}
 * @param formats whether the formats of strings are asserted
 * @param limits what one event or schema may cost
 * @param allowed directories that references may read schemas from, beside the schema's own
 */
public record SchemaOptions(Draft draft, boolean formats, Limits limits, List<Path> allowed) {

    /** Draft 2020-12, formats asserted, the default limits, nothing else allowed. */
    public static final SchemaOptions DEFAULT = new SchemaOptions(Draft.DRAFT_2020_12, true, Limits.DEFAULT, List.of());

    public SchemaOptions {
        allowed = List.copyOf(allowed);
    }

    /** The same with another draft for schemas that name none. */
    public SchemaOptions withDraft(Draft value) {
        return new SchemaOptions(value, formats, limits, allowed);
    }

    /** The same, with formats asserted or not. */
    public SchemaOptions withFormats(boolean value) {
        return new SchemaOptions(draft, value, limits, allowed);
    }

    /** The same with other limits. */
    public SchemaOptions withLimits(Limits value) {
        return new SchemaOptions(draft, formats, value, allowed);
    }

    /** The same with other directories allowed. */
    public SchemaOptions withAllowed(List<Path> value) {
        return new SchemaOptions(draft, formats, limits, value);
    }
}
