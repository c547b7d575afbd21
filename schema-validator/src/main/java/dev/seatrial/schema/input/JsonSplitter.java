package dev.seatrial.schema.input;

import dev.seatrial.schema.json.Position;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.function.Consumer;

/** Cuts a stream of JSON values, or one array, into its events, without reading more than one of them into memory. */
final class JsonSplitter {
    private final String source;
    private final InputStream in;
    private final int most;
    private final Consumer<EventText> to;
    private final byte[] chunk = new byte[64 * 1024];
    private byte[] event = new byte[8 * 1024];
    private int length;
    private int line = 1;
    private int column = 1;
    private Position start = Position.START;
    private int depth;
    private boolean text;
    private boolean escaped;
    private boolean inArray;
    private boolean comma;
    private boolean any;
    private boolean closed;

    JsonSplitter(String source, InputStream in, int most, Consumer<EventText> to) {
        this.source = source;
        this.in = in;
        this.most = most;
        this.to = to;
    }

    void run(boolean splitArray) throws IOException {
        boolean first = true;
        for (int count = in.read(chunk); count >= 0; count = in.read(chunk)) {
            int from = first && startsWithBom(count) ? 3 : 0;
            first = false;
            for (int i = from; i < count; i++) {
                take(chunk[i], splitArray);
            }
        }
        emit();
        if (inArray && !closed) {
            throw new InputException(source, new Position(line, column), "the array does not end: expected , or ]");
        }
    }

    private boolean startsWithBom(int count) {
        return count >= 3 && chunk[0] == (byte) 0xEF && chunk[1] == (byte) 0xBB && chunk[2] == (byte) 0xBF;
    }

    private void take(byte b, boolean splitArray) {
        if (length == 0) {
            between(b, splitArray);
        } else {
            inside(b);
        }
        if (b == '\n') {
            line++;
            column = 1;
        } else if ((b & 0xC0) != 0x80) {
            column++;
        }
    }

    private void between(byte b, boolean splitArray) {
        if (b == ' ' || b == '\t' || b == '\r' || b == '\n') {
            return;
        }
        if (b == '[' && splitArray && !any && !inArray) {
            inArray = true;
            return;
        }
        if (inArray && !closed && (b == ',' || b == ']')) {
            if (b == ',' ? comma || !any : comma) {
                throw new InputException(source, new Position(line, column), "expected an event, found " + (char) b);
            }
            comma = b == ',';
            closed = b == ']';
            return;
        }
        if (inArray && (closed || (any && !comma))) {
            throw new InputException(
                    source,
                    new Position(line, column),
                    closed ? "text after the end of the array" : "expected , or ] between events");
        }
        start = new Position(line, column);
        any = true;
        comma = false;
        append(b);
        depth = b == '{' || b == '[' ? 1 : 0;
        text = b == '"';
    }

    private void inside(byte b) {
        if (text) {
            append(b);
            if (escaped) {
                escaped = false;
            } else if (b == '\\') {
                escaped = true;
            } else if (b == '"') {
                text = false;
                if (depth == 0) {
                    emit();
                }
            }
            return;
        }
        if (depth == 0 && (b == ' ' || b == '\t' || b == '\r' || b == '\n' || (inArray && (b == ',' || b == ']')))) {
            emit();
            between(b, false);
            return;
        }
        append(b);
        switch (b) {
            case '"' -> text = true;
            case '{', '[' -> depth++;
            case '}', ']' -> {
                if (--depth == 0) {
                    emit();
                }
            }
            default -> {}
        }
    }

    private void append(byte b) {
        if (length == event.length) {
            if (length >= most) {
                throw new InputException(
                        source, start, "an event larger than the limit of " + most + " bytes (--max-event-bytes)");
            }
            event = Arrays.copyOf(event, (int) Math.min((long) length * 2, most));
        }
        event[length++] = b;
    }

    private void emit() {
        if (length > 0) {
            EventText found = new EventText(source, event, 0, length, start);
            length = 0;
            depth = 0;
            text = false;
            escaped = false;
            to.accept(found);
        }
    }
}
