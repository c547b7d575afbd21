package dev.seatrial.target;

import java.util.List;
import java.util.stream.Collectors;

/** What parsing a target file gives: a whole target, or everything that is wrong with the file. */
public sealed interface Parsed {

    /** The file is right. */
    record Valid(Target target) implements Parsed {}

    /**
     * The file is wrong.
     *
     * @param problems all of them, in the file's order, at least one
     */
    record Invalid(List<Problem> problems) implements Parsed {
        public Invalid {
            problems = List.copyOf(problems);
        }
    }

    /**
     * The target.
     *
     * @throws IllegalArgumentException if the file is wrong; the message holds every problem
     */
    default Target orThrow() {
        if (this instanceof Valid valid) {
            return valid.target();
        }
        throw new IllegalArgumentException(((Invalid) this)
                .problems().stream().map(Problem::toString).collect(Collectors.joining(System.lineSeparator())));
    }
}
