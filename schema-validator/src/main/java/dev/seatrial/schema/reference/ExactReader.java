package dev.seatrial.schema.reference;

import com.networknt.schema.InputFormat;
import com.networknt.schema.serialization.NodeReader;
import dev.seatrial.schema.json.JsonReader;
import dev.seatrial.schema.json.Limits;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import tools.jackson.databind.JsonNode;

/** Reads schemas for the reference engine with numbers as they stand, not as doubles. */
final class ExactReader implements NodeReader {
    private final JsonReader reader = new JsonReader(Limits.DEFAULT);

    @Override
    public JsonNode readTree(String content, InputFormat format) {
        return Trees.of(reader.read(content.getBytes(StandardCharsets.UTF_8)));
    }

    @Override
    public JsonNode readTree(InputStream content, InputFormat format) {
        try {
            return Trees.of(reader.read(content.readAllBytes()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
