package dev.seatrial.run;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/**
 * What to run and how.
 *
 * @param profile instead of the target's
 * @param only patterns of requirement ids or suites, such as {@code IDEMP-*}; where there are any, the profile is not asked
 * @param subjects patterns of services or of {@code service/detail}; none: all
 * @param seed of everything random
 * @param timeout of each check of each subject, positive
 * @param failFast whether the first violation ends the run
 * @param parallel how many steady checks run beside each other, at least 1; of disturbing ones half as many, where they
 *     leave each other alone
 * @param confirm whether a violation that a disturbing check sees is looked at once more
 */
public record RunOptions(
        Optional<String> profile,
        List<String> only,
        List<String> subjects,
        long seed,
        Duration timeout,
        boolean failFast,
        int parallel,
        boolean confirm) {

    public RunOptions {
        only = List.copyOf(only);
        subjects = List.copyOf(subjects);
        if (timeout.isNegative() || timeout.isZero()) {
            throw new UsageException("the timeout of a check must be positive, not " + timeout);
        }
        if (parallel < 1) {
            throw new UsageException("at least one check must run at a time, not " + parallel);
        }
    }

    /** The target's profile, all subjects, a fresh seed, two minutes for each check. */
    public static RunOptions defaults() {
        return new RunOptions(
                Optional.empty(),
                List.of(),
                List.of(),
                ThreadLocalRandom.current().nextLong(1_000_000_000),
                Duration.ofMinutes(2),
                false,
                // Most of a look is waiting, for answers and for effects to settle.
                Math.max(4, Math.min(8, 2 * Runtime.getRuntime().availableProcessors())),
                true);
    }

    public RunOptions withProfile(String name) {
        return new RunOptions(Optional.of(name), only, subjects, seed, timeout, failFast, parallel, confirm);
    }

    public RunOptions withOnly(List<String> patterns) {
        return new RunOptions(profile, patterns, subjects, seed, timeout, failFast, parallel, confirm);
    }

    public RunOptions withSubjects(List<String> patterns) {
        return new RunOptions(profile, only, patterns, seed, timeout, failFast, parallel, confirm);
    }

    public RunOptions withSeed(long number) {
        return new RunOptions(profile, only, subjects, number, timeout, failFast, parallel, confirm);
    }

    public RunOptions withTimeout(Duration limit) {
        return new RunOptions(profile, only, subjects, seed, limit, failFast, parallel, confirm);
    }

    public RunOptions withFailFast(boolean on) {
        return new RunOptions(profile, only, subjects, seed, timeout, on, parallel, confirm);
    }

    public RunOptions withParallel(int checks) {
        return new RunOptions(profile, only, subjects, seed, timeout, failFast, checks, confirm);
    }

    public RunOptions withConfirm(boolean on) {
        return new RunOptions(profile, only, subjects, seed, timeout, failFast, parallel, on);
    }

    /** Whether less than the profile runs. */
    boolean narrowed() {
        return !only.isEmpty() || !subjects.isEmpty();
    }
}
