package dev.seatrial.schema.document;

import com.networknt.schema.Schema;
import dev.seatrial.schema.json.Document;
import dev.seatrial.schema.json.JsonReader;
import dev.seatrial.schema.json.Limits;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Optional;

/** The metaschemas of the drafts, from the reference engine's own jar. */
final class Metaschemas {
    private Metaschemas() {}

    static Optional<Document> find(String uri) {
        String path = uri.replaceFirst("^https?://json-schema\\.org/", "/");
        if (path.equals(uri) || !path.startsWith("/draft")) {
            return Optional.empty();
        }
        try (InputStream in = Schema.class.getResourceAsStream(path)) {
            return in == null
                    ? Optional.empty()
                    : Optional.of(Document.read(uri, in.readAllBytes(), new JsonReader(Limits.DEFAULT)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
