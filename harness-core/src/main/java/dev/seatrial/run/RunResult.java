package dev.seatrial.run;

import dev.seatrial.target.Waiver;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What a run came to.
 *
 * @param profile the profile's name, or the patterns that were asked for instead
 * @param results in the order of the plan
 * @param steady how long the steady checks took together, side by side
 * @param disturbing how long the disturbing checks took together
 * @param stopped why the run ended early, if it did
 * @param unusedWaivers waivers that covered nothing in a run of the whole profile
 */
public record RunResult(
        String profile,
        List<CheckResult> results,
        long seed,
        Instant start,
        Duration took,
        Duration steady,
        Duration disturbing,
        Optional<String> stopped,
        List<Waiver> unusedWaivers) {

    public RunResult {
        results = List.copyOf(results);
        unusedWaivers = List.copyOf(unusedWaivers);
    }
}
