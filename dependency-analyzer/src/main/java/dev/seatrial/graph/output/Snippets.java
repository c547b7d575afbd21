package dev.seatrial.graph.output;

import dev.seatrial.graph.model.Place;
import java.util.List;

/** The lines of source around a place; empty where they are not at hand. */
@FunctionalInterface
public interface Snippets {

    /** For graphs whose files are elsewhere. */
    Snippets NONE = place -> List.of();

    /**
     * The line itself with one above and one below; what looks like a secret is blotted out.
     *
     * @param place a file and its line, from 1
     */
    List<Line> around(Place place);

    /** One line of source. */
    record Line(int number, String text) {}
}
