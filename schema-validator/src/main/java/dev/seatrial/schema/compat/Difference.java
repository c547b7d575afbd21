package dev.seatrial.schema.compat;

import dev.seatrial.schema.document.Place;
import java.util.List;

/**
 * Something that the reading schema asks for and the writing schema does not promise.
 *
 * @param rule the keyword
 * @param path to the value in an event; {@code *} stands for any element or member
 * @param what changed, in words
 * @param writer the schema of the value there, as written
 * @param reader the schema of the value there, as read
 */
record Difference(String rule, List<String> path, String what, Place writer, Place reader) {

    /** The path as a pointer. */
    String pointer() {
        return path.isEmpty() ? "" : "/" + String.join("/", path);
    }
}
