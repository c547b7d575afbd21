package dev.seatrial.cli;

import dev.seatrial.target.Parsed;
import dev.seatrial.target.Problem;
import dev.seatrial.target.Target;
import dev.seatrial.target.TargetFile;
import java.util.List;

/** A target file that is wrong; exit code 2. */
final class InvalidTargetException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient List<Problem> problems;

    private InvalidTargetException(List<Problem> problems) {
        super(problems.size() + " problems in the target file");
        this.problems = problems;
    }

    List<Problem> problems() {
        return problems;
    }

    /** The target of a file, or this exception with everything that is wrong. */
    static Target read(TargetFile file) {
        Parsed parsed = file.parse();
        if (parsed instanceof Parsed.Valid valid) {
            return valid.target();
        }
        throw new InvalidTargetException(((Parsed.Invalid) parsed).problems());
    }
}
