package dev.seatrial.report;

import dev.seatrial.environment.StartEvent;
import dev.seatrial.environment.StartEvent.Phase;
import dev.seatrial.run.CheckResult;
import dev.seatrial.run.RunResult;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Where the time went.
 *
 * @param environment until every service was ready
 * @param steady the steady checks, side by side
 * @param disturbing the disturbing checks
 * @param starts the start of each part
 * @param criticalPath what the whole waited for, in order: each began when the one before it ended
 */
public record Timings(
        Duration environment, Duration steady, Duration disturbing, List<Stretch> starts, List<Stretch> criticalPath) {

    public Timings {
        starts = List.copyOf(starts);
        criticalPath = List.copyOf(criticalPath);
    }

    /**
     * A stretch of time.
     *
     * @param what a part of the system or a check of a subject
     * @param from since the environment's start was asked for
     */
    public record Stretch(String what, Duration from, Duration took) {

        Duration until() {
            return from.plus(took);
        }
    }

    static Timings of(RunResult run, List<StartEvent> events) {
        List<Stretch> starts = starts(events);
        Duration environment =
                starts.stream().map(Stretch::until).max(Duration::compareTo).orElse(Duration.ZERO);
        List<Stretch> all = new ArrayList<>(starts);
        for (CheckResult result : run.results()) {
            if (!result.took().isZero()) {
                // Of two looks the second one's times are the result's.
                Duration both =
                        result.took().plus(result.firstLook().map(f -> f.took()).orElse(Duration.ZERO));
                Duration end = Duration.between(run.start(), result.start())
                        .plus(result.took())
                        .plus(environment);
                all.add(new Stretch(result.name(), end.minus(both), both));
            }
        }
        return new Timings(environment, run.steady(), run.disturbing(), starts, CriticalPath.of(all));
    }

    private static List<Stretch> starts(List<StartEvent> events) {
        Map<String, StartEvent> begun = new LinkedHashMap<>();
        Map<String, StartEvent> ready = new LinkedHashMap<>();
        for (StartEvent event : events) {
            if (event.phase() == Phase.READY) {
                ready.putIfAbsent(event.subject(), event);
            } else if (event.phase() == Phase.STARTING || event.phase() == Phase.FETCHING) {
                begun.putIfAbsent(event.subject(), event);
            }
        }
        List<Stretch> starts = new ArrayList<>();
        ready.forEach((subject, end) -> {
            Duration from =
                    Optional.ofNullable(begun.get(subject)).map(StartEvent::at).orElse(Duration.ZERO);
            // The whole is no part that anything waits for.
            if (!subject.equals("environment")) {
                starts.add(new Stretch(subject, from, end.at().minus(from)));
            }
        });
        return starts;
    }
}
