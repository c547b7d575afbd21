package dev.seatrial.ship.rollout;

import dev.seatrial.gate.Decision;
import dev.seatrial.ship.rollout.Reason.Cause;
import java.util.List;
import java.util.stream.Collectors;

/** How a rollout ended. Whatever it is, the candidate is gone and nothing is half done. */
public sealed interface RolloutResult {

    /** What happened, in one sentence or a few lines. */
    String message();

    /** The exit code of a command that ends so. */
    int exitCode();

    /** Stable runs the new image. */
    record Promoted(String image, Decision.Open decision) implements RolloutResult {
        @Override
        public String message() {
            return "promoted " + image + " (" + decision + ")";
        }

        @Override
        public int exitCode() {
            return 0;
        }
    }

    /** A dry run: what would be done; nothing was. */
    record Planned(String image, List<PlannedObject> plan) implements RolloutResult {
        public Planned {
            plan = List.copyOf(plan);
        }

        @Override
        public String message() {
            return "dry run for %s, nothing was changed:%n%s"
                    .formatted(
                            image,
                            plan.stream()
                                    .flatMap(p -> p.lines().stream())
                                    .collect(Collectors.joining(System.lineSeparator())));
        }

        @Override
        public int exitCode() {
            return 0;
        }
    }

    /** The gate stayed shut; stable is as it was. */
    record Refused(String image, Decision decision) implements RolloutResult {
        @Override
        public String message() {
            return "refused " + image + ", stable is as it was; the gate is " + decision;
        }

        @Override
        public int exitCode() {
            return decision.exitCode();
        }
    }

    /** The candidate changed while it was judged, so the verdict is about nothing; stable is as it was. */
    record Voided(String image, String why) implements RolloutResult {
        @Override
        public String message() {
            return "the candidate for " + image
                    + " was restarted or replaced while it was judged, so its verdict is void; stable is as it was. "
                    + why;
        }

        @Override
        public int exitCode() {
            return 3;
        }
    }

    /** The candidate never became ready; stable is as it was. */
    record NotReady(String image, List<Reason> reasons, List<String> log) implements RolloutResult {
        public NotReady {
            reasons = List.copyOf(reasons);
            log = List.copyOf(log);
        }

        @Override
        public String message() {
            return told("the candidate for " + image + " will not become ready, stable is as it was", reasons, log);
        }

        @Override
        public int exitCode() {
            return exit(reasons);
        }
    }

    /** Stable did not become ready with the new image and was put back to what it was. */
    record RolledBack(String image, List<Reason> reasons, List<String> log, Stable stable) implements RolloutResult {
        public RolledBack {
            reasons = List.copyOf(reasons);
            log = List.copyOf(log);
        }

        @Override
        public String message() {
            return told("stable did not become ready with " + image + " and " + stable.words, reasons, log);
        }

        @Override
        public int exitCode() {
            return stable == Stable.NOT_READY ? 4 : exit(reasons);
        }
    }

    /** How stable is after a rollback. */
    enum Stable {
        AS_BEFORE("was rolled back and is ready again as it was"),
        GONE_AS_BEFORE("was removed again, as there was none before"),
        NOT_READY("was rolled back but IS NOT READY: look at it now");

        private final String words;

        Stable(String words) {
            this.words = words;
        }
    }

    private static String told(String what, List<Reason> reasons, List<String> log) {
        StringBuilder text = new StringBuilder(what).append(':');
        reasons.forEach(
                reason -> text.append(System.lineSeparator()).append("  ").append(reason));
        if (!log.isEmpty()) {
            text.append(System.lineSeparator()).append("  it last wrote:");
            log.forEach(
                    line -> text.append(System.lineSeparator()).append("  | ").append(line));
        }
        return text.toString();
    }

    private static int exit(List<Reason> reasons) {
        return reasons.stream().allMatch(r -> r.cause() == Cause.CLUSTER) ? 4 : 1;
    }
}
