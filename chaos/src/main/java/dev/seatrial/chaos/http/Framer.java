package dev.seatrial.chaos.http;

import io.netty.buffer.ByteBuf;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Finds where the messages of one direction of an HTTP/1.1 connection begin and end. RFC 9112, sections 6 and 7. */
final class Framer {

    /** What was met. */
    enum Event {
        /** The data is used up. */
        MORE,
        /** A head is complete; the reader is behind it. An answer's body needs {@link Framer#bodyless} or not first. */
        HEAD,
        /** A message is complete; the reader is behind it. */
        END,
        /** This is not HTTP/1.1; the reader is anywhere. */
        BROKEN
    }

    private enum State {
        HEAD,
        FIXED,
        CHUNK_SIZE,
        CHUNK,
        CHUNK_BREAK,
        TRAILER,
        UNTIL_CLOSE,
        BROKEN
    }

    static final int HEAD_LIMIT = 64 << 10;
    private static final int LINE_LIMIT = 16 << 10;

    private final boolean request;
    private State state = State.HEAD;
    private byte[] head = new byte[0];
    private int headLength;
    private int lineLength;
    private @Nullable Head parsed;
    private long remaining;
    private int sizeDigits;
    private boolean sizeEnded;
    private boolean ended;

    private Framer(boolean request) {
        this.request = request;
    }

    static Framer ofRequests() {
        return new Framer(true);
    }

    static Framer ofAnswers() {
        return new Framer(false);
    }

    /** The head that {@link Event#HEAD} announced. */
    Head head() {
        if (parsed == null) {
            throw new IllegalStateException("no head yet");
        }
        return parsed;
    }

    /** The bytes of the head that is under way or was announced last. */
    byte[] headBytes() {
        return Arrays.copyOf(head, headLength);
    }

    /** How many bytes the head has that is under way or was announced last. */
    int headLength() {
        return headLength;
    }

    /** How many bytes of a head have been seen, 0 between messages and in bodies. */
    int headUnderWay() {
        return state == State.HEAD && !ended ? headLength : 0;
    }

    /** Whether a body is under way that only the connection's end can end. */
    boolean untilClose() {
        return state == State.UNTIL_CLOSE;
    }

    /** The answer that was announced has no body, whatever its fields say. */
    void bodyless() {
        remaining = 0;
        state = State.FIXED;
    }

    /** Goes on in {@code data} from its reader index. */
    Event next(ByteBuf data) {
        while (true) {
            switch (state) {
                case HEAD -> {
                    if (ended) {
                        ended = false;
                        headLength = 0;
                        lineLength = 0;
                        release();
                    }
                    if (!headComplete(data)) {
                        return state == State.BROKEN ? Event.BROKEN : Event.MORE;
                    }
                    parsed = request ? HeadParser.request(head, headLength) : HeadParser.answer(head, headLength);
                    if (parsed == null || !frame(parsed)) {
                        return broken();
                    }
                    return Event.HEAD;
                }
                case FIXED -> {
                    if (!skip(data)) {
                        return Event.MORE;
                    }
                    return end();
                }
                case CHUNK_SIZE -> {
                    if (!chunkSize(data)) {
                        return state == State.BROKEN ? Event.BROKEN : Event.MORE;
                    }
                    state = remaining == 0 ? State.TRAILER : State.CHUNK;
                    lineLength = 0;
                }
                case CHUNK -> {
                    if (!skip(data)) {
                        return Event.MORE;
                    }
                    state = State.CHUNK_BREAK;
                }
                case CHUNK_BREAK -> {
                    if (!data.isReadable()) {
                        return Event.MORE;
                    }
                    byte b = data.readByte();
                    if (b == '\n') {
                        startChunk();
                    } else if (b != '\r') {
                        return broken();
                    }
                }
                case TRAILER -> {
                    if (!trailerComplete(data)) {
                        return Event.MORE;
                    }
                    return end();
                }
                case UNTIL_CLOSE -> {
                    data.skipBytes(data.readableBytes());
                    return Event.MORE;
                }
                case BROKEN -> {
                    return Event.BROKEN;
                }
            }
        }
    }

