package dev.seatrial.chaos.toxiproxy;

import java.nio.charset.StandardCharsets;

/**
 * An answer of the API.
 *
 * @param contentType empty for none
 * @param location of a redirect, empty for none
 */
@SuppressWarnings("ArrayRecordComponent") // made once, sent once, never compared
record Reply(int status, String contentType, byte[] body, String location) {

    private static final String JSON = "application/json";
    private static final String PLAIN = "text/plain; charset=utf-8";

    static Reply json(int status, String body) {
        return new Reply(status, JSON, body.getBytes(StandardCharsets.UTF_8), "");
    }

    static Reply plain(int status, String body) {
        return new Reply(status, PLAIN, body.getBytes(StandardCharsets.UTF_8), "");
    }

    static Reply typed(int status, String type, String body) {
        return new Reply(status, type, body.getBytes(StandardCharsets.UTF_8), "");
    }

    static Reply empty(int status) {
        return new Reply(status, "", new byte[0], "");
    }

    static Reply moved(String to) {
        return new Reply(301, "", new byte[0], to);
    }

    static Reply error(ApiError error) {
        return plain(error.status(), "{" + error.members() + "}\n");
    }
}
