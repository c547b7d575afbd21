package dev.seatrial.suite.resilience;

import dev.seatrial.check.Check;
import dev.seatrial.check.Finding;
import dev.seatrial.check.HttpProbe.Exchange;
import dev.seatrial.check.Observation;
import dev.seatrial.check.Outcome;
import dev.seatrial.check.Requirement;
import dev.seatrial.check.Requirement.Level;
import dev.seatrial.check.Requirement.Manner;
import dev.seatrial.check.Subject;
import dev.seatrial.check.Subjects;
import dev.seatrial.check.Voyage;
import dev.seatrial.environment.Capability;
import dev.seatrial.link.ActiveFault;
import dev.seatrial.link.Fault;
import dev.seatrial.link.Fault.HttpSelector;
import dev.seatrial.link.Ledger.Mark;
import dev.seatrial.link.LedgerEntry;
import dev.seatrial.link.Link;
import dev.seatrial.link.LinkId;
import dev.seatrial.target.LinkSpec;
import dev.seatrial.target.Service;
import dev.seatrial.target.Target;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** RES-003: a failing provider is asked again a few times, ever later, and only what may be repeated. */
public final class RetryBudget implements Check<RetryBudget.Seen> {

    private static final Requirement REQUIREMENT = new Requirement(
            "RES-003",
            "resilience",
            Level.MUST,
            "retries stay within a budget over the whole chain, with growing gaps; refusals and unkeyed POSTs are never retried",
            "retries multiply along a chain: three layers of three turn one request into 27, when the provider is weakest",
            "requirements.md RES-003; RFC 9110 §9.2.2 (only idempotent methods are retried)",
            Set.of(Capability.LEDGER, Capability.FAULTS),
            Manner.DISTURBING);

    private static final int DEFAULT_BUDGET = 3;
    private static final int FAILING = 503;
    private static final int REFUSING = 400;
    private static final int SEQUENCES = 3;
    private static final int MOST_SHOWN = 6;
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private final Patience patience;

    /** A check with this patience. */
    public RetryBudget(Patience patience) {
        this.patience = patience;
    }

    /**
     * What was seen.
     *
     * @param link such as {@code orders -> inventory}
     * @param budget how many attempts one caller's request may cause
     * @param sequences what single requests of callers caused
     * @param recovered whether operation and link were as before after the faults had gone
     * @param obstacle why nothing could be observed, or empty
     */
    public record Seen(String link, int budget, List<Sequence> sequences, boolean recovered, String obstacle)
            implements Observation {
        public Seen {
            sequences = List.copyOf(sequences);
        }
    }

    /**
     * What one caller's request caused on the link.
     *
     * @param route what was called, such as {@code POST /orders} of orders
     * @param status what the provider answered: 503 or 400
     * @param answer what the caller was answered
     * @param attempts the requests on the link, by route
     */
    public record Sequence(String route, int status, Exchange answer, List<Attempts> attempts) {
        public Sequence {
            attempts = List.copyOf(attempts);
        }

        int total() {
            return attempts.stream().mapToInt(Attempts::count).sum();
        }
    }

    /**
     * The requests of one route on the link.
     *
     * @param route such as {@code GET /availability/*}
     * @param healthy how many there are when the provider is well
     * @param repeatable whether they may be repeated: by their method, or because they carry an idempotency key
     * @param gaps times between them, from start to start
     */
    public record Attempts(String route, int healthy, boolean repeatable, List<Duration> gaps) {
        public Attempts {
            gaps = List.copyOf(gaps);
        }

        int count() {
            return gaps.size() + 1;
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
        return LinkUse.subjects(target);
    }

