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
    private static final String HOST = "://json-schema.org";

    private Metaschemas() {}

    static Optional<Document> find(String uri) {
        int host = uri.indexOf(HOST);
        String scheme = uri.substring(0, Math.max(0, host));
        if (!scheme.equals("http") && !scheme.equals("https")) {
            return Optional.empty();
        }
        String path = uri.substring(host + HOST.length());
        if (!path.startsWith("/draft")) {
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
