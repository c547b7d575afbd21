package dev.seatrial.run;

import dev.seatrial.check.Check;
import dev.seatrial.check.Outcome;
import dev.seatrial.check.Reach;
import dev.seatrial.check.Requirement.Manner;
import dev.seatrial.check.Subject;
import dev.seatrial.environment.Environment;
import dev.seatrial.run.CheckVoyage.Crew;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs checks against an environment: steady ones side by side, then the disturbing ones, of which only those run beside
 * each other that leave each other alone ({@link Check#reach}). A check that throws or does not end is inconclusive. One
 * runner runs once.
 */
public final class Runner {

    private static final Logger LOG = LoggerFactory.getLogger(Runner.class);

    private final List<Check<?>> checks;
    private final RunOptions options;
    private final Consumer<RunEvent> listener;
    private final Object lock = new Object();
    private final List<Thread> lookers = new ArrayList<>();
    private int done;
    private volatile @Nullable String stopped;

    /**
     * A runner.
     *
     * @param checks as {@link Checks#discover()} finds them
     * @param listener hears what happens, one event at a time
     */
    public Runner(Collection<? extends Check<?>> checks, RunOptions options, Consumer<RunEvent> listener) {
        this.checks = List.copyOf(checks);
        this.options = options;
        this.listener = listener;
    }

    /**
     * Runs what the options select and returns a result for each.
     *
     * @throws UsageException if the options select nothing that there is
     */
    public RunResult run(Environment environment) {
        Plan plan = Plan.of(checks, environment.target(), options)
                .within(environment.capabilities(), environment.provider());
        Secrets secrets = Secrets.of(environment);
        Revival revival = new Revival(environment, secrets, this::tell);
        Crew crew = new Crew(environment, secrets, new TokenMint(secrets, Clock.systemUTC()), revival);
        Waivers waivers = new Waivers(environment.target().waivers());
        @Nullable CheckResult[] results = new CheckResult[plan.stops().size()];
        Instant start = Instant.now();
        tell(new RunEvent.Planned(results.length, options.seed()));

        Leg leg = new Leg(plan, crew, waivers, results);
        leg.decided();
        Duration steady;
        Duration disturbing;
        Lookout lookout = Lookout.over(environment, this::founder);
        try {
            steady = timed(leg::steady);
            revival.revive(environment.target().services().keySet());
            disturbing = timed(leg::disturbing);
        } finally {
            lookout.close();
        }
        leg.left();

        List<CheckResult> all =
                Arrays.stream(results).map(Objects::requireNonNull).toList();
        boolean whole = !options.narrowed() && stopped == null;
        return new RunResult(
                options.only().isEmpty()
                        ? options.profile().orElse(environment.target().profile())
                        : String.join(",", options.only()),
                all,
                options.seed(),
                start,
                Duration.between(start, Instant.now()),
                steady,
                disturbing,
                Optional.ofNullable(stopped),
                whole ? waivers.unused(all) : List.of());
    }

    /**
     * Ends the run: what runs is stopped and has its time to undo what it did, what waits is not begun. {@link #run}
     * returns with the results so far.
     *
     * @param why for the report, such as {@code interrupted by the user}
     */
    public void cancel(String why) {
        synchronized (lock) {
            if (stopped == null) {
                stopped = why;
            }
            lookers.forEach(Thread::interrupt);
        }
    }

    private void founder(String why) {
        cancel("the environment failed: " + firstLine(why));
    }

    private static String firstLine(String text) {
        return text.lines().findFirst().orElse(text);
    }

    /** What was seen of a failed environment stands for nothing, whatever the check made of it. */
    private CheckResult unlessFailed(CheckResult result, Environment environment) {
        Optional<String> failure =
                result.outcome() instanceof Outcome.Satisfied ? Optional.empty() : environment.failure();
        if (failure.isEmpty()) {
            return result;
        }
        founder(failure.get());
        return new CheckResult(
                result.requirement(),
                result.subject(),
                new Outcome.Inconclusive("the environment failed during the check: " + firstLine(failure.get())),
                Optional.empty(),
                result.notes(),
                result.start(),
                result.took(),
                Optional.empty(),
                result.sent(),
                Optional.empty());
    }

    /** The stops of one run and their results. */
    private final class Leg {
        private final Plan plan;
        private final Crew crew;
        private final Waivers waivers;
        private final Revival revival;
        private final @Nullable CheckResult[] results;

        Leg(Plan plan, Crew crew, Waivers waivers, @Nullable CheckResult[] results) {
            this.plan = plan;
            this.crew = crew;
            this.waivers = waivers;
            this.revival = crew.revival();
            this.results = results;
        }

        void decided() {
            each(
                    stop -> stop.decided().isPresent(),
                    i -> finish(i, undecorated(i, plan.stops().get(i).decided().orElseThrow())));
        }

        void steady() {
            List<Runnable> looks = new ArrayList<>();
            Set<String> services = crew.environment().target().services().keySet();
            Map<Integer, CheckResult> again = new ConcurrentSkipListMap<>();
            each(
                    stop -> open(stop, Manner.STEADY),
                    i -> looks.add(() -> visit(i, (check, subject) -> {
                        int before = revival.now();
                        CheckResult result = check(check, subject, crew);
                        if (stands(result) || revival.since(before, services).isEmpty()) {
                            return Optional.of(result);
                        }
                        // Which of those beside each other ended the service shows when each is alone.
                        again.put(i, result);
                        return Optional.empty();
                    })));
            sideBySide(options.parallel(), looks);
            again.forEach((i, first) -> visit(i, (check, subject) -> {
                int before = revival.now();
                CheckResult result = check(check, subject, crew);
                List<Revival.Ending> endings = stands(result) ? List.of() : revival.since(before, services);
                return Optional.of(result.aboard(endings)
                        .noting("looked at again, alone, as a service had ended during the first look, which came to: "
                                + Outcomes.text(first.outcome())));
            }));
        }

        /** Whether what a look came to needs no service to blame. */
        private boolean stands(CheckResult result) {
            return result.outcome() instanceof Outcome.Satisfied || stopped != null;
        }

        void disturbing() {
            List<Disturbances.Look> looks = new ArrayList<>();
            each(
                    stop -> open(stop, Manner.DISTURBING),
                    i -> looks.add(new Disturbances.Look(i, reach(plan.stops().get(i)))));
            Disturbances disturbances = new Disturbances(looks);
            // Faults and restarts cost the machine more than questions, and what is late by our doing is judged.
            int lanes = (options.parallel() + 1) / 2;
            sideBySide(lanes, Collections.nCopies(lanes, () -> disturb(disturbances)));
        }

        private Reach reach(Plan.Stop stop) {
            try {
                return stop.check()
                        .reach(stop.subject().orElseThrow(), crew.environment().target());
            } catch (RuntimeException e) {
                LOG.warn("{} cannot tell what it reaches and runs alone", stop.name(), e);
                return Reach.everything();
            }
        }

        private void disturb(Disturbances disturbances) {
            try {
                for (var look = disturbances.next(); look.isPresent(); look = disturbances.next()) {
                    Turn turn = new Turn(disturbances, look.get().reach());
                    Set<String> services = within(look.get().reach());
                    try {
                        visit(look.get().stop(), (check, subject) -> {
                            revival.revive(services);
                            int before = revival.now();
                            CheckResult result = confirmed(check, subject, crew, turn, () -> revival.revive(services));
                            return Optional.of(
                                    stands(result) ? result : result.aboard(revival.since(before, services)));
                        });
                    } finally {
                        turn.over();
                    }
                }
            } catch (InterruptedException e) {
                cancel("interrupted");
            }
        }

        private Set<String> within(Reach reach) {
            Set<String> all = crew.environment().target().services().keySet();
            if (reach instanceof Reach.Services some) {
                Set<String> names = new LinkedHashSet<>(some.disturbed());
                names.addAll(some.reliedOn());
                names.retainAll(all);
                return names;
            }
            return all;
        }

        private void sideBySide(int most, List<Runnable> works) {
            ExecutorService pool = Executors.newFixedThreadPool(most);
            List<Future<?>> looks = new ArrayList<>();
            works.forEach(work -> looks.add(pool.submit(work)));
            pool.shutdown();
            try {
                for (Future<?> look : looks) {
                    look.get();
                }
            } catch (ExecutionException e) {
                cancel("the harness failed");
                pool.shutdownNow();
                throw new IllegalStateException("the runner failed: " + e.getCause(), e.getCause());
            } catch (InterruptedException e) {
                cancel("interrupted");
                awaitQuietly(pool);
                Thread.currentThread().interrupt();
            }
        }

        /** What was never begun. */
        void left() {
            each(stop -> true, i -> {
                if (results[i] == null) {
                    finish(i, undecorated(i, new Outcome.Inconclusive("not run: " + stopped)));
                }
            });
        }

        private boolean open(Plan.Stop stop, Manner manner) {
            return stop.decided().isEmpty() && stop.requirement().manner() == manner;
        }

        private void each(Predicate<Plan.Stop> which, java.util.function.IntConsumer action) {
            for (int i = 0; i < results.length; i++) {
                if (which.test(plan.stops().get(i))) {
                    action.accept(i);
                }
            }
        }

        private CheckResult undecorated(int i, Outcome outcome) {
            return CheckResult.of(
                    plan.stops().get(i).requirement(), plan.stops().get(i).subject(), outcome);
        }

        private void visit(int i, BiFunction<Check<?>, Subject, Optional<CheckResult>> how) {
            synchronized (lock) {
                if (stopped != null) {
                    return;
                }
                lookers.add(Thread.currentThread());
            }
            Plan.Stop stop = plan.stops().get(i);
            Optional<CheckResult> result;
            try {
                tell(new RunEvent.Started(stop.requirement(), stop.subject().orElseThrow()));
                result = how.apply(stop.check(), stop.subject().orElseThrow());
                result = result.map(seen -> unlessFailed(seen, crew.environment()));
            } finally {
                synchronized (lock) {
                    lookers.remove(Thread.currentThread());
                }
                // An interrupt that ended this look is not meant for the next.
                if (Thread.interrupted()) {
                    cancel("interrupted");
                }
            }
            result.ifPresent(seen -> finish(i, seen));
        }

        private void finish(int i, CheckResult result) {
            CheckResult waived = waivers.apply(result);
            results[i] = waived;
            synchronized (lock) {
                done++;
            }
            tell(new RunEvent.Finished(waived, done, results.length));
            if (options.failFast()
                    && waived.outcome() instanceof Outcome.Violated
                    && waived.waiver().isEmpty()) {
                cancel("the run ended at the first violation, " + waived.name() + " (--fail-fast)");
            }
        }
    }

    /** A disturbing look that is under way, and its claim on what it reaches. */
    private static final class Turn {
        private final Disturbances disturbances;
        private Reach reach;

        Turn(Disturbances disturbances, Reach reach) {
            this.disturbances = disturbances;
            this.reach = reach;
        }

        void alone() {
            try {
                disturbances.alone(reach);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } finally {
                reach = Reach.everything();
            }
        }

        void over() {
            disturbances.over(reach);
        }
    }

    private CheckResult check(Check<?> check, Subject subject, Crew crew) {
        Look.Logged look = look(check, subject, crew, 1, options);
        return result(check, subject, look, look.seen().outcome(), Optional.empty());
    }

    /** A violation that a disturbing check sees is looked at once more, and then with nothing beside it. */
    private CheckResult confirmed(Check<?> check, Subject subject, Crew crew, Turn turn, Runnable upright) {
        Look.Logged look = look(check, subject, crew, 1, options);
        if (!(look.seen().outcome() instanceof Outcome.Violated first) || !options.confirm() || stopped != null) {
            return result(check, subject, look, look.seen().outcome(), Optional.empty());
        }
        tell(new RunEvent.Confirming(check.requirement(), subject, first));
        turn.alone();
        upright.run();
        Look.Logged fresh = look(check, subject, crew, 2, options);
        FirstLook before = new FirstLook(first, look.seen().observation(), look.start(), look.took());
        return result(
                check, subject, fresh, FirstLook.together(first, fresh.seen().outcome()), Optional.of(before));
    }

    /** One check of one subject outside a run: for tests of checks. Nothing is waived and nothing looked at twice. */
    public static CheckResult look(Check<?> check, Subject subject, Environment environment, RunOptions options) {
        Secrets secrets = Secrets.of(environment);
        Revival revival = new Revival(environment, secrets, ending -> {});
        Crew crew = new Crew(environment, secrets, new TokenMint(secrets, Clock.systemUTC()), revival);
        Look.Logged look = look(check, subject, crew, 1, options);
        return result(check, subject, look, look.seen().outcome(), Optional.empty());
    }

    private static Look.Logged look(Check<?> check, Subject subject, Crew crew, int attempt, RunOptions options) {
        CheckVoyage voyage =
                new CheckVoyage(crew, check.requirement().id(), subject, attempt, options.seed(), options.timeout());
        return new Look(check, subject, voyage, crew.secrets(), options.timeout()).look();
    }

    private static CheckResult result(
            Check<?> check, Subject subject, Look.Logged look, Outcome outcome, Optional<FirstLook> before) {
        return new CheckResult(
                check.requirement(),
                Optional.of(subject),
                outcome,
                look.seen().observation(),
                look.notes(),
                look.start(),
                look.took(),
                Optional.empty(),
                look.sent(),
                before);
    }

    private void tell(RunEvent event) {
        synchronized (lock) {
            try {
                listener.accept(event);
            } catch (RuntimeException e) {
                LOG.warn("a listener failed on {}", event.getClass().getSimpleName(), e);
            }
        }
    }

    private static void awaitQuietly(ExecutorService pool) {
        try {
            pool.awaitTermination(1, TimeUnit.MINUTES);
        } catch (InterruptedException e) {
            LOG.debug("interrupted twice; the rest of the checks is abandoned");
        }
    }

    private static Duration timed(Runnable work) {
        long start = System.nanoTime();
        work.run();
        return Duration.ofNanos(System.nanoTime() - start);
    }
}
