package dev.seatrial.graph.config;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** JSON as text: how it is written, and what is said of a text that is none. */
public final class JsonText {

    private static final JsonMapper MAPPER =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private JsonText() {}

    /** Indented, with the same line ends on every system, and one at the end. */
    public static String pretty(Object value) {
        return MAPPER.writeValueAsString(value).replace("\r\n", "\n") + "\n";
    }

    /** Says where a text stops to be JSON, and why. */
    public static BadFileException notJson(JacksonException e) {
        String where = e.getLocation() == null
                ? ""
                : "line " + e.getLocation().getLineNr() + ", column "
                        + e.getLocation().getColumnNr() + ": ";
        return new BadFileException(where + "no valid JSON: " + e.getOriginalMessage());
    }
}
