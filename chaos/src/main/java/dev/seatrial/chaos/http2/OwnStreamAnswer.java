package dev.seatrial.chaos.http2;

import dev.seatrial.chaos.fault.FaultOn;
import dev.seatrial.link.Fault;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http2.DefaultHttp2Headers;
import io.netty.handler.codec.http2.Http2Headers;
import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;

/**
 * An answer that the link gives itself on a stream.
 *
 * @param status for the ledger, 0 if it has none
 * @param grpcStatus for the ledger, -1 if it has none
 */
record OwnStreamAnswer(Http2Headers head, ByteBuf body, int status, int grpcStatus) {

    /** What a receiver takes on a new stream unless it says otherwise: RFC 9113, section 6.5.2. */
    static final int USUAL_WINDOW = 65_535;

    /** Whether these are the fields of a gRPC call. */
    static boolean grpc(Http2Headers request) {
        CharSequence type = request.get("content-type");
        return type != null && type.toString().startsWith("application/grpc");
    }

    static OwnStreamAnswer of(Fault.Answer answer, Http2Headers request) {
        if (answer.grpcStatus().isPresent() && grpc(request)) {
            return grpc(answer, answer.grpcStatus().get());
        }
        Http2Headers head = new DefaultHttp2Headers(false).status(String.valueOf(answer.status()));
        byte[] bytes = answer.body().getBytes(StandardCharsets.UTF_8);
        boolean allowed = answer.status() >= 200 && answer.status() != 204 && answer.status() != 304;
        if (allowed) {
            if (!answer.contentType().isEmpty()) {
                head.set("content-type", answer.contentType());
            }
            head.set("content-length", String.valueOf(bytes.length));
        }
        boolean headOnly = "HEAD".contentEquals(String.valueOf(request.method()));
        ByteBuf body = allowed && !headOnly ? Unpooled.wrappedBuffer(bytes) : Unpooled.EMPTY_BUFFER;
        return new OwnStreamAnswer(head, body, answer.status(), -1);
    }

    /** "Trailers-Only" of the gRPC protocol over HTTP/2. */
    private static OwnStreamAnswer grpc(Fault.Answer answer, int status) {
        Http2Headers head = new DefaultHttp2Headers(false)
                .status("200")
                .set("content-type", "application/grpc")
                .set("grpc-status", String.valueOf(status));
        if (!answer.body().isEmpty()) {
            head.set("grpc-message", percentEncoded(answer.body()));
        }
        return new OwnStreamAnswer(head, Unpooled.EMPTY_BUFFER, 200, status);
    }

    /** A head without a status, which no consumer may take for an answer (RFC 9113, section 8.1.1), and bytes that the seed decides. */
    static OwnStreamAnswer garbage(FaultOn<Fault.Garbage> by, long place) {
        byte[] bytes = new byte[Math.min(USUAL_WINDOW, by.fault().bytes())];
        new SplittableRandom(by.seed() + place).nextBytes(bytes);
        Http2Headers head = new DefaultHttp2Headers(false).set("content-type", "application/octet-stream");
        return new OwnStreamAnswer(head, Unpooled.wrappedBuffer(bytes), 0, -1);
    }

    private static String percentEncoded(String text) {
        StringBuilder out = new StringBuilder();
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            if (b >= 0x20 && b < 0x7f && b != '%') {
                out.append((char) b);
            } else {
                out.append(String.format(java.util.Locale.ROOT, "%%%02X", b));
            }
        }
        return out.toString();
    }
}
