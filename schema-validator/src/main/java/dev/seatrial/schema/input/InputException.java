package dev.seatrial.schema.input;

import dev.seatrial.schema.json.Position;

/** An input that cannot be read to its end. */
public final class InputException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String source;
    private final transient Position position;
    private final String what;

    /**
     * Says what, where.
     *
     * @param source the file's name
     * @param position where reading stopped
     */
    public InputException(String source, Position position, String what) {
        super(source + ":" + position + ": " + what, null, false, false);
        this.source = source;
        this.position = position;
        this.what = what;
    }

    /**
     * Says what is wrong with a source as a whole.
     *
     * @param source the file's name
     */
    public InputException(String source, String what) {
        super(source + ": " + what, null, false, false);
        this.source = source;
        this.position = Position.START;
        this.what = what;
    }

    /** The file's name. */
    public String source() {
        return source;
    }

    /** Where reading stopped. */
    public Position position() {
        return position;
    }

    /** What is wrong. */
    public String what() {
        return what;
    }
}
