package dev.seatrial.schema.assertion;

import dev.seatrial.schema.EventSchemas;
import dev.seatrial.schema.Schema;
import dev.seatrial.schema.SchemaProblem;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.assertj.core.api.AbstractAssert;

/** Asserts on the text of an event: {@code assertThat(event).conformsTo(schema)}. */
public final class EventAssert extends AbstractAssert<EventAssert, String> {

    private EventAssert(String actual) {
        super(actual, EventAssert.class);
    }

    /** An assertion on the text of an event. */
    public static EventAssert assertThat(String event) {
        return new EventAssert(event);
    }

    /** An assertion on the UTF-8 text of an event. */
    public static EventAssert assertThat(byte[] event) {
        return new EventAssert(new String(event, StandardCharsets.UTF_8));
    }

    /** Fails, with every problem, unless the event conforms to the schema of a file. */
    public EventAssert conformsTo(Path schema) {
        return conformsTo(Schema.load(schema));
    }

    /** Fails, with every problem, unless the event conforms to a schema. */
    public EventAssert conformsTo(Schema schema) {
        isNotNull();
        return judged(schema.name(), schema.validate(actual.getBytes(StandardCharsets.UTF_8)));
    }

    /** Fails, with every problem, unless the event is a CloudEvent that conforms to the schema of its type. */
    public EventAssert conformsTo(EventSchemas schemas) {
        isNotNull();
        return judged("the schema of its type", schemas.validate(actual.getBytes(StandardCharsets.UTF_8)));
    }

    private EventAssert judged(String schema, List<SchemaProblem> problems) {
        if (!problems.isEmpty()) {
            failWithMessage(
                    "%s",
                    "expected the event to conform to " + schema + "\n"
                            + problems.stream().map(problem -> "  " + problem).collect(Collectors.joining("\n")));
        }
        return this;
    }
}
