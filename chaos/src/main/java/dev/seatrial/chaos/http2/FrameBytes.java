package dev.seatrial.chaos.http2;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;

/** Writes frames, and reads single fields of whole ones: RFC 9113, sections 4.1 and 6. */
final class FrameBytes {

    /** A frame of this length every receiver takes. */
    static final int MOST = 16_384;

    /** RFC 9113, section 7: INTERNAL_ERROR. */
    static final int FAILED = 2;
    /** RFC 9113, section 7: CANCEL. */
    static final int CANCELLED = 8;

    private FrameBytes() {}

    static int type(ByteBuf frame) {
        return frame.getByte(frame.readerIndex() + 3);
    }

    static int stream(ByteBuf frame) {
        return frame.getInt(frame.readerIndex() + 5) & Integer.MAX_VALUE;
    }

    static boolean flag(ByteBuf frame, int flag) {
        return (frame.getByte(frame.readerIndex() + 4) & flag) != 0;
    }

    /** What a frame of data takes of the windows. */
    static int flowed(ByteBuf frame) {
        return frame.readableBytes() - FrameReader.HEADER;
    }

    /** The data of a whole frame without its padding, as a slice of its own count. */
    static ByteBuf payload(ByteBuf frame) throws Unreadable {
        int from = frame.readerIndex() + FrameReader.HEADER;
        int length = flowed(frame);
        if (!flag(frame, FrameReader.PADDED)) {
            return frame.retainedSlice(from, length);
        }
        int padding = length == 0 ? 0 : frame.getUnsignedByte(from);
        if (padding + 1 > length) {
            throw new Unreadable("a frame that is shorter than its padding");
        }
        return frame.retainedSlice(from + 1, length - 1 - padding);
    }

    static ByteBuf header(int length, int type, int flags, int stream) {
        return Unpooled.buffer(FrameReader.HEADER + 4)
                .writeMedium(length)
                .writeByte(type)
                .writeByte(flags)
                .writeInt(stream);
    }

    /** A frame of data; takes the payload, which is at most {@link #MOST} bytes. */
    static ByteBuf data(int stream, ByteBuf payload, boolean end) {
        return Unpooled.wrappedBuffer(
                header(payload.readableBytes(), FrameReader.DATA, end ? FrameReader.END_STREAM : 0, stream), payload);
    }

    static ByteBuf reset(int stream, int code) {
        return header(4, FrameReader.RST_STREAM, 0, stream).writeInt(code);
    }

    static ByteBuf windowUpdate(int stream, int more) {
        return header(4, FrameReader.WINDOW_UPDATE, 0, stream).writeInt(more);
    }
}
