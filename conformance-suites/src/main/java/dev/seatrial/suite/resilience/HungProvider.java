package dev.seatrial.suite.resilience;

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
import dev.seatrial.environment.Capability;
import dev.seatrial.link.ActiveFault;
import dev.seatrial.link.Fault;
import dev.seatrial.link.Fault.HttpSelector;
import dev.seatrial.link.Ledger.Mark;
import dev.seatrial.link.Link;
import dev.seatrial.link.LinkId;
import dev.seatrial.target.LinkSpec;
import dev.seatrial.target.Operation.Fallback;
import dev.seatrial.target.Service;
import dev.seatrial.target.Target;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/** RES-001: a provider that accepts and never answers does not keep the consumer from answering in time. */
public final class HungProvider implements Check<HungProvider.Seen> {

    private static final Requirement REQUIREMENT = new Requirement(
            "RES-001",
            "resilience",
            Level.MUST,
            "a provider that hangs does not make its consumer hang: it answers within the declared deadline, by its declared fallback or 503",
            "without a deadline one silent provider fills the threads of every service that waits for it",
            "requirements.md RES-001; RFC 9110 §15.6.4 (503)",
            Set.of(Capability.LEDGER, Capability.FAULTS),
            Manner.DISTURBING);

    private static final int REQUESTS_AT_ONCE = 2;
    private static final int MOST_OPERATIONS = 1;

    /** A service that breaks its deadline does so again; a pause of a busy machine does not come three times. */
    private static final int TRIES_OF_A_LATE_ANSWER = 3;

    private final Patience patience;

    /** A check with this patience. */
    public HungProvider(Patience patience) {
        this.patience = patience;
    }

    /**
     * What was seen.
     *
     * @param link such as {@code orders -> inventory}
     * @param deadline the declared deadline; absent where there is none
     * @param slack what an answer may take beyond the deadline
     * @param operations the operations that use the link
     * @param obstacle why nothing could be observed, or empty
     */
    public record Seen(
            String link, Optional<Duration> deadline, Duration slack, List<Affected> operations, String obstacle)
            implements Observation {
        public Seen {
            operations = List.copyOf(operations);
        }
    }

    /**
     * An operation that uses the link.
     *
     * @param route such as {@code POST /orders}
     * @param healthyStatus what it is answered when all is well
     * @param fallbacks the statuses declared for this provider's failure
     * @param within the time in which its answer is due
     * @param hangs what happened while the provider hung, each way of hanging by itself
     */
    public record Affected(
            String route, int healthyStatus, List<Integer> fallbacks, Duration within, List<Hang> hangs) {
        public Affected {
            fallbacks = List.copyOf(fallbacks);
            hangs = List.copyOf(hangs);
        }
    }

    /**
     * One way of hanging.
     *
     * @param fault such as {@code Blackhole}
     * @param hits how many HTTP requests on the link it hit
     * @param answers what the callers got meanwhile; where an answer was late or did not come, the last of three such tries
     * @param recovered whether operation and link were as before after the fault had gone
     */
    public record Hang(String fault, int hits, List<Exchange> answers, boolean recovered) {
        public Hang {
            answers = List.copyOf(answers);
        }

        /** Not all were answered in time. */
        private boolean late(Duration limit) {
            return answers.stream()
                    .anyMatch(answer -> !answer.answered() || answer.took().compareTo(limit) > 0);
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
        Service service = voyage.environment().service(subject.service()).spec();
        LinkId id = new LinkId(subject.service(), subject.detail().orElseThrow());
        Optional<Duration> deadline =
                Optional.ofNullable(service.calls().get(id.provider())).flatMap(LinkSpec::deadline);
        Optional<Link> link = voyage.environment().link(id);
        if (deadline.isEmpty() || link.isEmpty()) {
            String why = deadline.isEmpty() ? "" : "there is no link " + id + " in this environment";
            return new Seen(id.toString(), deadline, patience.slack(), List.of(), why);
        }
        List<LinkUse> uses = LinkUse.of(voyage, service, link.get(), MOST_OPERATIONS);
        if (uses.isEmpty()) {
            return new Seen(id.toString(), deadline, patience.slack(), List.of(), unused(id));
        }
        List<Affected> operations = new ArrayList<>();
        for (LinkUse use : uses) {
            operations.add(affected(voyage, link.get(), use, deadline.get()));
        }
        return new Seen(id.toString(), deadline, patience.slack(), operations, "");
    }

