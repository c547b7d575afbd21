package dev.seatrial.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seatrial.check.Outcome;
import dev.seatrial.check.Reach;
import dev.seatrial.check.Subject;
import dev.seatrial.check.Subjects;
import dev.seatrial.environment.Capability;
import dev.seatrial.environment.EnvironmentException;
import dev.seatrial.target.Waiver;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class RunnerTest {

    private final List<RunEvent> events = new ArrayList<>();

    private RunResult run(FakeEnvironment environment, RunOptions options, FakeCheck... checks) {
        return new Runner(List.of(checks), options, events::add).run(environment);
    }

    private RunResult run(FakeCheck... checks) {
        return run(FakeEnvironment.of("orders"), RunOptions.defaults(), checks);
    }

    private static Outcome only(RunResult run) {
        assertThat(run.results()).hasSize(1);
        return run.results().get(0).outcome();
    }

    @Test
    void judgesWhatEachCheckSeesOfEachSubject() {
        RunResult run = run(
                FakeEnvironment.of("orders", "payments"),
                RunOptions.defaults(),
                FakeCheck.steady("FAKE-001", (subject, voyage) -> "good " + subject));

        assertThat(run.results())
                .extracting(CheckResult::name, CheckResult::outcome)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("FAKE-001 orders", new Outcome.Satisfied("good orders")),
                        org.assertj.core.groups.Tuple.tuple(
                                "FAKE-001 payments", new Outcome.Satisfied("good payments")));
        assertThat(run.results().get(0).observation()).contains("{\"text\":\"good orders\"}");
        assertThat(run.stopped()).isEmpty();
    }

    @Test
    void aCheckThatThrowsIsInconclusiveWithItsStackTrace() {
        RunResult run = run(FakeCheck.steady("FAKE-001", (subject, voyage) -> {
            throw new IllegalStateException("no such thing");
        }));

        assertThat(only(run))
                .isEqualTo(new Outcome.Inconclusive("the check failed: IllegalStateException: no such thing"));
        assertThat(run.results().get(0).notes()).singleElement().asString().contains("RunnerTest");
    }

    @Test
    void anErrorOfTheCheckIsInconclusiveToo() {
        assertThat(only(run(FakeCheck.steady("FAKE-001", (subject, voyage) -> {
                    throw new StackOverflowError();
                }))))
                .isEqualTo(new Outcome.Inconclusive("the check failed: StackOverflowError"));
    }

    @Test
    void anEnvironmentThatBreaksIsNotTheSystemsFault() {
        assertThat(only(run(FakeCheck.steady("FAKE-001", (subject, voyage) -> {
                    throw new EnvironmentException("orders did not come back");
                }))))
                .isEqualTo(new Outcome.Inconclusive("the environment failed during the check: EnvironmentException:"
                        + " orders did not come back"));
    }

    @Test
    void nothingSeenOfAFailedEnvironmentStandsAndTheRestIsNotBegun() {
        FakeEnvironment environment = FakeEnvironment.of("orders");
        RunResult run = run(
                environment,
                RunOptions.defaults(),
                FakeCheck.steady("FAKE-001", (subject, voyage) -> "good"),
                FakeCheck.disturbing("FAKE-002", (subject, voyage) -> {
                    environment.fail("the engine died");
                    return "bad";
                }),
                FakeCheck.disturbing("FAKE-003", (subject, voyage) -> "good"));

        assertThat(run.results())
                .extracting(CheckResult::outcome)
                .containsExactly(
                        new Outcome.Satisfied("good"),
                        new Outcome.Inconclusive("the environment failed during the check: the engine died"),
                        new Outcome.Inconclusive("not run: the environment failed: the engine died"));
        assertThat(run.results().get(1).observation()).isEmpty();
        assertThat(run.stopped()).contains("the environment failed: the engine died");
    }

    @Test
    void aCheckThatWaitsIsToldThatTheEnvironmentFailed() {
        FakeEnvironment environment = FakeEnvironment.of("orders");
        RunResult run = run(environment, RunOptions.defaults(), FakeCheck.steady("FAKE-001", (subject, voyage) -> {
            environment.fail("the engine died");
            new CountDownLatch(1).await();
            return "never";
        }));

        assertThat(only(run))
                .isEqualTo(new Outcome.Inconclusive("the environment failed during the check: the engine died"));
    }

    @Test
    void aCheckThatHangsIsInconclusiveAndToldWhereItHung() {
        CountDownLatch undone = new CountDownLatch(1);
        RunResult run = run(
                FakeEnvironment.of("orders"),
                RunOptions.defaults().withTimeout(Duration.ofMillis(100)),
                FakeCheck.steady("FAKE-001", (subject, voyage) -> {
                    try {
                        new CountDownLatch(1).await();
                        return "good";
                    } finally {
                        undone.countDown();
                    }
                }));

        assertThat(only(run)).isEqualTo(new Outcome.Inconclusive("the check did not end within its limit of 100 ms"));
        assertThat(undone.getCount()).as("the check could undo what it did").isZero();
        assertThat(run.results().get(0).notes())
                .singleElement()
                .asString()
                .startsWith("where it was when it was stopped:\n")
                .contains("CountDownLatch.await");
    }

    @Test
    void whatACheckSaysAfterItsLimitComesTooLate() {
        assertThat(only(run(
                        FakeEnvironment.of("orders"),
                        RunOptions.defaults().withTimeout(Duration.ofMillis(50)),
                        FakeCheck.steady("FAKE-001", (subject, voyage) -> {
                            try {
                                new CountDownLatch(1).await();
                            } catch (InterruptedException e) {
                                return "good, or so it says";
                            }
                            return "never";
                        }))))
                .isInstanceOf(Outcome.Inconclusive.class);
    }

    @Test
    void aCheckForWhichThereIsNoSubjectIsInapplicable() {
        assertThat(only(run(FakeCheck.steady("FAKE-001", (subject, voyage) -> "bad")
                        .of(target -> new Subjects.None("no event is declared")))))
                .isEqualTo(new Outcome.Inapplicable("no event is declared"));
    }

    @Test
    void aCheckThatCannotNameItsSubjectsIsInconclusive() {
        assertThat(only(run(FakeCheck.steady("FAKE-001", (subject, voyage) -> "good")
                        .of(target -> {
                            throw new IllegalStateException("broken");
                        }))))
                .isEqualTo(new Outcome.Inconclusive(
                        "the check could not tell what it applies to:" + " java.lang.IllegalStateException: broken"));
    }

    @Test
    void anEnvironmentThatLacksWhatACheckNeedsIsNotTouched() {
        AtomicInteger looks = new AtomicInteger();
        RunResult run = run(
                FakeEnvironment.of("orders").without(Capability.FAULTS, Capability.LEDGER),
                RunOptions.defaults(),
                FakeCheck.steady("FAKE-001", (subject, voyage) -> "good" + looks.incrementAndGet())
                        .needing(Capability.FAULTS, Capability.LEDGER, Capability.LOGS));

        assertThat(only(run))
                .isEqualTo(new Outcome.Inapplicable("this environment (fake) lacks a ledger of what went over the"
                        + " links, faults on the links"));
        assertThat(looks).hasValue(0);
    }

    @Test
    void steadyChecksRunBesideEachOther() {
        CyclicBarrier both = new CyclicBarrier(2);
        FakeCheck.Sight meeting = (subject, voyage) -> {
            try {
                both.await(20, TimeUnit.SECONDS);
                return "good";
            } catch (Exception e) {
                return "alone";
            }
        };
        RunResult run = run(
                FakeEnvironment.of("orders"),
                RunOptions.defaults().withParallel(2),
                FakeCheck.steady("FAKE-001", meeting),
                FakeCheck.steady("FAKE-002", meeting));
        assertThat(run.results()).allMatch(r -> r.outcome() instanceof Outcome.Satisfied);
    }

    @Test
    void disturbingChecksRunAloneAndLast() {
        List<String> order = Collections.synchronizedList(new ArrayList<>());
        AtomicInteger inside = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        FakeCheck.Sight logging = (subject, voyage) -> {
            most.accumulateAndGet(inside.incrementAndGet(), Math::max);
            order.add(Thread.currentThread().getName());
            inside.decrementAndGet();
            return "good";
        };
        FakeCheck.Sight alone = (subject, voyage) -> {
            int beside = inside.getAndIncrement();
            order.add("disturbing");
            inside.decrementAndGet();
            return beside == 0 ? "good" : "not alone";
        };
        RunResult run = run(
                FakeEnvironment.of("a", "b", "c"),
                RunOptions.defaults().withParallel(4),
                FakeCheck.disturbing("FAKE-001", alone),
                FakeCheck.steady("FAKE-002", logging));
        assertThat(run.results()).allMatch(r -> r.outcome() instanceof Outcome.Satisfied);
        assertThat(order.subList(0, 3)).doesNotContain("disturbing");
        assertThat(order.subList(3, 6)).containsOnly("disturbing");
        assertThat(run.results().get(0).requirement().id())
                .as("in the plan's order")
                .isEqualTo("FAKE-001");
    }

    @Test
    void disturbingChecksThatLeaveEachOtherAloneRunSideBySide() {
        CyclicBarrier both = new CyclicBarrier(2);
        RunResult run = run(
                FakeEnvironment.of("a", "b"),
                RunOptions.defaults().withParallel(4),
                FakeCheck.disturbing("FAKE-001", meeting(both))
                        .reaching((subject, target) -> Reach.of(subject.service(), target)));
        assertThat(run.results()).allMatch(r -> r.outcome() instanceof Outcome.Satisfied);
    }

    private static FakeCheck.Sight meeting(CyclicBarrier both) {
        return (subject, voyage) -> {
            try {
                both.await(20, TimeUnit.SECONDS);
                return "good";
            } catch (BrokenBarrierException | TimeoutException e) {
                return "unclear: alone";
            }
        };
    }

    @Test
    void neverDisturbsOneServiceTwiceAtATime() {
        Map<String, AtomicInteger> inside = Map.of("a", new AtomicInteger(), "b", new AtomicInteger());
        FakeCheck.Sight watching = (subject, voyage) -> {
            AtomicInteger here = inside.get(subject.service());
            int beside = here.getAndIncrement();
            for (int i = 0; i < 100; i++) {
                Thread.onSpinWait();
            }
            here.decrementAndGet();
            return beside == 0 ? "good" : "unclear: not alone";
        };
        List<FakeCheck> checks = new ArrayList<>();
        for (int i = 1; i < 50; i++) {
            checks.add(FakeCheck.disturbing(String.format(Locale.ROOT, "FAKE-%03d", i), watching)
                    .reaching((subject, target) -> Reach.of(subject.service(), target)));
        }
        RunResult run = run(
                FakeEnvironment.of("a", "b"), RunOptions.defaults().withParallel(8), checks.toArray(new FakeCheck[0]));
        assertThat(run.results()).hasSize(98).allMatch(r -> r.outcome() instanceof Outcome.Satisfied);
    }

    @Test
    void confirmsAViolationAloneThatWasSeenBesideOthers() throws Exception {
        CountDownLatch secondLook = new CountDownLatch(1);
        AtomicInteger looks = new AtomicInteger();
        AtomicInteger besides = new AtomicInteger();
        CountDownLatch seen = new CountDownLatch(1);
        FakeCheck.Sight sight = (subject, voyage) -> {
            if (subject.service().equals("b")) {
                besides.incrementAndGet();
                seen.await(20, TimeUnit.SECONDS); // the violation of a is seen while this runs
                boolean early = secondLook.await(100, TimeUnit.MILLISECONDS);
                besides.decrementAndGet();
                return early ? "unclear: looked at again beside this" : "good";
            }
            if (looks.incrementAndGet() == 1) {
                seen.countDown();
                return "bad";
            }
            secondLook.countDown();
            return besides.get() == 0 ? "bad again, alone" : "good: not alone";
        };
        RunResult run = run(
                FakeEnvironment.of("a", "b"),
                RunOptions.defaults().withParallel(4),
                FakeCheck.disturbing("FAKE-001", sight)
                        .reaching((subject, target) -> Reach.of(subject.service(), target)));
        assertThat(run.results().get(0).observation()).contains("{\"text\":\"bad again, alone\"}");
        assertThat(run.results().get(1).outcome()).isEqualTo(new Outcome.Satisfied("good"));
    }

    @Test
    void aCheckThatCannotTellItsReachRunsAlone() {
        RunResult run = run(
                FakeEnvironment.of("a", "b"),
                RunOptions.defaults().withParallel(4),
                FakeCheck.disturbing("FAKE-001", (subject, voyage) -> "good").reaching((subject, target) -> {
                    throw new IllegalStateException("broken");
                }));
        assertThat(run.results()).hasSize(2).allMatch(r -> r.outcome() instanceof Outcome.Satisfied);
    }

    @Test
    void aViolationSeenTwiceStandsWithBothLooks() {
        AtomicInteger looks = new AtomicInteger();
        RunResult run = run(FakeCheck.disturbing("FAKE-001", (subject, voyage) -> "bad " + looks.incrementAndGet()));

        CheckResult result = run.results().get(0);
        assertThat(result.outcome()).isInstanceOf(Outcome.Violated.class);
        assertThat(result.observation()).contains("{\"text\":\"bad 2\"}");
        assertThat(result.firstLook().orElseThrow().observation()).contains("{\"text\":\"bad 1\"}");
        assertThat(events).hasAtLeastOneElementOfType(RunEvent.Confirming.class);
    }

    @Test
    void aViolationSeenOnceOfTwoIsInconclusive() {
        AtomicInteger looks = new AtomicInteger();
        RunResult run = run(FakeCheck.disturbing(
                "FAKE-001", (subject, voyage) -> looks.incrementAndGet() == 1 ? "bad luck" : "good luck"));

        assertThat(only(run))
                .isEqualTo(new Outcome.Inconclusive("a violation was seen once of two looks: \"bad luck\"; the fresh"
                        + " look came to satisfied: good luck"));
    }

    @Test
    void aSteadyViolationNeedsNoSecondLook() {
        AtomicInteger looks = new AtomicInteger();
        run(FakeCheck.steady("FAKE-001", (subject, voyage) -> "bad " + looks.incrementAndGet()));
        assertThat(looks).hasValue(1);
    }

    @Test
    void failFastLeavesTheRestUntouchedAndSaysSo() {
        RunResult run = run(
                FakeEnvironment.of("a", "b"),
                RunOptions.defaults().withFailFast(true).withConfirm(false),
                FakeCheck.disturbing("FAKE-001", (subject, voyage) -> "bad"));

        assertThat(run.results().get(0).outcome()).isInstanceOf(Outcome.Violated.class);
        assertThat(run.results().get(1).outcome())
                .isEqualTo(new Outcome.Inconclusive(
                        "not run: the run ended at the first violation, FAKE-001 a (--fail-fast)"));
        assertThat(run.stopped()).contains("the run ended at the first violation, FAKE-001 a (--fail-fast)");
    }

    @Test
    void cancelEndsWhatRunsAndKeepsWhatIsDone() throws Exception {
        CountDownLatch hanging = new CountDownLatch(1);
        Runner runner = new Runner(
                List.of(
                        FakeCheck.steady("FAKE-001", (subject, voyage) -> "good"),
                        FakeCheck.disturbing("FAKE-002", (subject, voyage) -> {
                            hanging.countDown();
                            new CountDownLatch(1).await();
                            return "never";
                        }),
                        FakeCheck.disturbing("FAKE-003", (subject, voyage) -> "good")),
                RunOptions.defaults(),
                event -> {});
        Thread stopper = new Thread(() -> {
            try {
                hanging.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            runner.cancel("interrupted by the user");
        });
        stopper.start();
        RunResult run = runner.run(FakeEnvironment.of("orders"));
        stopper.join();

        assertThat(run.results())
                .extracting(CheckResult::outcome)
                .containsExactly(
                        new Outcome.Satisfied("good"),
                        new Outcome.Inconclusive("the run was stopped before this check ended"),
                        new Outcome.Inconclusive("not run: interrupted by the user"));
        assertThat(Thread.interrupted())
                .as("the caller is not left interrupted")
                .isFalse();
    }

    @Test
    void oneSeedGivesTheSameRandomnessInWhateverOrder() {
        Map<String, Long> first = draws(1);
        Map<String, Long> again = draws(4);
        assertThat(again).isEqualTo(first);
        assertThat(first.values()).as("each check and subject has its own").doesNotHaveDuplicates();
    }

    private Map<String, Long> draws(int parallel) {
        Map<String, Long> drawn = Collections.synchronizedMap(new TreeMap<>());
        FakeCheck.Sight draw = (subject, voyage) -> {
            drawn.put(Thread.currentThread().getName(), voyage.random().nextLong());
            return "good, seed " + voyage.seed();
        };
        run(
                FakeEnvironment.of("a", "b"),
                RunOptions.defaults().withSeed(7).withParallel(parallel),
                FakeCheck.steady("FAKE-001", draw),
                FakeCheck.steady("FAKE-002", draw));
        return drawn;
    }

    @Test
    void waiversCoverOnlyWhatTheyNameAndUnusedOnesAreReported() {
        Waiver service = waiver("FAKE-001", "orders");
        Waiver detail = waiver("FAKE-002", "orders/create");
        Waiver idle = waiver("FAKE-003", "orders");
        FakeCheck.Sight bad = (subject, voyage) -> "bad";
        RunResult run = run(
                FakeEnvironment.with(List.of(), List.of(service, detail, idle), "orders", "payments"),
                RunOptions.defaults(),
                FakeCheck.steady("FAKE-001", bad),
                FakeCheck.steady("FAKE-002", bad)
                        .of(target -> new Subjects.Some(
                                List.of(Subject.of("orders", "create"), Subject.of("orders", "list")))),
                FakeCheck.steady("FAKE-003", (subject, voyage) -> "good"));

        assertThat(run.results().stream().filter(r -> r.waiver().isPresent()).map(CheckResult::name))
                .containsExactly("FAKE-001 orders", "FAKE-002 orders/create");
        assertThat(run.unusedWaivers()).containsExactly(idle);
    }

    @Test
    void aNarrowedRunCallsNoWaiverUnused() {
        RunResult run = run(
                FakeEnvironment.with(List.of(), List.of(waiver("FAKE-009", "orders")), "orders"),
                RunOptions.defaults().withOnly(List.of("FAKE-001")),
                FakeCheck.steady("FAKE-001", (subject, voyage) -> "good"));
        assertThat(run.unusedWaivers()).isEmpty();
        assertThat(run.profile()).isEqualTo("FAKE-001");
    }

    @Test
    void tellsWhatHappensInOrder() {
        run(FakeCheck.steady("FAKE-001", (subject, voyage) -> "good"));
        assertThat(events)
                .extracting(event -> event.getClass().getSimpleName())
                .containsExactly("Planned", "Started", "Finished");
        assertThat((RunEvent.Finished) events.get(2)).matches(f -> f.done() == 1 && f.total() == 1);
    }

    @Test
    void aListenerThatFailsDoesNotEndTheRun() {
        RunResult run = new Runner(
                        List.of(FakeCheck.steady("FAKE-001", (subject, voyage) -> "good")),
                        RunOptions.defaults(),
                        event -> {
                            throw new IllegalStateException("terminal gone");
                        })
                .run(FakeEnvironment.of("orders"));
        assertThat(only(run)).isInstanceOf(Outcome.Satisfied.class);
    }

    @Test
    void notesAndObservationsAreClearedOfSecrets() {
        RunResult run = run(
                new FakeEnvironment(
                        FakeEnvironment.target(List.of(), List.of(), "orders")
                                .withSecrets(java.util.Set.of("canary-value")),
                        List.of(),
                        java.util.EnumSet.allOf(Capability.class)),
                RunOptions.defaults(),
                FakeCheck.steady("FAKE-001", (subject, voyage) -> {
                    voyage.note("it said canary-value");
                    return "bad: canary-value \"quoted\"";
                }));

        assertThat(run.results().get(0).notes()).containsExactly("it said ***");
        assertThat(run.results().get(0).observation()).contains("{\"text\":\"bad: *** \\\"quoted\\\"\"}");
        assertThat(run.results().get(0).outcome().toString()).doesNotContain("canary");
    }

    private static Waiver waiver(String requirement, String subject) {
        return new Waiver(requirement, subject, "known", LocalDate.of(2999, 1, 1));
    }
}
