package dev.seatrial.chaos.ledger;

import tools.jackson.core.io.JsonStringEncoder;

/** Builds one flat JSON object. */
final class JsonLine {

    private static final JsonStringEncoder ENCODER = JsonStringEncoder.getInstance();

    private final StringBuilder out = new StringBuilder("{");

    JsonLine put(String name, String value) {
        name(name).append('"').append(ENCODER.quoteAsCharArray(value)).append('"');
        return this;
    }

    JsonLine put(String name, long value) {
        name(name).append(value);
        return this;
    }

    private StringBuilder name(String name) {
        return out.append(out.length() == 1 ? "\"" : ",\"").append(name).append("\":");
    }

    String end() {
        return out.append("}\n").toString();
    }
}
