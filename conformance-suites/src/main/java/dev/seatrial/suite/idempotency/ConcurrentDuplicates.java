package dev.seatrial.suite.idempotency;

import dev.seatrial.check.Check;
import dev.seatrial.check.Finding;
import dev.seatrial.check.HttpProbe.Exchange;
import dev.seatrial.check.HttpProbe.Request;
import dev.seatrial.check.Observation;
import dev.seatrial.check.Outcome;
import dev.seatrial.check.Requirement;
import dev.seatrial.check.Requirement.Level;
import dev.seatrial.check.Requirement.Manner;
import dev.seatrial.check.Subject;
import dev.seatrial.check.Subjects;
import dev.seatrial.check.Voyage;
import dev.seatrial.suite.effect.EffectCounters;
import dev.seatrial.suite.effect.EffectUncountable;
import dev.seatrial.suite.effect.EffectWatch;
import dev.seatrial.suite.effect.EffectWatch.Arrival;
import dev.seatrial.suite.idempotency.KeyedOperation.Keyed;
import dev.seatrial.target.Target;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** IDEMP-015: of many requests at once with one key, one acts; the others wait, are told of it, or get its result. */
public final class ConcurrentDuplicates implements Check<ConcurrentDuplicates.Seen> {

    private static final Requirement REQUIREMENT = new Requirement(
            "IDEMP-015",
            "idempotency",
            Level.MUST,
            "of many requests at once with one key, exactly one acts, and none ends in a server error",
            "a key that is looked up first and stored afterwards lets two requests at once both act",
            "draft-ietf-httpapi-idempotency-key-header-07 §2.6 (concurrent request, 409)",
            Set.of(),
            Manner.STEADY);

    /** Fewer rounds than these show nothing about a race. */
    private static final int FEWEST_ROUNDS = 10;

    private final EffectCounters counters;
    private final EffectWatch.Pace pace;
    private final Load load;

    /** A check that counts with these counters, at this pace, under this load. */
    public ConcurrentDuplicates(EffectCounters counters, EffectWatch.Pace pace, Load load) {
        this.counters = counters;
        this.pace = pace;
        this.load = load;
    }

    /**
     * How much is sent.
     *
     * @param together how many requests at once
     * @param rounds how many rounds, each with a key of its own
     * @param within rounds that would begin later than this are left out, but for the fewest that show a race
     */
    public record Load(int together, int rounds, Duration within) {

        /** 100 rounds of 20, in at most 5 s. */
        public static final Load REAL = new Load(20, 100, Duration.ofSeconds(5));
    }

    /**
     * What was seen.
     *
     * @param setting what the owner declared
     * @param together how many requests a round has
     * @param wanted how many rounds there should have been
     * @param single effect of one request alone, sent first
     * @param repeated further effect of a repetition of that request after its answer
     * @param singleAnswer the answer to it; absent where nothing could be sent
     * @param rounds what came of each round
     * @param apart what as many at once with keys of their own were answered, in all; empty where no duplicate ended in a
     *     server error
     * @param samples the first answer of each status
     */
    public record Seen(
            Setting setting,
            int together,
            int wanted,
            long single,
            long repeated,
            Optional<Exchange> singleAnswer,
            List<Round> rounds,
            Map<Integer, Integer> apart,
            List<Exchange> samples)
            implements Observation {
        public Seen {
            rounds = List.copyOf(rounds);
            apart = Collections.unmodifiableMap(new TreeMap<>(apart));
            samples = List.copyOf(samples);
        }
    }

    /**
     * One round.
     *
     * @param statuses how many answers of each status; 0 for those that got no answer
     * @param results how many different bodies the successful answers had
     * @param effect how much the key's count grew
     */
    public record Round(Map<Integer, Integer> statuses, int results, long effect) {

        public Round {
            statuses = Collections.unmodifiableMap(new TreeMap<>(statuses));
        }

        int with(Predicate<Integer> status) {
            return statuses.entrySet().stream()
                    .filter(entry -> status.test(entry.getKey()))
                    .mapToInt(Map.Entry::getValue)
                    .sum();
        }

        int successes() {
            return with(status -> status / 100 == 2);
        }

