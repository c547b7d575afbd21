package dev.seatrial.chaos.http2;

import dev.seatrial.chaos.fault.FaultOn;
import dev.seatrial.link.LedgerEntry.Outcome;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http2.Http2Headers;

/** The answer of one stream, as a fault lets it pass. */
abstract class ShapedAnswer {

    private final Streams streams;
    private final Stream stream;
    private final FaultOn<?> by;

    ShapedAnswer(Streams streams, Stream stream, FaultOn<?> by) {
        this.streams = streams;
        this.stream = stream;
        this.by = by;
    }

    /** Its head, or its trailers. */
    abstract void headers(Http2Headers headers, boolean end);

    /** A piece of its body; takes the duty to release it. */
    abstract void data(ByteBuf payload, boolean end);

    /** The fault is no longer on. */
    void healed() {}

    /** The stream is over: let go of everything that is kept. */
    void discard() {}

    FaultOn<?> by() {
        return by;
    }

    /** Notes that the fault took effect. */
    final void hit() {
        stream.marks().hitBy(by);
    }

    /** As {@link #hit}, and the fault decides how the stream ends. */
    final void decided() {
        stream.marks().decidedBy(by);
    }

    /** The consumer will hear no more of it. */
    final void ended() {
        stream.row().end(Outcome.FAULTED);
    }

    /** Lets fields go to the consumer. */
    final void pass(Http2Headers headers, boolean end) {
        streams.headersDown(stream, headers, end);
    }

    /** Lets data go to the consumer; takes the duty to release it. */
    final void pass(ByteBuf payload, boolean end) {
        streams.dataDown(stream, payload, end);
    }

    /** Lets so much data go, and forgets the rest. */
    final void passFirst(ByteBuf payload, int most, boolean end) {
        int n = Math.min(most, payload.readableBytes());
        if (n > 0 || end) {
            pass(n == 0 ? Unpooled.EMPTY_BUFFER : payload.readRetainedSlice(n), end);
        }
        forget(payload);
    }

    /** The consumer shall not get this; the provider's windows open again by as much. */
    final void forget(ByteBuf payload) {
        streams.creditProvider(stream.id(), payload.readableBytes());
        payload.release();
    }

    /** Resets the stream towards the consumer. */
    final void reset() {
        streams.resetConsumer(stream);
    }

    /** So many bytes more, or fewer, are kept back. */
    final void held(long bytes) {
        streams.road().held(bytes);
    }

    final Road road() {
        return streams.road();
    }
}
