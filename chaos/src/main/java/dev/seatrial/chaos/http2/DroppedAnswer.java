package dev.seatrial.chaos.http2;

import dev.seatrial.chaos.fault.FaultOn;
import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.http2.Http2Headers;

/** The provider has acted and answers; the consumer's stream is reset instead. */
final class DroppedAnswer extends ShapedAnswer {

    DroppedAnswer(Streams streams, Stream stream, FaultOn<?> by) {
        super(streams, stream, by);
    }

    @Override
    void headers(Http2Headers headers, boolean end) {
        cutAt(end);
    }

    @Override
    void data(ByteBuf payload, boolean end) {
        forget(payload);
        cutAt(end);
    }

    private void cutAt(boolean end) {
        if (end) {
            decided();
            reset();
        }
    }
}