    private Event end() {
        state = State.HEAD;
        ended = true;
        return Event.END;
    }

    private Event broken() {
        state = State.BROKEN;
        return Event.BROKEN;
    }

    /** Copies up to the head's end. The buffer stays only while a connection is within a message. */
    private boolean headComplete(ByteBuf data) {
        while (data.isReadable()) {
            int from = data.readerIndex();
            int newline = data.indexOf(from, data.writerIndex(), (byte) '\n');
            int to = newline < 0 ? data.writerIndex() : newline + 1;
            int n = to - from;
            if (headLength + n > HEAD_LIMIT || lineLength + n > LINE_LIMIT) {
                state = State.BROKEN;
                return false;
            }
            if (head.length < headLength + n) {
                head = Arrays.copyOf(head, Math.max(512, Math.max(headLength + n, head.length * 2)));
            }
            data.readBytes(head, headLength, n);
            if (!plausible(headLength, n)) {
                state = State.BROKEN;
                return false;
            }
            headLength += n;
            lineLength += n;
            if (newline >= 0) {
                boolean blank = lineLength == 1 || (lineLength == 2 && head[headLength - 2] == '\r');
                lineLength = 0;
                if (blank && headLength > 2) {
                    return true;
                }
                if (blank) {
                    headLength = 0; // a line break before the first line is to be ignored
                }
            }
        }
        return false;
    }

    /** Tells other protocols by their first bytes, so that they are not taken for a head that never ends. */
    private boolean plausible(int from, int n) {
        if (from > 0 || n == 0) {
            return true;
        }
        byte first = head[0];
        return request ? HeadParser.isToken(first) || first == '\r' || first == '\n' : first == 'H';
    }

    /** Decides how the body ends; false if that is ambiguous. */
    private boolean frame(Head of) {
        if (of.chunked()) {
            startChunk();
        } else if (of.otherCoding()) {
            state = State.UNTIL_CLOSE;
            return !request;
        } else if (of.contentLength() >= 0) {
            remaining = of.contentLength();
            state = State.FIXED;
        } else if (request) {
            remaining = 0;
            state = State.FIXED;
        } else {
            state = State.UNTIL_CLOSE;
        }
        return true;
    }

    private void startChunk() {
        state = State.CHUNK_SIZE;
        remaining = 0;
        sizeDigits = 0;
        sizeEnded = false;
    }

    private boolean chunkSize(ByteBuf data) {
        while (data.isReadable()) {
            byte b = data.readByte();
            if (b == '\n') {
                if (sizeDigits == 0) {
                    state = State.BROKEN;
                }
                return sizeDigits > 0;
            }
            int digit = Character.digit(b, 16);
            if (!sizeEnded && digit >= 0 && sizeDigits < 15) {
                remaining = remaining * 16 + digit;
                sizeDigits++;
            } else if (sizeDigits > 0 && (sizeEnded || b == ';' || b == '\r' || b == ' ' || b == '\t')) {
                sizeEnded = true;
            } else {
                state = State.BROKEN;
                return false;
            }
        }
        return false;
    }

    private boolean trailerComplete(ByteBuf data) {
        while (data.isReadable()) {
            byte b = data.readByte();
            if (b == '\n') {
                if (lineLength == 0) {
                    return true;
                }
                lineLength = 0;
            } else if (b != '\r') {
                lineLength++;
            }
        }
        return false;
    }

    private boolean skip(ByteBuf data) {
        int n = (int) Math.min(remaining, data.readableBytes());
        data.skipBytes(n);
        remaining -= n;
        return remaining == 0;
    }

    private void release() {
        if (head.length > 4096) {
            head = new byte[0];
        }
    }
}
