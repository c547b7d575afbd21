package dev.seatrial.chaos.http2;

import dev.seatrial.chaos.fault.FaultOn;
import dev.seatrial.link.Fault;
import io.netty.handler.codec.http2.Http2Headers;
import org.jspecify.annotations.Nullable;

/** Finds what a fault makes of an answer. */
final class AnswerShapes {

    private AnswerShapes() {}

    /**
     * What becomes of the answer with this head; null if it passes as it is.
     *
     * @param end whether nothing follows the head
     */
    static @Nullable ShapedAnswer of(Streams streams, Stream stream, FaultOn<?> by, Http2Headers head, boolean end) {
        Fault fault = by.fault();
        if (fault instanceof Fault.DropResponse) {
            return new DroppedAnswer(streams, stream, by);
        }
        if (fault instanceof Fault.SlowAnswer slow) {
            stream.marks().hitBy(by);
            return new PacedAnswer(streams, stream, by, streams.road().spread(slow.delay(), slow.jitter()), 0);
        }
        if (end) {
            return null;
        }
        if (fault instanceof Fault.HalfBody) {
            return new HalfAnswer(streams, stream, by, length(head));
        }
        if (fault instanceof Fault.Truncate truncate) {
            long length = length(head);
            return length >= 0 && length <= truncate.bytes()
                    ? null
                    : new TruncatedAnswer(streams, stream, by, truncate.bytes());
        }
        return fault instanceof Fault.Trickle trickle
                ? new PacedAnswer(streams, stream, by, 0, trickle.gap().toNanos())
                : null;
    }

    /** The body's length as the head tells it, or -1. */
    private static long length(Http2Headers head) {
        CharSequence text = head.get("content-length");
        return text != null && text.toString().matches("\\d{1,18}") ? Long.parseLong(text.toString()) : -1;
    }
}
