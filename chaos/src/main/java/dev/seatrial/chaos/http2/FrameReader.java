package dev.seatrial.chaos.http2;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Finds the frames of one direction: RFC 9113, sections 3.4, 4 and 6. Keeps header blocks and settings until they are whole,
 * and nothing of the data.
 */
final class FrameReader {

    /** What the frames say. */
    interface Sink {
        /** So many bytes of a frame of this stream have passed, frame header included. */
        void bytes(int stream, int count);

        /** A header block is whole. */
        void headers(int stream, ByteBuf block, boolean endsStream) throws Unreadable;

        /** A header block of a stream that the provider promises; only to be decoded. */
        void promise(int stream, ByteBuf block) throws Unreadable;

        /** The last data of a stream has passed. */
        void end(int stream);

        /** A stream was given up. */
        void reset(int stream, long code);

        /** Settings, as pairs of two and four bytes. */
        void settings(ByteBuf pairs) throws Unreadable;

        /** The other side's settings hold from now on. */
        void settingsAcknowledged() throws Unreadable;

        /** A frame of data begins that takes so much of the windows. */
        void flow(int bytes);

        /** The sender takes so much more data of this stream, or, if 0, of all. */
        void credit(int stream, int bytes);

        /** Streams above this one will not be served. */
        void goAway(int last);
    }

    /** RFC 9113, section 3.4. */
    static final byte[] PREFACE = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    static final int HEADER = 9;
    static final int BLOCK_LIMIT = 256 << 10;

    static final int DATA = 0;
    static final int HEADERS = 1;
    static final int RST_STREAM = 3;
    private static final int SETTINGS = 4;
    static final int PUSH_PROMISE = 5;
    private static final int GOAWAY = 7;
    static final int WINDOW_UPDATE = 8;
    static final int CONTINUATION = 9;

    static final int END_STREAM = 1;
    private static final int ACK = 1;
    static final int END_HEADERS = 4;
    static final int PADDED = 8;
    private static final int PRIORITY = 0x20;

    private final Sink sink;
    private int prefaceSeen;
    private final byte[] header = new byte[HEADER];
    private int headerSeen;
    private boolean inFrame;
    private boolean first = true;
    private int type;
    private int flags;
    private int stream;
    private int left;
    private byte[] payload = new byte[0];
    private int payloadLength;
    private byte[] block = new byte[0];
    /** The frame that began the header block under way; its type is 0 when there is none. */
    private int blockType;

    private int blockStream;
    private boolean blockEndsStream;

    FrameReader(Sink sink, boolean expectsPreface) {
        this.sink = sink;
        this.prefaceSeen = expectsPreface ? 0 : PREFACE.length;
    }

    /** Reads on in {@code chunk} between two indices, without moving its own. */
    void read(ByteBuf chunk, int from, int to) throws Unreadable {
        int at = from;
        while (at < to) {
            at = step(chunk, at, to);
        }
    }

    /** As {@link #read}, but stops where something else may be put between two frames; gives the place. */
    int readToBoundary(ByteBuf chunk, int from, int to) throws Unreadable {
        int at = from;
        while (at < to && !atBoundary()) {
            at = step(chunk, at, to);
        }
        return at;
    }

    /** Whether something else may be put here: behind the preface and the first settings, and inside no frame and no header block. */
    boolean atBoundary() {
        return !first && !inFrame && headerSeen == 0 && blockType == 0;
    }

    private int step(ByteBuf chunk, int at, int to) throws Unreadable {
        if (prefaceSeen < PREFACE.length) {
            if (chunk.getByte(at) != PREFACE[prefaceSeen++]) {
                throw new Unreadable("no HTTP/2 preface");
            }
            return at + 1;
        }
        if (inFrame) {
            int n = Math.min(left, to - at);
            take(chunk, at, n);
            return at + n;
        }
        int n = Math.min(HEADER - headerSeen, to - at);
        chunk.getBytes(at, header, headerSeen, n);
        headerSeen += n;
        if (headerSeen == HEADER) {
            begin();
        }
        return at + n;
    }