    @Override
    public Seen observe(Subject subject, Voyage voyage) throws InterruptedException {
        LinkId id = new LinkId(subject.service(), subject.detail().orElseThrow());
        int budget = budget(voyage, id);
        Optional<Link> link = voyage.environment().link(id);
        if (link.isEmpty() || !link.get().faults().contains(Fault.Answer.class)) {
            return new Seen(
                    id.toString(),
                    budget,
                    List.of(),
                    true,
                    "the link " + id + " of this environment cannot answer in the provider's place");
        }
        List<LinkUse> uses = uses(voyage, link.get());
        if (uses.isEmpty()) {
            return new Seen(id.toString(), budget, List.of(), true, HungProvider.unused(id));
        }
        List<Sequence> sequences = new ArrayList<>();
        boolean recovered = true;
        for (LinkUse use : uses) {
            for (int status : List.of(FAILING, REFUSING)) {
                if (recovered) {
                    sequences.addAll(provoke(voyage, link.get(), use, status));
                    recovered = use.awaitHealth(voyage, link.get(), patience.recovery(), TIMEOUT);
                }
            }
        }
        return new Seen(id.toString(), budget, sequences, recovered, "");
    }

    private static int budget(Voyage voyage, LinkId id) {
        Service consumer = voyage.environment().service(id.consumer()).spec();
        return Optional.ofNullable(consumer.calls().get(id.provider()))
                .flatMap(LinkSpec::budget)
                .orElse(DEFAULT_BUDGET);
    }

    /** One operation of the consumer, and one of each service above it: retries multiply from layer to layer. */
    private static List<LinkUse> uses(Voyage voyage, Link link) throws InterruptedException {
        List<LinkUse> uses = new ArrayList<>();
        String consumer = link.id().consumer();
        Target target = voyage.environment().target();
        for (Service service : target.services().values()) {
            if (service.name().equals(consumer) || service.calls().containsKey(consumer)) {
                uses.addAll(LinkUse.of(voyage, service, link, 1));
            }
        }
        return uses;
    }

    private List<Sequence> provoke(Voyage voyage, Link link, LinkUse use, int status) throws InterruptedException {
        Fault fault = new Fault.Answer(
                HttpSelector.all(),
                status,
                "application/problem+json",
                "{\"title\":\"answered by Seatrial in the provider's place\",\"status\":" + status + "}",
                TIMEOUT.multipliedBy(2));
        List<Sequence> sequences = new ArrayList<>();
        ActiveFault active = link.apply(fault);
        try (active) {
            for (int i = 0; i < SEQUENCES; i++) {
                Mark mark = link.ledger().mark();
                Exchange answer = voyage.http().send(use.request(TIMEOUT));
                List<LedgerEntry.Http> requests = lingering(link, mark);
                if (requests.isEmpty() && i > 0) {
                    break; // a breaker has opened: what it keeps away shows nothing about retries
                }
                sequences.add(new Sequence(
                        use.template().route() + " of " + use.service().name(),
                        status,
                        answer,
                        attempts(use, requests)));
            }
        }
        return sequences;
    }

    /** The requests since the mark, when none has come for a while. */
    private List<LedgerEntry.Http> lingering(Link link, Mark mark) throws InterruptedException {
        List<LedgerEntry.Http> requests = link.ledger().requestsSince(mark);
        long since = System.nanoTime();
        long end = since + TIMEOUT.toNanos();
        while (System.nanoTime() - since < patience.linger().toNanos() && System.nanoTime() < end) {
            Thread.sleep(10);
            List<LedgerEntry.Http> now = link.ledger().requestsSince(mark);
            if (now.size() > requests.size()) {
                since = System.nanoTime();
            }
            requests = now;
        }
        return requests;
    }

    private static List<Attempts> attempts(LinkUse use, List<LedgerEntry.Http> requests) {
        Map<String, List<LedgerEntry.Http>> byRoute = new LinkedHashMap<>();
        requests.forEach(request -> byRoute.computeIfAbsent(LinkUse.route(request), r -> new ArrayList<>())
                .add(request));
        List<Attempts> attempts = new ArrayList<>();
        byRoute.forEach((route, same) -> {
            List<Duration> gaps = new ArrayList<>();
            for (int i = 1; i < same.size(); i++) {
                gaps.add(Duration.between(same.get(i - 1).start(), same.get(i).start()));
            }
            boolean repeatable = !Set.of("POST", "PATCH").contains(same.get(0).method())
                    || same.get(0).idempotencyKey().isPresent();
            attempts.add(new Attempts(route, use.calls().getOrDefault(route, 1), repeatable, gaps));
        });
        return attempts;
    }

