package dev.seatrial.report;

import dev.seatrial.check.Outcome;
import dev.seatrial.verdict.Verdict;

/** Colours of a terminal, or none. */
record Paint(boolean on) {

    String bold(String text) {
        return paint("1", text);
    }

    String dim(String text) {
        return paint("2", text);
    }

    String of(Verdict verdict, String text) {
        return paint(
                switch (verdict) {
                    case CONFORMS -> "1;32";
                    case INCONCLUSIVE -> "1;33";
                    case VIOLATES -> "1;31";
                },
                text);
    }

    String of(Outcome outcome, String text) {
        if (outcome instanceof Outcome.Violated) {
            return paint("31", text);
        }
        if (outcome instanceof Outcome.Inconclusive) {
            return paint("33", text);
        }
        return outcome instanceof Outcome.Satisfied ? paint("32", text) : dim(text);
    }

    private String paint(String code, String text) {
        return on ? "\u001b[" + code + "m" + text + "\u001b[0m" : text;
    }
}