    private void begin() throws Unreadable {
        headerSeen = 0;
        ByteBuffer fields = ByteBuffer.wrap(header);
        left = fields.getInt(0) >>> 8;
        type = header[3];
        flags = header[4];
        stream = fields.getInt(5) & Integer.MAX_VALUE;
        if (first && type != SETTINGS) {
            throw new Unreadable("the first frame is not SETTINGS");
        }
        first = false;
        if (blockType != 0 && (type != CONTINUATION || stream != blockStream)) {
            throw new Unreadable("a header block is interrupted");
        }
        if (blockType == 0 && type == CONTINUATION) {
            throw new Unreadable("a header block goes on that never began");
        }
        if (kept() && block.length + left > BLOCK_LIMIT) {
            throw new Unreadable("a header block of over " + BLOCK_LIMIT + " bytes");
        }
        payload = kept() ? new byte[left] : payload;
        payloadLength = 0;
        inFrame = true;
        if (stream != 0) {
            sink.bytes(stream, HEADER);
        }
        if (type == DATA) {
            sink.flow(left);
        }
        if (left == 0) {
            finish();
        }
    }

    private boolean kept() {
        return switch (type) {
            case HEADERS, CONTINUATION, PUSH_PROMISE, SETTINGS, RST_STREAM, GOAWAY, WINDOW_UPDATE -> true;
            default -> false;
        };
    }

    private void take(ByteBuf chunk, int at, int n) throws Unreadable {
        if (kept()) {
            chunk.getBytes(at, payload, payloadLength, n);
            payloadLength += n;
        }
        if (stream != 0) {
            sink.bytes(stream, n);
        }
        left -= n;
        if (left == 0) {
            finish();
        }
    }

    private void finish() throws Unreadable {
        inFrame = false;
        switch (type) {
            case DATA -> {
                if ((flags & END_STREAM) != 0) {
                    sink.end(stream);
                }
            }
            case HEADERS -> startBlock((flags & PRIORITY) != 0 ? 5 : 0, (flags & END_STREAM) != 0);
            case PUSH_PROMISE -> startBlock(4, false);
            case CONTINUATION -> goOn(payload, 0, payloadLength);
            case RST_STREAM -> {
                if (payloadLength == 4) {
                    sink.reset(
                            stream,
                            Integer.toUnsignedLong(ByteBuffer.wrap(payload).getInt()));
                }
            }
            case WINDOW_UPDATE -> {
                if (payloadLength == 4) {
                    sink.credit(stream, ByteBuffer.wrap(payload).getInt() & Integer.MAX_VALUE);
                }
            }
            case GOAWAY -> {
                if (payloadLength >= 8) {
                    sink.goAway(ByteBuffer.wrap(payload).getInt() & Integer.MAX_VALUE);
                }
            }
            case SETTINGS -> {
                if ((flags & ACK) != 0) {
                    sink.settingsAcknowledged();
                } else {
                    sink.settings(Unpooled.wrappedBuffer(payload, 0, payloadLength));
                }
            }
            default -> {}
        }
    }

    /** Begins a header block behind {@code fixed} bytes of other fields and the padding's length. */
    private void startBlock(int fixed, boolean endsStream) throws Unreadable {
        boolean padded = (flags & PADDED) != 0;
        int from = fixed + (padded ? 1 : 0);
        int padding = padded && payloadLength > 0 ? payload[0] & 0xff : 0;
        if (from + padding > payloadLength) {
            throw new Unreadable("a header frame that is too short");
        }
        blockType = type;
        blockStream = stream;
        blockEndsStream = endsStream;
        goOn(payload, from, payloadLength - padding);
    }

    private void goOn(byte[] bytes, int from, int to) throws Unreadable {
        int before = block.length;
        block = Arrays.copyOf(block, before + to - from);
        System.arraycopy(bytes, from, block, before, to - from);
        if ((flags & END_HEADERS) == 0) {
            return;
        }
        ByteBuf whole = Unpooled.wrappedBuffer(block);
        int of = blockType;
        block = new byte[0];
        blockType = 0;
        if (of == HEADERS) {
            sink.headers(blockStream, whole, blockEndsStream);
        } else {
            sink.promise(blockStream, whole);
        }
    }
}
