package dev.seatrial.schema.input;

import dev.seatrial.schema.json.Position;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** A gzip stream that knows how far it came when it breaks off. */
final class Unpacked extends FilterInputStream {
    private int line = 1;
    private int column = 1;

    Unpacked(InputStream in) {
        super(in);
    }

    /** A failure behind the last byte that could be unpacked. */
    static final class BrokenOff extends IOException {
        private static final long serialVersionUID = 1L;

        private final transient Position reached;

        private BrokenOff(IOException cause, Position reached) {
            super(cause);
            this.reached = reached;
        }

        /** Where the text ends that could be unpacked. */
        Position reached() {
            return reached;
        }
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        int count;
        try {
            count = in.read(bytes, offset, length);
        } catch (IOException e) {
            throw new BrokenOff(e, new Position(line, column));
        }
        int end = offset + Math.max(0, count);
        int from = end;
        while (from > offset && bytes[from - 1] != '\n') {
            from--;
        }
        if (from > offset) {
            line += Lines.count(bytes, offset, from);
            column = 1;
        }
        for (int i = from; i < end; i++) {
            column += (bytes[i] & 0xC0) == 0x80 ? 0 : 1;
        }
        return count;
    }
}
