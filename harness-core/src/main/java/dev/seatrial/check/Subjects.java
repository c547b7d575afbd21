package dev.seatrial.check;

import java.util.List;

/** What a requirement applies to in a target. */
public sealed interface Subjects {

    /** It applies to these, at least one. */
    record Some(List<Subject> subjects) implements Subjects {
        public Some {
            if (subjects.isEmpty()) {
                throw new IllegalArgumentException("no subject: say why with Subjects.none(...)");
            }
            subjects = List.copyOf(subjects);
        }
    }

    /** It applies to nothing here. */
    record None(String why) implements Subjects {}

    /**
     * The target asks of this check what cannot be: the run is refused before anything starts, as for a mistyped option.
     *
     * @param why what is wrong, where, and how to mend it
     */
    record Mistaken(String why) implements Subjects {}

    /** These subjects, or none for this reason where the list is empty. */
    static Subjects of(List<Subject> subjects, String whyNone) {
        return subjects.isEmpty() ? new None(whyNone) : new Some(subjects);
    }
}