        /** One acted, and another was not merely turned away for their number: only that shows what a duplicate meets. */
        boolean contested() {
            return effect > 0 && with(status -> status != 0 && status != 429) > 1;
        }
    }

    @Override
    public Requirement requirement() {
        return REQUIREMENT;
    }

    @Override
    public Class<Seen> observation() {
        return Seen.class;
    }

    @Override
    public Subjects subjects(Target target) {
        return KeyedOperation.promised(target);
    }

    @Override
    public Seen observe(Subject subject, Voyage voyage) throws InterruptedException {
        return KeyedOperation.observe(
                subject,
                voyage,
                counters,
                pace,
                this::rounds,
                setting -> new Seen(
                        setting,
                        load.together(),
                        load.rounds(),
                        0,
                        0,
                        Optional.empty(),
                        List.of(),
                        Map.of(),
                        List.of()));
    }

    private Seen rounds(KeyedOperation operation, Setting setting) throws EffectUncountable, InterruptedException {
        Keyed alone = operation.fresh();
        long before = operation.count(alone);
        Exchange answer = operation.send(alone);
        Arrival arrival = Answers.success(answer)
                ? operation.await(alone, before + 1)
                : new Arrival(operation.count(alone), Duration.ZERO);
        long single = arrival.count() - before;
        long repeated = single > 0 ? repeat(operation, alone, arrival) : 0;
        List<Storm> storms = new ArrayList<>();
        Map<Integer, Exchange> samples = new TreeMap<>();
        if (single > 0 && repeated == 0) {
            long start = System.nanoTime();
            Duration half = operation.voyage().remaining().dividedBy(2);
            while (storms.size() < load.rounds()
                    && since(start).compareTo(storms.size() < FEWEST_ROUNDS ? half : load.within()) < 0) {
                storms.add(storm(operation, samples));
            }
        }
        List<Round> rounds = settle(operation, storms, arrival);
        boolean failed = samples.keySet().stream().anyMatch(status -> status / 100 == 5);
        return new Seen(
                setting,
                load.together(),
                load.rounds(),
                single,
                repeated,
                Optional.of(answer),
                rounds,
                failed ? apart(operation) : Map.of(),
                List.copyOf(samples.values()));
    }

    /** What a repetition after the answer does: where that acts, a race cannot be told from it. */
    private static long repeat(KeyedOperation operation, Keyed alone, Arrival arrival)
            throws EffectUncountable, InterruptedException {
        long once = operation.settled(alone, arrival);
        operation.send(alone);
        return operation.settled(alone, arrival) - once;
    }

    /** The same load without duplicates: a server error there too is of the load, and not of the key. */
    private Map<Integer, Integer> apart(KeyedOperation operation) throws InterruptedException {
        Map<Integer, Integer> statuses = new TreeMap<>();
        Duration half = operation.voyage().remaining().dividedBy(2);
        long start = System.nanoTime();
        for (int i = 0; i < FEWEST_ROUNDS && since(start).compareTo(half) < 0; i++) {
            List<Request> requests = Stream.generate(() -> operation.request(operation.fresh()))
                    .limit(load.together())
                    .toList();
            operation
                    .voyage()
                    .http()
                    .sendTogether(requests)
                    .forEach(answer -> statuses.merge(answer.answered() ? answer.status() : 0, 1, Integer::sum));
        }
        return statuses;
    }

    private static Duration since(long nanos) {
        return Duration.ofNanos(System.nanoTime() - nanos);
    }

    private record Storm(Keyed keyed, long before, Map<Integer, Integer> statuses, int results) {}

    private Storm storm(KeyedOperation operation, Map<Integer, Exchange> samples)
            throws EffectUncountable, InterruptedException {
        Keyed keyed = operation.fresh();
        long before = operation.count(keyed);
        Request request = operation.request(keyed);
        List<Exchange> answers = operation.voyage().http().sendTogether(Collections.nCopies(load.together(), request));
        Map<Integer, Integer> statuses = new TreeMap<>();
        List<Exchange> results = new ArrayList<>();
        for (Exchange answer : answers) {
            int status = answer.answered() ? answer.status() : 0;
            statuses.merge(status, 1, Integer::sum);
            samples.putIfAbsent(status, answer);
            if (Answers.success(answer) && results.stream().noneMatch(known -> Answers.sameBody(known, answer))) {
                results.add(answer);
            }
        }
        return new Storm(keyed, before, statuses, results.size());
    }

