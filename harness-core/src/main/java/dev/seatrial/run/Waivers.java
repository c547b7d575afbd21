package dev.seatrial.run;

import dev.seatrial.check.Outcome;
import dev.seatrial.target.Waiver;
import java.util.List;
import java.util.Optional;

/** Applies waivers to results. Only a violation or an inconclusive result can be waived. */
final class Waivers {

    private final List<Waiver> waivers;

    Waivers(List<Waiver> waivers) {
        this.waivers = waivers;
    }

    CheckResult apply(CheckResult result) {
        return waivers.stream()
                .filter(waiver -> covers(waiver, result))
                .findFirst()
                .map(result::waived)
                .orElse(result);
    }

    /** Those that covered none of the results. */
    List<Waiver> unused(List<CheckResult> results) {
        return waivers.stream()
                .filter(waiver -> results.stream().noneMatch(r -> r.waiver().equals(Optional.of(waiver))))
                .toList();
    }

    private static boolean covers(Waiver waiver, CheckResult result) {
        boolean waivable =
                result.outcome() instanceof Outcome.Violated || result.outcome() instanceof Outcome.Inconclusive;
        return waivable
                && waiver.requirement().equals(result.requirement().id())
                && result.subject()
                        .filter(subject -> waiver.subject().equals(subject.service())
                                || waiver.subject().equals(subject.toString()))
                        .isPresent();
    }
}