    @Override
    public Outcome judge(Seen seen) {
        if (!seen.obstacle().isEmpty()) {
            return new Outcome.Inconclusive(seen.obstacle());
        }
        List<Finding> findings = new ArrayList<>();
        seen.sequences().stream()
                .flatMap(sequence ->
                        sequence.attempts().stream().flatMap(attempts -> tooMany(seen, sequence, attempts).stream()))
                .findFirst()
                .ifPresent(findings::add);
        refusalRetried(seen).ifPresent(findings::add);
        if (findings.isEmpty()) {
            Backoff.judge(seen).ifPresent(findings::add);
        }
        if (findings.isEmpty()) {
            Optional<String> doubt = doubt(seen);
            if (doubt.isPresent()) {
                return new Outcome.Inconclusive(doubt.get());
            }
        }
        return Outcome.of(findings, summary(seen));
    }

    private static Optional<String> doubt(Seen seen) {
        for (int status : List.of(FAILING, REFUSING)) {
            boolean hit = seen.sequences().stream().anyMatch(s -> s.status() == status && s.total() > 0);
            if (!hit) {
                return Optional.of("no request reached the link " + seen.link() + " while its provider answered "
                        + status + ": a cache, or a breaker that was open");
            }
        }
        return seen.recovered()
                ? Optional.empty()
                : Optional.of("after the provider of the link " + seen.link()
                        + " was well again, its consumer did not come back to its healthy state in time; see RES-002");
    }

    private static Optional<Finding> tooMany(Seen seen, Sequence sequence, Attempts attempts) {
        if (sequence.status() != FAILING) {
            return Optional.empty();
        }
        int allowed = attempts.healthy() * (attempts.repeatable() ? seen.budget() : 1);
        if (attempts.count() <= allowed) {
            return Optional.empty();
        }
        return Optional.of(new Finding(
                did(seen, sequence),
                attempts.count() + " attempts of " + attempts.route() + ", with gaps of " + millis(attempts.gaps()),
                attempts.repeatable()
                        ? "at most " + allowed + " attempts for one caller's request, over the whole chain"
                        : "one attempt: a POST without an idempotency key may have acted although it failed",
                attempts.repeatable()
                        ? "retry in one layer only, and let a breaker or a retry budget end it; where the owner allows more, declare"
                                + " \"budget:\" under calls"
                        : "do not retry it, or send an Idempotency-Key with it",
                sequence.answer().curl()));
    }

    private static Optional<Finding> refusalRetried(Seen seen) {
        return seen.sequences().stream()
                .filter(sequence -> sequence.status() == REFUSING)
                .flatMap(sequence -> sequence.attempts().stream()
                        .filter(attempts -> attempts.count() > attempts.healthy())
                        .map(attempts -> new Finding(
                                did(seen, sequence),
                                attempts.count() + " attempts of " + attempts.route() + ", with gaps of "
                                        + millis(attempts.gaps()),
                                attempts.healthy() + " attempt(s): a refusal stays a refusal",
                                "retry on 5xx and broken connections only, never on 4xx",
                                sequence.answer().curl())))
                .findFirst();
    }

    static String did(Seen seen, Sequence sequence) {
        return sequence.route() + " was called once while the provider of the link " + seen.link() + " answered "
                + sequence.status();
    }

    /** The first gaps; a storm has more than anybody reads. */
    static String millis(List<Duration> gaps) {
        String first = String.join(
                ", ",
                gaps.stream()
                        .limit(MOST_SHOWN)
                        .map(gap -> gap.toMillis() + " ms")
                        .toList());
        return gaps.size() > MOST_SHOWN ? first + ", …" : first;
    }

    private static String summary(Seen seen) {
        int most = seen.sequences().stream()
                .filter(s -> s.status() == FAILING)
                .mapToInt(Sequence::total)
                .max()
                .orElse(0);
        return "at most " + most + " attempt(s) for one request while the provider of " + seen.link()
                + " failed (budget " + seen.budget() + "), none repeated when it refused";
    }
}
