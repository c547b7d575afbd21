package dev.seatrial.schema.compiled;

import dev.seatrial.schema.json.Fault;
import dev.seatrial.schema.json.Pointers;

/** Writes the faults of one schema on one value. */
record Report(Explainer explainer, Node node, Path path) {

    void fault(String keyword, String message, String expected) {
        fault(path, keyword, message, expected);
    }

    void fault(Path at, String keyword, String message, String expected) {
        explainer.add(new Fault(
                at.toString(),
                node.place.label() + (keyword.isEmpty() ? "" : "/" + Pointers.escape(keyword)),
                keyword,
                message,
                expected));
    }
}
