package dev.seatrial.schema.json;

/** JSON's {@code null}, as a value. */
public enum JsonNull {
    NULL;

    @Override
    public String toString() {
        return "null";
    }
}