    static String unused(LinkId id) {
        return "no operation that could be called showed traffic on the link " + id
                + "; give operations that use it an example, or remove the link";
    }

    private Affected affected(Voyage voyage, Link link, LinkUse use, Duration deadline) throws InterruptedException {
        List<Fallback> fallbacks = use.fallbacks(link.id().provider());
        Duration within = fallbacks.stream()
                .flatMap(fallback -> fallback.within().stream())
                .findFirst()
                .orElse(deadline);
        Duration timeout = within.plus(patience.slack()).plus(patience.slack());
        List<Hang> hangs = new ArrayList<>();
        for (Fault fault : faults(deadline, timeout.multipliedBy(3))) {
            if (link.faults().contains(fault.getClass())) {
                Hang hang = hang(voyage, link, use, fault, timeout);
                Duration limit = within.plus(patience.slack());
                for (int i = 1; i < TRIES_OF_A_LATE_ANSWER && hang.recovered() && hang.late(limit); i++) {
                    hang = hang(voyage, link, use, fault, timeout);
                }
                hangs.add(hang);
                if (!hang.recovered() || hang.late(limit)) {
                    break; // what a consumer does that hangs already shows nothing more
                }
            }
        }
        return new Affected(
                use.template().route(),
                use.answer().status(),
                fallbacks.stream().map(Fallback::status).toList(),
                within,
                hangs);
    }

    /** Silence after the request, half an answer, an answer that never ends though bytes keep coming. */
    private static List<Fault> faults(Duration deadline, Duration timeToLive) {
        return List.of(
                new Fault.Blackhole(timeToLive),
                new Fault.HalfBody(HttpSelector.all(), timeToLive),
                new Fault.Trickle(HttpSelector.all(), deadline.dividedBy(10), timeToLive));
    }

    private Hang hang(Voyage voyage, Link link, LinkUse use, Fault fault, Duration timeout)
            throws InterruptedException {
        Mark mark = link.ledger().mark();
        String kind = fault.getClass().getSimpleName();
        List<Exchange> answers;
        ActiveFault active = link.apply(fault);
        try (active) {
            List<Request> requests = IntStream.range(0, REQUESTS_AT_ONCE)
                    .mapToObj(i -> use.request(timeout))
                    .toList();
            answers = voyage.http().sendTogether(requests);
        }
        int hits = (int) link.ledger().requestsSince(mark).stream()
                .filter(request -> request.fault().isPresent())
                .count();
        return new Hang(kind, hits, answers, use.awaitHealth(voyage, link, patience.recovery(), timeout));
    }

    @Override
    public Outcome judge(Seen seen) {
        if (seen.deadline().isEmpty()) {
            return new Outcome.Inapplicable("no deadline is declared for the link " + seen.link()
                    + "; declare it with \"deadline:\" under calls");
        }
        if (!seen.obstacle().isEmpty()) {
            return new Outcome.Inconclusive(seen.obstacle());
        }
        List<Finding> findings = new ArrayList<>();
        List<String> doubts = new ArrayList<>();
        List<String> shown = new ArrayList<>();
        for (Affected operation : seen.operations()) {
            if (operation.hangs().isEmpty()) {
                doubts.add("the links of this environment cannot make a provider hang");
            }
            for (Hang hang : operation.hangs()) {
                doubt(seen, operation, hang).ifPresent(doubts::add);
                if (hang.hits() > 0) {
                    findings.addAll(findings(seen, operation, hang));
                    shown.add(hang.fault() + " (" + hang.hits() + " hit)");
                }
            }
        }
        if (findings.isEmpty() && !doubts.isEmpty()) {
            return new Outcome.Inconclusive(doubts.get(0));
        }
        return Outcome.of(
                findings,
                "answered within " + seen.deadline().get().toMillis() + " ms + "
                        + seen.slack().toMillis() + " ms through " + String.join(", ", shown));
    }