    /** Counts every key until nothing moves any more. */
    private static List<Round> settle(KeyedOperation operation, List<Storm> storms, Arrival arrival)
            throws EffectUncountable, InterruptedException {
        List<Round> rounds = new ArrayList<>();
        if (storms.isEmpty()) {
            return rounds;
        }
        Storm last = storms.get(storms.size() - 1);
        operation.await(last.keyed(), last.before() + 1);
        operation.settled(last.keyed(), arrival);
        for (Storm storm : storms) {
            long count = operation.count(storm.keyed());
            if (count == storm.before()) {
                count = operation.await(storm.keyed(), storm.before() + 1).count();
            }
            rounds.add(new Round(storm.statuses(), storm.results(), count - storm.before()));
        }
        return rounds;
    }

    @Override
    public Outcome judge(Seen seen) {
        Setting setting = seen.setting();
        Optional<String> nothing = nothingShown(seen);
        if (nothing.isPresent()) {
            return new Outcome.Inconclusive(nothing.get());
        }
        List<Finding> findings = new ArrayList<>();
        effects(seen).ifPresent(findings::add);
        serverErrors(seen).ifPresent(findings::add);
        results(seen).ifPresent(findings::add);
        otherStatuses(seen).ifPresent(findings::add);
        if (findings.isEmpty() && overloaded(seen)) {
            return new Outcome.Inconclusive(
                    "as many requests at once with keys of their own ended in server errors, too ("
                            + shown(seen.apart()) + "): it is the load, and shows nothing of the key");
        }
        int rounds = seen.rounds().size();
        String count = rounds < seen.wanted()
                ? rounds + " rounds (of " + seen.wanted() + " wanted; the time was over)"
                : rounds + " rounds";
        return Outcome.of(
                findings,
                count + " of " + seen.together() + " requests at once with one key: one effect each, counted by "
                        + setting.effect());
    }

    private static Optional<String> nothingShown(Seen seen) {
        Setting setting = seen.setting();
        if (setting.blocked()) {
            return Optional.of(setting.obstacle());
        }
        if (!setting.scoped()) {
            return Optional.of("the effect cannot be counted for one key alone (" + setting.effect()
                    + "); count with a placeholder such as :key");
        }
        Optional<String> refused = Answers.notASuccess(
                "a single request with a key", seen.singleAnswer().orElseThrow());
        if (refused.isPresent()) {
            return refused;
        }
        if (seen.single() != 1) {
            return Optional.of("a single request has " + seen.single() + " effect(s), counted by " + setting.effect()
                    + ", so that duplicates cannot be told from it; see IDEMP-001");
        }
        if (seen.repeated() > 0) {
            return Optional.of(
                    "a repetition after the answer acts too, so that a race cannot be told from it; see IDEMP-002");
        }
        int answered = seen.rounds().stream()
                .mapToInt(round -> round.with(status -> status != 0))
                .sum();
        int sent = seen.rounds().size() * seen.together();
        if (answered * 2 < sent) {
            return Optional.of("only " + answered + " of " + sent + " requests were answered");
        }
        boolean violates = seen.rounds().stream().anyMatch(round -> round.effect() > 1);
        if (seen.rounds().size() < FEWEST_ROUNDS && !violates) {
            return Optional.of("only " + seen.rounds().size() + " rounds fitted into the time; at least "
                    + FEWEST_ROUNDS + " are needed to see a race");
        }
        long contested = seen.rounds().stream().filter(Round::contested).count();
        return contested >= FEWEST_ROUNDS || violates
                ? Optional.empty()
                : Optional.of("in only " + contested + " of "
                        + seen.rounds().size() + " rounds one request acted and another was more than turned away; at"
                        + " least " + FEWEST_ROUNDS + " are needed to see a race");
    }

    private static boolean overloaded(Seen seen) {
        return seen.apart().keySet().stream().anyMatch(status -> status / 100 == 5);
    }

