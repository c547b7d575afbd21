package dev.seatrial.schema.json;

/**
 * A place in a text.
 *
 * @param line from 1
 * @param column from 1, in characters
 */
public record Position(int line, int column) {

    /** The first character. */
    public static final Position START = new Position(1, 1);

    /** Where a byte of a UTF-8 text lies. */
    public static Position of(byte[] bytes, int from, int at) {
        int line = 1;
        int column = 1;
        for (int i = from; i < at && i < bytes.length; i++) {
            int b = bytes[i];
            if (b == '\n') {
                line++;
                column = 1;
            } else if ((b & 0xC0) != 0x80) {
                column++;
            }
        }
        return new Position(line, column);
    }

    /** This place, counted from the place where its text begins within a longer one. */
    public Position within(Position start) {
        return new Position(start.line + line - 1, line == 1 ? start.column + column - 1 : column);
    }

    @Override
    public String toString() {
        return line + ":" + column;
    }
}