    private static Optional<String> doubt(Seen seen, Affected operation, Hang hang) {
        if (hang.hits() == 0) {
            return Optional.of("the fault " + hang.fault() + " hit no request on the link " + seen.link() + " while "
                    + operation.route() + " was called: a cache, or a breaker that was still open");
        }
        return hang.recovered()
                ? Optional.empty()
                : Optional.of("after " + hang.fault() + " on the link " + seen.link() + " had gone, "
                        + operation.route() + " did not come back to its healthy state in time; see RES-002");
    }

    private static List<Finding> findings(Seen seen, Affected operation, Hang hang) {
        Duration limit = operation.within().plus(seen.slack());
        List<Finding> findings = new ArrayList<>();
        hang.answers().stream()
                .filter(answer -> !answer.answered() || answer.took().compareTo(limit) > 0)
                .findFirst()
                .ifPresent(late -> findings.add(late(seen, operation, hang, late)));
        List<Exchange> inTime =
                hang.answers().stream().filter(Exchange::answered).toList();
        inTime.stream()
                .filter(answer -> !right(operation, answer.status()))
                .findFirst()
                .ifPresent(wrong -> findings.add(wrong(seen, operation, hang, wrong)));
        inTime.stream()
                .filter(answer -> StackTraces.in(answer.responseBody()).isPresent())
                .findFirst()
                .ifPresent(leak -> findings.add(leak(seen, operation, hang, leak)));
        return findings;
    }

    /** 504 says of a consumer that waits for a provider what 503 says of itself. */
    private static boolean right(Affected operation, int status) {
        return status == 503
                || status == 504
                || status == operation.healthyStatus()
                || operation.fallbacks().contains(status);
    }

    private static Finding late(Seen seen, Affected operation, Hang hang, Exchange late) {
        return new Finding(
                did(seen, operation, hang),
                late.answered()
                        ? "it was answered " + late.status() + " after "
                                + late.took().toMillis() + " ms"
                        : "it was not answered within " + late.took().toMillis() + " ms: " + late.failure(),
                "an answer within the declared deadline of "
                        + operation.within().toMillis() + " ms (+ "
                        + seen.slack().toMillis() + " ms slack): " + expected(operation),
                "give the call to the provider a limit on the whole exchange, not only on connecting or on each read,"
                        + " and answer by the fallback when it is over",
                late.curl());
    }

    private static Finding wrong(Seen seen, Affected operation, Hang hang, Exchange wrong) {
        return new Finding(
                did(seen, operation, hang),
                "it was answered " + wrong.status() + " after " + wrong.took().toMillis() + " ms",
                expected(operation),
                "catch the time-out of the call and answer by a declared fallback (\"fallback:\" under the operation) or 503",
                wrong.curl());
    }

    private static Finding leak(Seen seen, Affected operation, Hang hang, Exchange leak) {
        return new Finding(
                did(seen, operation, hang),
                "the body holds a stack trace: "
                        + StackTraces.in(leak.responseBody()).orElse(""),
                "a problem document that tells the caller what to do, and no code",
                "log the exception, and answer with a problem document (RFC 9457)",
                leak.curl());
    }

    private static String expected(Affected operation) {
        return operation.fallbacks().isEmpty()
                ? "503 (no fallback is declared)"
                : "the declared fallback " + operation.fallbacks() + " or 503";
    }

    private static String did(Seen seen, Affected operation, Hang hang) {
        String how = switch (hang.fault()) {
            case "HalfBody" -> "sent half of its answer and then nothing";
            case "Trickle" -> "sent its answer byte by byte";
            default -> "accepted requests and never answered";
        };
        return operation.route() + " was called while the provider of the link " + seen.link() + " " + how + " ("
                + hang.hits() + " request(s) on the link hit)";
    }
}
