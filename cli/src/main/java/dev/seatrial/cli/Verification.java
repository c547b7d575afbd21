package dev.seatrial.cli;

import dev.seatrial.check.Check;
import dev.seatrial.environment.Environment;
import dev.seatrial.environment.EnvironmentProvider;
import dev.seatrial.environment.StartEvent;
import dev.seatrial.link.LinkProvider;
import dev.seatrial.report.Report;
import dev.seatrial.run.Checks;
import dev.seatrial.run.Plan;
import dev.seatrial.run.RunEvent;
import dev.seatrial.run.RunOptions;
import dev.seatrial.run.RunResult;
import dev.seatrial.run.Runner;
import dev.seatrial.target.Target;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Starts a target, runs checks against it, stops it. Told to stop, it ends early and still gives a report of what it has. */
final class Verification {

    private final EnvironmentProvider provider;
    private final LinkProvider links;
    private final Consumer<StartEvent> starts;
    private final List<Check<?>> checks;
    private final RunOptions options;
    private final Runner runner;
    private volatile boolean stopped;
    private volatile Optional<String> failure = Optional.empty();

    /**
     * A verification; runs once.
     *
     * @param links their decisions are replayed by the run's seed
     * @param starts hears what happens to the environment
     * @param runs hears what happens to the checks
     */
    Verification(
            EnvironmentProvider provider,
            LinkProvider links,
            RunOptions options,
            Consumer<StartEvent> starts,
            Consumer<RunEvent> runs) {
        this.provider = provider;
        this.links = links.seeded(options.seed());
        this.starts = starts;
        this.options = options;
        this.checks = Checks.discover();
        this.runner = new Runner(checks, options, runs);
    }

    /**
     * Looks whether the options fit the target, before anything is built or started.
     *
     * @throws dev.seatrial.run.UsageException if a pattern matches nothing or the profile is unknown
     */
    void refuseMistakes(Target target) {
        Plan.of(checks, target, options);
    }

    /**
     * Runs it.
     *
     * @param workDirectory for logs and state, exists and is empty
     * @throws dev.seatrial.environment.EnvironmentException if the target cannot be started
     * @throws InterruptedException if it is stopped before there is anything to report
     */
    Report run(Target target, Path workDirectory) throws InterruptedException {
        List<StartEvent> events = Collections.synchronizedList(new ArrayList<>());
        EnvironmentProvider.Request request = new EnvironmentProvider.Request(target, links, workDirectory, event -> {
            events.add(event);
            starts.accept(event);
        });
        try (Environment environment = provider.start(request)) {
            if (stopped) {
                throw new InterruptedException("stopped while the environment started");
            }
            RunResult result = runner.run(environment);
            failure = environment.failure();
            return Report.of(result, environment, List.copyOf(events));
        }
    }

    /** Why the environment failed while checks ran; the report holds what was seen before. Empty where it did not. */
    Optional<String> failure() {
        return failure;
    }

    /** Ends the run early; what is under way is given up. */
    void stop(String why) {
        stopped = true;
        runner.cancel(why);
    }
}
