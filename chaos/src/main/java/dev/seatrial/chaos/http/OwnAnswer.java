package dev.seatrial.chaos.http;

import dev.seatrial.link.Fault;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.nio.charset.StandardCharsets;

/** Writes the answers that the link gives itself. */
final class OwnAnswer {

    private OwnAnswer() {}

    /** Bytes that nobody takes for HTTP: the same for the same seed. */
    static byte[] garbage(Fault.Garbage fault, long seed) {
        byte[] bytes = new byte[fault.bytes()];
        new java.util.SplittableRandom(seed).nextBytes(bytes);
        bytes[0] = (byte) 0x80; // no method, no version, no TLS record begins so
        return bytes;
    }

    /**
     * The answer's bytes.
     *
     * @param method of the request: {@code HEAD} gets no body
     * @param last whether the connection ends after it
     */
    static byte[] bytes(Fault.Answer answer, String method, boolean last) {
        byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
        boolean bodyAllowed = answer.status() >= 200 && answer.status() != 204 && answer.status() != 304;
        StringBuilder head = new StringBuilder(160)
                .append("HTTP/1.1 ")
                .append(HttpResponseStatus.valueOf(answer.status()))
                .append("\r\n");
        if (bodyAllowed) {
            if (!answer.contentType().isEmpty()) {
                head.append("Content-Type: ").append(answer.contentType()).append("\r\n");
            }
            head.append("Content-Length: ").append(body.length).append("\r\n");
        }
        if (last) {
            head.append("Connection: close\r\n");
        }
        byte[] start = head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1);
        if (!bodyAllowed || method.equals("HEAD")) {
            return start;
        }
        byte[] all = java.util.Arrays.copyOf(start, start.length + body.length);
        System.arraycopy(body, 0, all, start.length, body.length);
        return all;
    }
}
