package dev.seatrial.junit;

import dev.seatrial.check.Outcome;
import dev.seatrial.report.ConsoleWriter;
import dev.seatrial.run.CheckResult;
import dev.seatrial.run.Outcomes;
import org.junit.jupiter.api.Assumptions;

/** Turns a result into the end of a test. */
final class ResultTest {

    private ResultTest() {}

    static void judge(CheckResult result, boolean tolerateInconclusive) {
        String text = Outcomes.text(result.outcome());
        if (result.outcome() instanceof Outcome.Satisfied) {
            return;
        }
        if (result.waiver().isPresent()) {
            var waiver = result.waiver().get();
            Assumptions.abort("waived until " + waiver.expires() + " (" + waiver.reason() + "): " + text);
        }
        boolean tolerated = result.outcome() instanceof Outcome.Inconclusive && tolerateInconclusive;
        if (tolerated || result.outcome() instanceof Outcome.Inapplicable) {
            Assumptions.abort(text);
        }
        throw failure(new ConsoleWriter().result(result));
    }

    /** The finding is the message; where in the harness it was thrown tells nobody anything. */
    static AssertionError failure(String message) {
        AssertionError failure = new AssertionError(message);
        failure.setStackTrace(new StackTraceElement[0]);
        return failure;
    }
}
