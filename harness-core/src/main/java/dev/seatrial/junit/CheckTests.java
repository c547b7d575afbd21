package dev.seatrial.junit;

import dev.seatrial.report.ConsoleWriter;
import dev.seatrial.report.Report;
import dev.seatrial.report.ReportFolder;
import dev.seatrial.report.ReportForms;
import dev.seatrial.run.CheckResult;
import dev.seatrial.run.Checks;
import dev.seatrial.run.Plan;
import dev.seatrial.run.RunEvent;
import dev.seatrial.run.RunOptions;
import dev.seatrial.run.Runner;
import dev.seatrial.verdict.Verdict;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;

/** The checks of a started target as tests: one run for all, in which each test waits for its own result. */
public final class CheckTests {

    private final StartedTarget started;
    private final Seatrial settings;
    private final Map<String, CompletableFuture<CheckResult>> results = new ConcurrentHashMap<>();

    CheckTests(StartedTarget started, Seatrial settings) {
        this.started = started;
        this.settings = settings;
    }

    Stream<DynamicNode> nodes() {
        List<dev.seatrial.check.Check<?>> checks = Checks.discover();
        RunOptions options = options();
        List<String> names = Plan.of(checks, started.environment().target(), options).inOrder().stream()
                .map(Plan.Stop::name)
                .toList();
        names.forEach(name -> results.put(name, new CompletableFuture<>()));
        Runner runner = new Runner(checks, options, this::hear);
        CompletableFuture<Report> report = CompletableFuture.supplyAsync(() -> run(runner), task -> {
            Thread thread = new Thread(task, "seatrial-run");
            thread.setDaemon(true);
            thread.start();
        });
        Stream<DynamicNode> tests = names.stream().map(name -> DynamicTest.dynamicTest(name, () -> test(name, runner)));
        return Stream.concat(
                tests, Stream.of(DynamicTest.dynamicTest("verdict", () -> verdict(await(report, runner)))));
    }

    private RunOptions options() {
        RunOptions options = RunOptions.defaults()
                .withOnly(patterns(settings.only(), "seatrial.only"))
                .withSubjects(patterns(settings.subject(), "seatrial.subject"))
                .withSeed(started.seed());
        return settings.profile().isEmpty() ? options : options.withProfile(settings.profile());
    }

    private static List<String> patterns(String[] given, String property) {
        return given.length > 0
                ? List.of(given)
                : Arrays.stream(System.getProperty(property, "").split(",", -1))
                        .map(String::strip)
                        .filter(pattern -> !pattern.isEmpty())
                        .toList();
    }

    private void hear(RunEvent event) {
        if (event instanceof RunEvent.Finished finished) {
            CompletableFuture<CheckResult> waiting =
                    results.get(finished.result().name());
            if (waiting != null) {
                waiting.complete(finished.result());
            }
        }
    }

    private Report run(Runner runner) {
        try {
            Report report = Report.of(runner.run(started.environment()), started.environment(), started.events());
            if (!settings.report().isEmpty()) {
                new ReportFolder(Path.of(settings.report(), report.system()))
                        .write(report, ReportForms.files())
                        .failures()
                        .forEach(System.err::println);
            }
            return report;
        } catch (RuntimeException | Error e) {
            results.values().forEach(waiting -> waiting.completeExceptionally(e));
            throw e;
        }
    }

    private void test(String name, Runner runner) throws InterruptedException {
        CompletableFuture<CheckResult> waiting = results.get(name);
        if (waiting == null) {
            throw new IllegalStateException("no result is expected for " + name);
        }
        ResultTest.judge(await(waiting, runner), settings.tolerateInconclusive());
    }

    private void verdict(Report report) {
        boolean fine = report.verdict() == Verdict.CONFORMS
                || (report.verdict() == Verdict.INCONCLUSIVE
                        && settings.tolerateInconclusive()
                        && !report.standing(dev.seatrial.check.Outcome.Satisfied.class)
                                .isEmpty());
        if (!fine) {
            throw ResultTest.failure(new ConsoleWriter().verdict(report));
        }
    }

    private static <T> T await(CompletableFuture<T> future, Runner runner) throws InterruptedException {
        try {
            return future.get();
        } catch (InterruptedException e) {
            runner.cancel("interrupted");
            throw e;
        } catch (ExecutionException e) {
            throw new IllegalStateException("the run failed: " + e.getCause(), e.getCause());
        }
    }
}
