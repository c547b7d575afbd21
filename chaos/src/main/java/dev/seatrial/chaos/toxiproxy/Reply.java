package dev.seatrial.chaos.toxiproxy;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * An answer of the API.
 *
 * @param contentType empty for none
 * @param location of a redirect, empty for none
 * @param follow what goes on after the body, or null
 */
@SuppressWarnings("ArrayRecordComponent") // made once, sent once, never compared
record Reply(
        int status,
        String contentType,
        byte[] body,
        String location,
        @Nullable Follow follow) {

    private static final String JSON = "application/json";
    private static final String PLAIN = "text/plain; charset=utf-8";

    static Reply json(int status, String body) {
        return new Reply(status, JSON, body.getBytes(StandardCharsets.UTF_8), "", null);
    }

    static Reply plain(int status, String body) {
        return new Reply(status, PLAIN, body.getBytes(StandardCharsets.UTF_8), "", null);
    }

    static Reply typed(int status, String type, String body) {
        return new Reply(status, type, body.getBytes(StandardCharsets.UTF_8), "", null);
    }

    static Reply empty(int status) {
        return new Reply(status, "", new byte[0], "", null);
    }

    /** Says that a path is written otherwise; it is encoded as Go's {@code url.URL} does, so that it can stand in a header. */
    static Reply moved(String path, String query) {
        StringBuilder to = new StringBuilder();
        for (byte b : path.getBytes(StandardCharsets.UTF_8)) {
            if (b < 0 || (!Character.isLetterOrDigit(b) && "-_.~$&+,/:;=@".indexOf(b) < 0)) {
                to.append(String.format(Locale.ROOT, "%%%02X", b));
            } else {
                to.append((char) b);
            }
        }
        return new Reply(301, "", new byte[0], to + query, null);
    }

    static Reply following(Follow follow) {
        return new Reply(200, "application/x-ndjson", new byte[0], "", follow);
    }

    static Reply error(ApiError error) {
        return plain(error.status(), "{" + error.members() + "}\n");
    }
}
