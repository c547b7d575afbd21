package dev.seatrial.schema.command;

import dev.seatrial.schema.EventSchemas;
import dev.seatrial.schema.Schema;
import dev.seatrial.schema.SchemaProblem;
import dev.seatrial.schema.json.JsonReader;
import java.nio.charset.StandardCharsets;
import java.util.List;

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
    static Judgement either(Schema schema, EventSchemas enveloped) {
        byte[] mark = "\"specversion\"".getBytes(StandardCharsets.UTF_8);
        return (buffer, offset, length) ->
                contains(buffer, offset, length, mark) && JsonReader.hasMember(buffer, offset, length, "specversion")
                        ? enveloped.validate(buffer, offset, length)
                        : schema.validate(buffer, offset, length);
    }

    private static boolean contains(byte[] buffer, int offset, int length, byte[] mark) {
        int last = offset + length - mark.length;
        for (int i = offset; i <= last; i++) {
            if (buffer[i] == '"' && buffer[i + 1] == 's' && matches(buffer, i, mark)) {
                return true;
            }
        }
        return false;
    }

    private static boolean matches(byte[] buffer, int at, byte[] mark) {
        for (int j = 0; j < mark.length; j++) {
            if (buffer[at + j] != mark[j]) {
                return false;
            }
        }
        return true;
    }
}
