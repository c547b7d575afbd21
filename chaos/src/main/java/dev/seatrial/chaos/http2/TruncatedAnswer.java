package dev.seatrial.chaos.http2;

import dev.seatrial.chaos.fault.FaultOn;
import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.http2.Http2Headers;

/** Head and so many bytes of the body pass, then the stream ends in an orderly way. */
final class TruncatedAnswer extends ShapedAnswer {

    private long left;

    TruncatedAnswer(Streams streams, Stream stream, FaultOn<?> by, long bytes) {
        super(streams, stream, by);
        left = bytes;
    }

    @Override
    void headers(Http2Headers headers, boolean end) {
        pass(headers, end);
    }

    @Override
    void data(ByteBuf payload, boolean end) {
        if (payload.readableBytes() <= left) {
            left -= payload.readableBytes();
            pass(payload, end);
        } else {
            decided();
            passFirst(payload, (int) left, true);
        }
    }
}