    private static Optional<Finding> effects(Seen seen) {
        List<Round> wrong = seen.rounds().stream()
                .filter(round -> round.effect() > 1 || (round.effect() < 1 && round.successes() > 0))
                .toList();
        if (wrong.isEmpty()) {
            return Optional.empty();
        }
        Round worst = wrong.stream()
                .max(java.util.Comparator.comparingLong(Round::effect))
                .orElseThrow();
        return Optional.of(new Finding(
                did(seen),
                "in " + wrong.size() + " of " + seen.rounds().size()
                        + " rounds the effect was not exactly one; the worst had "
                        + worst.effect() + " effects, answered " + shown(worst) + ", counted by "
                        + seen.setting().effect(),
                "exactly one effect a key",
                "claim the key before the work, atomically: a unique index and INSERT … ON CONFLICT DO NOTHING in the work's own transaction",
                curl(seen, status -> status / 100 == 2)));
    }

    private static Optional<Finding> serverErrors(Seen seen) {
        if (overloaded(seen)) {
            return Optional.empty();
        }
        return seen.rounds().stream()
                .filter(round -> round.with(status -> status / 100 == 5) > 0)
                .findFirst()
                .map(round -> new Finding(
                        did(seen),
                        total(seen, status -> status / 100 == 5)
                                + " requests ended in a server error; one round was answered " + shown(round),
                        "the original result, a replay of it, or " + inFlight(seen),
                        "treat a collision of keys as what it is: wait for the first request, or refuse with "
                                + inFlight(seen),
                        curl(seen, status -> status / 100 == 5)));
    }

    private static Optional<Finding> results(Seen seen) {
        return seen.rounds().stream()
                .filter(round -> seen.setting().dialect().sameBody() && round.results() > 1 && round.effect() == 1)
                .findFirst()
                .map(round -> new Finding(
                        did(seen),
                        "one round gave " + round.results() + " different results, answered " + shown(round),
                        "one result for all that are answered 2xx",
                        "answer a known key from the stored result",
                        curl(seen, status -> status / 100 == 2)));
    }

    private static Optional<Finding> otherStatuses(Seen seen) {
        Predicate<Integer> other = status -> status != 0
                && status / 100 != 2
                && status / 100 != 5
                && status != 429
                && !seen.setting().dialect().inFlight().contains(status);
        return seen.rounds().stream()
                .filter(round -> round.with(other) > 0)
                .findFirst()
                .map(round -> new Finding(
                                did(seen),
                                total(seen, other)
                                        + " duplicates were refused with another status; one round was answered "
                                        + shown(round),
                                "the original result, a replay of it, or " + inFlight(seen),
                                "refuse a duplicate of a request in flight with " + inFlight(seen),
                                curl(seen, other))
                        .asAdvice());
    }

    private static int total(Seen seen, Predicate<Integer> status) {
        return seen.rounds().stream().mapToInt(round -> round.with(status)).sum();
    }

    private static String shown(Round round) {
        return shown(round.statuses());
    }

    private static String shown(Map<Integer, Integer> statuses) {
        return String.join(
                ", ",
                statuses.entrySet().stream()
                        .map(entry -> entry.getValue() + "× "
                                + (entry.getKey() == 0
                                        ? "not at all"
                                        : entry.getKey().toString()))
                        .toList());
    }

    private static String inFlight(Seen seen) {
        return String.join(
                        " or ",
                        seen.setting().dialect().inFlight().stream()
                                .map(String::valueOf)
                                .toList())
                + " (dialect " + seen.setting().dialect().name() + ")";
    }

    private static String curl(Seen seen, Predicate<Integer> status) {
        return seen.samples().stream()
                .filter(sample -> status.test(sample.status()))
                .findFirst()
                .map(sample -> "for i in $(seq " + seen.together() + "); do " + sample.curl() + " & done; wait")
                .orElse("");
    }

    private static String did(Seen seen) {
        return seen.rounds().size() + " rounds: " + seen.setting().route() + " sent " + seen.together()
                + " times at once with one new key in "
                + seen.setting().dialect().header();
    }
}
