package dev.seatrial.cli;

import dev.seatrial.run.RunOptions;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The options of every command that runs checks. */
final class RunArguments {

    @Option(
            names = "--profile",
            paramLabel = "NAME",
            description = "The selection of requirements, instead of the target's: core, extended, or one of its own.")
    private Optional<String> profile = Optional.empty();

    @Option(
            names = "--only",
            paramLabel = "ID",
            split = ",",
            description = "Only these requirements or suites, such as IDEMP-* or health.")
    private List<String> only = List.of();

    @Option(
            names = "--subject",
            paramLabel = "NAME",
            split = ",",
            description = "Only these services, or parts of one, such as payments/createPayment.")
    private List<String> subjects = List.of();

    @Option(
            names = "--seed",
            paramLabel = "N",
            description = "Repeats the random choices of a run; every report prints its seed.")
    private Optional<Long> seed = Optional.empty();

    @Option(
            names = "--timeout",
            paramLabel = "TIME",
            converter = DurationConverter.class,
            description = "How long one check of one subject may take, such as 2m.")
    private Optional<Duration> timeout = Optional.empty();

    @Option(names = "--fail-fast", description = "Ends at the first violation.")
    private boolean failFast;

    RunOptions toOptions() {
        RunOptions options =
                RunOptions.defaults().withOnly(only).withSubjects(subjects).withFailFast(failFast);
        if (profile.isPresent()) {
            options = options.withProfile(profile.get());
        }
        if (seed.isPresent()) {
            options = options.withSeed(seed.get());
        }
        return timeout.isPresent() ? options.withTimeout(timeout.get()) : options;
    }
}
