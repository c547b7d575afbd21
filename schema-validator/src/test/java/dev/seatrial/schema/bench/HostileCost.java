package dev.seatrial.schema.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/**
 * What an input of each hostile kind takes beyond the start, as whole processes: each is run in turn with an ordinary event, the
 * best of some rounds of both.
 */
public final class HostileCost {
    private static final Duration BOUND = Duration.ofMillis(250);
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final String launcher;
    private final Path home;
    private final List<String> ordinary;

    private HostileCost(String launcher, Path home, List<String> ordinary) {
        this.launcher = launcher;
        this.home = home;
        this.ordinary = ordinary;
    }

    /** Prints a line a kind; arguments: launcher, directory to write in, rounds, an ordinary event, its schema. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        HostileCost cost = new HostileCost(
                arguments[0],
                Path.of(arguments[1]),
                List.of("--event-file", arguments[3], "--schema-file", arguments[4]));
        System.exit(cost.all(Integer.parseInt(arguments[2])) ? 0 : 1);
    }

    private boolean all(int rounds) throws IOException, InterruptedException {
        boolean kept = true;
        Run first = run(ordinary);
        System.out.printf(Locale.ROOT, "%-52s %4s %9s %8s  %s%n", "kind", "exit", "beyond ms", "x start", "first line");
        System.out.printf(
                Locale.ROOT, "%-52s %4d %9s %8s  %s%n", "an ordinary event", first.exit, "0", "1.0", first.said);
        for (HostileInputs.Case each : HostileInputs.write(home)) {
            Run hostile = run(each.arguments());
            Run start = run(ordinary);
            for (int i = 1; i < rounds; i++) {
                hostile = hostile.orFaster(run(each.arguments()));
                start = start.orFaster(run(ordinary));
            }
            long beyond = hostile.took.minus(start.took).toMillis();
            boolean within = (beyond <= BOUND.toMillis() || !each.bounded()) && hostile.exit == each.exit();
            kept &= within;
            System.out.printf(
                    Locale.ROOT,
                    "%-52s %4d %9d %8.1f  %s%s%n",
                    each.kind(),
                    hostile.exit,
                    beyond,
                    (double) hostile.took.toNanos() / start.took.toNanos(),
                    within ? "" : hostile.exit == each.exit() ? "SLOW " : "EXIT, not " + each.exit() + " ",
                    hostile.said);
        }
        return kept;
    }

    private record Run(int exit, Duration took, String said) {
        Run orFaster(Run other) {
            return other.took.compareTo(took) < 0 ? other : this;
        }
    }

    private Run run(List<String> arguments) throws IOException, InterruptedException {
        List<String> line = new ArrayList<>(List.of(launcher));
        line.addAll(arguments);
        Path said = home.resolve("said");
        long began = System.nanoTime();
        Process process = new ProcessBuilder(line)
                .redirectErrorStream(true)
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                .redirectOutput(said.toFile())
                .start();
        boolean ended = process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        Duration took = Duration.ofNanos(System.nanoTime() - began);
        if (!ended) {
            process.destroyForcibly().waitFor();
            return new Run(-1, took, "did not end");
        }
        String first = Files.readString(said, StandardCharsets.UTF_8)
                .lines()
                .filter(text -> !text.contains("events/s"))
                .findFirst()
                .orElse("")
                .replace(home.toString(), "");
        return new Run(process.exitValue(), took, first.length() > 150 ? first.substring(0, 150) + "…" : first);
    }
}
