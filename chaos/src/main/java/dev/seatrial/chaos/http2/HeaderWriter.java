package dev.seatrial.chaos.http2;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http2.DefaultHttp2HeadersEncoder;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.handler.codec.http2.Http2Headers;
import io.netty.handler.codec.http2.Http2HeadersEncoder;

/**
 * Encodes header blocks in the place of the sender whose blocks no longer all arrive. It uses no table, and its first block tells
 * the receiver so: RFC 7541, section 4.2.
 */
final class HeaderWriter {

    private final DefaultHttp2HeadersEncoder encoder =
            new DefaultHttp2HeadersEncoder(Http2HeadersEncoder.NEVER_SENSITIVE, true);

    HeaderWriter() {
        try {
            encoder.configuration().maxHeaderTableSize(0);
        } catch (Http2Exception impossible) {
            throw new IllegalStateException("0 is a size", impossible);
        }
    }

    ByteBuf headers(int stream, Http2Headers headers, boolean end) {
        return frames(
                FrameReader.HEADERS,
                end ? FrameReader.END_STREAM : 0,
                stream,
                block(stream, headers, Unpooled.buffer()));
    }

    ByteBuf promise(int stream, int promised, Http2Headers headers) {
        ByteBuf block = Unpooled.buffer().writeInt(promised);
        return frames(FrameReader.PUSH_PROMISE, 0, stream, block(stream, headers, block));
    }

    private ByteBuf block(int stream, Http2Headers headers, ByteBuf into) {
        try {
            encoder.encodeHeaders(stream, headers, into);
            return into;
        } catch (Http2Exception e) {
            throw new IllegalStateException("fields that were decoded can be encoded", e);
        }
    }

    private static ByteBuf frames(int type, int flags, int stream, ByteBuf block) {
        ByteBuf out = Unpooled.buffer(block.readableBytes() + FrameReader.HEADER);
        int of = type;
        int with = flags;
        do {
            int n = Math.min(FrameBytes.MOST, block.readableBytes());
            boolean last = n == block.readableBytes();
            out.writeBytes(FrameBytes.header(n, of, with | (last ? FrameReader.END_HEADERS : 0), stream));
            out.writeBytes(block, n);
            of = FrameReader.CONTINUATION;
            with = 0;
        } while (block.isReadable());
        return out;
    }
}
