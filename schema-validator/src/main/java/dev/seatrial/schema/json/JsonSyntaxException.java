package dev.seatrial.schema.json;

/** A text that is no JSON (or YAML) document, or one beyond a limit. */
public final class JsonSyntaxException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String what;

    private final transient Position position;

    public JsonSyntaxException(String message, Position position) {
        super(message, null, false, false);
        this.what = message;
        this.position = position;
    }

    /** Where, counted from the start of the document. */
    public Position position() {
        return position;
    }

    /** What is wrong. */
    public String what() {
        return what;
    }
}
