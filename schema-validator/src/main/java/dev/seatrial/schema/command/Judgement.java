package dev.seatrial.schema.command;

import dev.seatrial.schema.EventSchemas;
import dev.seatrial.schema.Schema;
import dev.seatrial.schema.SchemaOptions;
import dev.seatrial.schema.SchemaProblem;
import dev.seatrial.schema.json.JsonReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How one event of the input is judged. */
@FunctionalInterface
interface Judgement {

    List<SchemaProblem> judge(byte[] buffer, int offset, int length);

    /** Every event is judged as it is. */
    static Judgement plain(Schema schema) {
        return schema::validate;
    }

    /** Every event is a CloudEvent. */
    static Judgement enveloped(EventSchemas schemas) {
        return schemas::validate;
    }

    /** An object with {@code specversion} is a CloudEvent, anything else is judged as it is. */
    static Judgement either(Path schema, SchemaOptions options) {
        return new Either(Schema.load(schema, options), options);
    }

    /** Tells events in an envelope from others. */
    final class Either implements Judgement {
        private static final byte[] MARK = "\"specversion\"".getBytes(StandardCharsets.UTF_8);

        private final Schema schema;
        private final SchemaOptions options;
        private volatile @Nullable EventSchemas enveloped;

        private Either(Schema schema, SchemaOptions options) {
            this.schema = schema;
            this.options = options;
        }

        @Override
        public List<SchemaProblem> judge(byte[] buffer, int offset, int length) {
            EventSchemas inside = enveloped;
            // What fits the envelope is one; most files hold events of one kind only.
            if (inside != null && inside.conformsAtOnce(buffer, offset, length)) {
                return List.of();
            }
            return contains(buffer, offset, length) && JsonReader.hasMember(buffer, offset, length, "specversion")
                    ? enveloped().validate(buffer, offset, length)
                    : schema.validate(buffer, offset, length);
        }

        private synchronized EventSchemas enveloped() {
            EventSchemas known = enveloped;
            if (known == null) {
                known = EventSchemas.single(schema, options);
                enveloped = known;
            }
            return known;
        }

        private static boolean contains(byte[] buffer, int offset, int length) {
            int last = offset + length - MARK.length;
            for (int i = offset; i <= last; i++) {
                if (buffer[i] == '"' && buffer[i + 1] == 's' && matches(buffer, i)) {
                    return true;
                }
            }
            return false;
        }

        private static boolean matches(byte[] buffer, int at) {
            for (int j = 0; j < MARK.length; j++) {
                if (buffer[at + j] != MARK[j]) {
                    return false;
                }
            }
            return true;
        }
    }
}
