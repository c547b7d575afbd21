package dev.seatrial.chaos.http2;

import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.http2.DefaultHttp2HeadersDecoder;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.handler.codec.http2.Http2Headers;
import java.util.ArrayDeque;

/** Decodes the header blocks of one direction, with the table size that the receiving side allows. RFC 7541; RFC 9113, section 4.3. */
final class HeaderBlocks {

    private static final int TABLE_SIZE = 1;
    private static final long LIST_LIMIT = 256 << 10;
    /** A table that is really used beyond this makes decoding fail, and the connection's streams be read no further. */
    private static final long TABLE_LIMIT = 1 << 20;

    private static final long UNCHANGED = -1;

    private final DefaultHttp2HeadersDecoder decoder = new DefaultHttp2HeadersDecoder(false, LIST_LIMIT);
    /** Sizes that the receiver told and the sender has not acknowledged. */
    private final ArrayDeque<Long> told = new ArrayDeque<>(2);

    Http2Headers decode(int stream, ByteBuf block) throws Unreadable {
        try {
            return decoder.decodeHeaders(stream, block);
        } catch (Http2Exception | RuntimeException e) {
            throw new Unreadable("header fields that cannot be decoded (" + e.getMessage() + ")");
        }
    }

    /** The receiver has sent settings; they hold when the sender acknowledges them. */
    void told(ByteBuf settings) throws Unreadable {
        told.add(tableSize(settings));
        if (told.size() > 100) {
            throw new Unreadable("settings that nobody acknowledges");
        }
    }

    /** The sender acknowledges. */
    void acknowledged() throws Unreadable {
        Long size = told.poll();
        if (size != null) {
            apply(size);
        }
    }

    /** Settings that hold at once: those of an upgrade request. */
    void agreed(ByteBuf settings) throws Unreadable {
        apply(tableSize(settings));
    }

    private void apply(long size) throws Unreadable {
        if (size == UNCHANGED) {
            return;
        }
        try {
            decoder.configuration().maxHeaderTableSize(Math.min(size, TABLE_LIMIT));
        } catch (Http2Exception e) {
            throw new Unreadable("a header table size of " + size);
        }
    }

    private static long tableSize(ByteBuf settings) {
        long size = UNCHANGED;
        for (int i = settings.readerIndex(); i + 6 <= settings.writerIndex(); i += 6) {
            if (settings.getUnsignedShort(i) == TABLE_SIZE) {
                size = settings.getUnsignedInt(i + 2);
            }
        }
        return size;
    }
}
