package dev.seatrial.chaos.http2;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http2.Http2Headers;
import java.util.ArrayDeque;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One direction of a connection. Bytes pass as they come; from the moment when faults of single streams are on it goes frame by
 * frame, so that frames can be left out, changed and put in.
 */
final class Lane {

    /** No receiver allows more. */
    private static final int FRAME_LIMIT = (16 << 20) + FrameReader.HEADER;

    /** Decides about a whole frame, or a whole header block with all its frames. */
    interface Units {
        /** Takes it, and, unless it cannot be read, the duty to release it. */
        void unit(ByteBuf frames) throws Unreadable;
    }

    private final FrameReader reader;
    private final Units units;
    private final Consumer<ByteBuf> out;
    private final Consumer<ByteBuf> frames;
    private final Runnable flush;
    private final ArrayDeque<ByteBuf> waiting = new ArrayDeque<>(0);
    private boolean byFrame;
    private @Nullable ByteBuf gathered;
    private @Nullable HeaderWriter writer;

    /**
     * Makes one.
     *
     * @param out gets bytes as they came
     * @param frames gets whole frames
     */
    Lane(FrameReader reader, Units units, Consumer<ByteBuf> out, Consumer<ByteBuf> frames, Runnable flush) {
        this.reader = reader;
        this.units = units;
        this.out = out;
        this.frames = frames;
        this.flush = flush;
    }

    /** Whether it goes frame by frame. */
    boolean byFrame() {
        return byFrame;
    }

    /** Whether the receiver's header table is no longer the sender's. */
    boolean rewriting() {
        return writer != null;
    }

    /** Reads a chunk and passes it on, or its frames, and takes the duty to release it. */
    void take(ByteBuf chunk, boolean faults) throws Unreadable {
        if (byFrame) {
            gather(chunk);
            return;
        }
        if (!faults && waiting.isEmpty()) {
            try {
                reader.read(chunk, chunk.readerIndex(), chunk.writerIndex());
            } finally {
                out.accept(chunk);
            }
            return;
        }
        int from = chunk.readerIndex();
        int to = chunk.writerIndex();
        int boundary;
        try {
            boundary = reader.readToBoundary(chunk, from, to);
        } catch (Unreadable e) {
            out.accept(chunk);
            throw e;
        }
        if (boundary > from) {
            out.accept(chunk.retainedSlice(from, boundary - from));
        }
        chunk.readerIndex(boundary);
        if (!reader.atBoundary()) {
            chunk.release();
            return;
        }
        byFrame = true;
        for (ByteBuf frame = waiting.poll(); frame != null; frame = waiting.poll()) {
            frames.accept(frame);
        }
        gather(chunk);
    }

    /** Reads bytes that were passed on before. */
    void begun(byte[] bytes) {
        try {
            reader.read(Unpooled.wrappedBuffer(bytes), 0, bytes.length);
        } catch (Unreadable impossible) {
            throw new IllegalStateException("the preface was compared before", impossible);
        }
    }

    /** Reads a chunk that does not go on, and releases it. */
    void swallow(ByteBuf chunk) throws Unreadable {
        ByteBuf all = gathered == null ? chunk : Unpooled.wrappedBuffer(gathered, chunk);
        gathered = null;
        try {
            reader.read(all, all.readerIndex(), all.writerIndex());
        } finally {
            all.release();
        }
    }

    /** Passes on as it is what was gathered: it cannot be read. */
    void giveUp() {
        ByteBuf rest = gathered;
        gathered = null;
        if (rest != null) {
            out.accept(rest);
        }
    }

    private void gather(ByteBuf chunk) throws Unreadable {
        gathered = gathered == null ? chunk : Unpooled.wrappedBuffer(gathered, chunk);
        while (gathered != null) {
            ByteBuf all = gathered;
            int length = unit(all);
            if (length == 0) {
                gathered = compact(all);
                return;
            }
            reader.read(all, all.readerIndex(), all.readerIndex() + length);
            ByteBuf unit = all.readRetainedSlice(length);
            if (!all.isReadable()) {
                gathered = null;
                all.release();
            }
            try {
                units.unit(unit);
            } catch (Unreadable e) {
                unit.release();
                throw e;
            }
        }
    }

    /** A few bytes that wait do not keep a large buffer. */
    private static @Nullable ByteBuf compact(ByteBuf rest) {
        if (!rest.isReadable()) {
            rest.release();
            return null;
        }
        ByteBuf copy = Unpooled.buffer(rest.readableBytes()).writeBytes(rest);
        rest.release();
        return copy;
    }

    /** The length of the first whole frame, or header block with its frames; 0 if there is none yet. */
    private static int unit(ByteBuf bytes) throws Unreadable {
        int at = bytes.readerIndex();
        while (bytes.writerIndex() - at >= FrameReader.HEADER) {
            int end = at + FrameReader.HEADER + bytes.getUnsignedMedium(at);
            int type = bytes.getByte(at + 3);
            boolean block =
                    type == FrameReader.HEADERS || type == FrameReader.PUSH_PROMISE || type == FrameReader.CONTINUATION;
            if (end - bytes.readerIndex() > (block ? 2 * FrameReader.BLOCK_LIMIT : FRAME_LIMIT)) {
                throw new Unreadable("a header block of over " + FrameReader.BLOCK_LIMIT + " bytes");
            }
            if (end > bytes.writerIndex()) {
                return 0;
            }
            if (!block || (bytes.getByte(at + 4) & FrameReader.END_HEADERS) != 0) {
                return end - bytes.readerIndex();
            }
            at = end;
        }
        return 0;
    }

    /** Passes a frame on in its turn. */
    void pass(ByteBuf frame) {
        frames.accept(frame);
    }

    /** Passes bytes on as they came: they cannot be read. */
    void passUnread(ByteBuf bytes) {
        giveUp();
        out.accept(bytes);
    }

    /** Puts a frame in, where one may be put. */
    void put(ByteBuf frame) {
        if (byFrame || (waiting.isEmpty() && reader.atBoundary())) {
            frames.accept(frame);
            flush.run();
        } else {
            waiting.add(frame);
        }
    }

    /** Puts header fields in; from now on all are encoded here. Gives their length on the wire. */
    int putHeaders(int stream, Http2Headers headers, boolean end) {
        ByteBuf frames = writer().headers(stream, headers, end);
        int length = frames.readableBytes();
        byFrame |= waiting.isEmpty() && reader.atBoundary();
        put(frames);
        return length;
    }

    /** Encodes a promise anew. */
    void putPromise(int stream, int promised, Http2Headers headers) {
        put(writer().promise(stream, promised, headers));
    }

    /** From now on header blocks are encoded here: one of the sender's does not arrive. */
    HeaderWriter writer() {
        if (writer == null) {
            writer = new HeaderWriter();
        }
        return writer;
    }

    void discard() {
        if (gathered != null) {
            gathered.release();
            gathered = null;
        }
        waiting.forEach(ByteBuf::release);
        waiting.clear();
    }
}
