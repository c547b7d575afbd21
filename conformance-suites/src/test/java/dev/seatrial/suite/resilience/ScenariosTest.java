package dev.seatrial.suite.resilience;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seatrial.check.HttpProbe.Exchange;
import dev.seatrial.check.HttpProbe.Request;
import dev.seatrial.check.Subject;
import dev.seatrial.check.Subjects;
import dev.seatrial.fixture.PaperLink;
import dev.seatrial.fixture.PaperVoyage;
import dev.seatrial.link.Fault;
import dev.seatrial.link.LinkId;
import dev.seatrial.target.LinkSpec;
import dev.seatrial.target.Operation;
import dev.seatrial.target.Program;
import dev.seatrial.target.Service;
import dev.seatrial.target.Target;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What the checks of this suite do and note, step by step, without a system. */
class ScenariosTest {

    private static final Subject A_TO_B = Subject.of("a", "b");
    private static final Patience QUICK =
            new Patience(Duration.ofSeconds(5), Duration.ofMillis(80), Duration.ofMillis(12));

    private final PaperLink link = new PaperLink(
            new LinkId("a", "b"),
            Set.of(Fault.Answer.class, Fault.Blackhole.class, Fault.HalfBody.class, Fault.Trickle.class));

    @Test
    void looksFirstAtWhatHasAFallbackForTheProvider() throws InterruptedException {
        Operation covered = Operation.of("GET /covered").withFallbacks(fallback("b", 202));
        Operation other = Operation.of("GET /other").withFallbacks(fallback("c", 202));
        PaperVoyage voyage = voyage(over(200), other, Operation.of("GET /plain"), covered);

        assertThat(LinkUse.of(voyage, spec(voyage), link, 1))
                .singleElement()
                .satisfies(use -> assertThat(use.template().route()).isEqualTo("GET /covered"))
                .satisfies(use -> assertThat(use.fallbacks("b")).containsExactly(fallback("b", 202)))
                .satisfies(use -> assertThat(use.fallbacks("c")).isEmpty())
                .satisfies(use -> assertThat(use.calls()).isEqualTo(Map.of("GET /up", 1)));
        assertThat(voyage.sent()).hasSize(1);
        assertThat(LinkUse.of(voyage, spec(voyage), link, 2)).hasSize(2);
        assertThat(LinkUse.of(voyage, spec(voyage), link, 9)).hasSize(3);
    }

    @Test
    void looksAtNoMoreThanTwelveOperations() throws InterruptedException {
        PaperVoyage voyage = voyage(
                over(404),
                IntStream.range(0, 14).mapToObj(i -> Operation.of("GET /o" + i)).toArray(Operation[]::new));
        assertThat(LinkUse.of(voyage, spec(voyage), link, 1)).isEmpty();
        assertThat(voyage.sent()).hasSize(12);
    }

    @Test
    void takesNoFallbackForTheHealthyAnswer() throws InterruptedException {
        AtomicInteger asked = new AtomicInteger();
        Operation covered = Operation.of("GET /covered").withFallbacks(fallback("b", 202));
        PaperVoyage warms =
                voyage(request -> over(asked.incrementAndGet() < 3 ? 202 : 200).apply(request), covered);
        assertThat(LinkUse.of(warms, spec(warms), link, 1))
                .singleElement()
                .satisfies(use -> assertThat(use.answer().status()).isEqualTo(200))
                .satisfies(use -> assertThat(use.calls()).isEqualTo(Map.of("GET /up", 1)));
        assertThat(warms.sent()).hasSize(3);

        PaperVoyage never = voyage(over(202), covered);
        assertThat(LinkUse.of(never, spec(never), link, 1)).hasSize(1);
        assertThat(never.sent()).hasSize(5);
    }

    @Test
    void takesNoOperationThatDoesNotUseTheLink() throws InterruptedException {
        PaperVoyage voyage = voyage(request -> PaperVoyage.answer(request, 200, Map.of(), ""), Operation.of("GET /x"));
        assertThat(LinkUse.of(voyage, spec(voyage), link, 1)).isEmpty();
    }

    @Test
    void waitsUntilTheOperationIsAsItWas() throws InterruptedException {
        AtomicInteger asked = new AtomicInteger();
        int[] statuses = {200, 503, 503, 200};
        PaperVoyage voyage = voyage(
                request -> over(statuses[Math.min(asked.getAndIncrement(), 3)]).apply(request), Operation.of("GET /x"));
        LinkUse use = LinkUse.of(voyage, spec(voyage), link, 1).get(0);
        assertThat(use.awaitHealth(voyage, link, Duration.ofMinutes(5), Duration.ofSeconds(1)))
                .isTrue();
        assertThat(voyage.sent()).hasSize(4);

        PaperVoyage stays = voyage(request -> over(503).apply(request), Operation.of("GET /x"));
        assertThat(use.awaitHealth(stays, link, Duration.ofMillis(60), Duration.ofSeconds(1)))
                .isFalse();
        assertThat(stays.sent()).hasSizeBetween(1, 3);
        // the right answer from a cache does not show that the link is used
        PaperVoyage cached = voyage(request -> PaperVoyage.answer(request, 200, Map.of(), ""), Operation.of("GET /x"));
        assertThat(use.awaitHealth(cached, link, Duration.ZERO, Duration.ofSeconds(1)))
                .isFalse();
    }

    @Test
    void leavesABreakerThatOpenedOutOfTheSequences() throws InterruptedException {
        AtomicInteger underFault = new AtomicInteger();
        PaperVoyage voyage = voyage(
                request -> {
                    if (link.on().isEmpty() || underFault.incrementAndGet() % 3 != 0) {
                        link.get("/up/7");
                    }
                    return PaperVoyage.answer(request, 200, Map.of(), "");
                },
                Operation.of("GET /x"));
        RetryBudget.Seen seen = new RetryBudget(QUICK).observe(A_TO_B, voyage);
        assertThat(seen.sequences()).extracting(RetryBudget.Sequence::status).containsExactly(503, 503, 400, 400);
        assertThat(seen.recovered()).isTrue();
        assertThat(link.applied())
                .extracting(fault -> ((Fault.Answer) fault).status())
                .containsExactly(503, 400);
    }

    @Test
    void keepsTheFirstSequenceThoughItShowsNothing() throws InterruptedException {
        PaperVoyage voyage = voyage(
                request -> {
                    if (link.on().isEmpty()) {
                        link.get("/up/7");
                    }
                    return PaperVoyage.answer(request, 200, Map.of(), "");
                },
                Operation.of("GET /x"));
        assertThat(new RetryBudget(QUICK).observe(A_TO_B, voyage).sequences())
                .hasSize(2)
                .allSatisfy(sequence -> {
                    assertThat(sequence.attempts()).isEmpty();
                    assertThat(sequence.route()).isEqualTo("GET /x of a");
                });
    }

    @Test
    void tellsAttemptsByRouteTimeAndWhetherTheyMayBeRepeated() throws InterruptedException {
        PaperVoyage voyage = voyage(
                request -> {
                    for (String method : List.of("GET", "POST", "PATCH", "PUT")) {
                        link.request(method, "/up/7", Optional.empty(), Instant.EPOCH);
                    }
                    link.request("POST", "/keyed", Optional.of("k"), Instant.EPOCH);
                    link.request("GET", "/up/8", Optional.empty(), Instant.EPOCH.plusMillis(40));
                    return PaperVoyage.answer(request, 200, Map.of(), "");
                },
                Operation.of("GET /x"));
        assertThat(new RetryBudget(QUICK)
                        .observe(A_TO_B, voyage)
                        .sequences()
                        .get(0)
                        .attempts())
                .containsExactly(
                        new RetryBudget.Attempts("GET /up/*", 2, true, List.of(Duration.ofMillis(40))),
                        new RetryBudget.Attempts("POST /up/*", 1, false, List.of()),
                        new RetryBudget.Attempts("PATCH /up/*", 1, false, List.of()),
                        new RetryBudget.Attempts("PUT /up/*", 1, true, List.of()),
                        new RetryBudget.Attempts("POST /keyed", 1, true, List.of()));
    }

    @Test
    void waitsForAttemptsThatComeAfterTheAnswer() throws InterruptedException {
        AtomicInteger asked = new AtomicInteger();
        PaperVoyage voyage = voyage(
                request -> {
                    if (asked.incrementAndGet() <= 2) { // when all is well, and once under the fault
                        link.get("/up");
                    }
                    if (asked.get() == 2) {
                        link.getLater("/up");
                    }
                    return PaperVoyage.answer(request, asked.get() == 1 ? 200 : 503, Map.of(), "");
                },
                Operation.of("GET /x"));
        Patience lingering = new Patience(Duration.ofSeconds(5), Duration.ZERO, Duration.ofMillis(600));
        assertThat(new RetryBudget(lingering).observe(A_TO_B, voyage).sequences())
                .singleElement()
                .satisfies(sequence -> assertThat(sequence.attempts())
                        .singleElement()
                        .satisfies(attempts -> assertThat(attempts.gaps()).hasSize(1)));
    }

    @Test
    void stopsWhereTheConsumerDoesNotComeBack() throws InterruptedException {
        PaperVoyage voyage = broken();
        RetryBudget.Seen seen = new RetryBudget(QUICK).observe(A_TO_B, voyage);
        assertThat(seen.recovered()).isFalse();
        assertThat(seen.sequences()).extracting(RetryBudget.Sequence::status).containsOnly(503);

        HungProvider.Seen hung = new HungProvider(QUICK).observe(A_TO_B, broken());
        assertThat(hung.operations().get(0).hangs())
                .singleElement()
                .satisfies(hang -> assertThat(hang.recovered()).isFalse());
    }

    /** Well until the first fault, and never again. */
    private PaperVoyage broken() {
        link.applied().clear();
        return voyage(request -> over(link.applied().isEmpty() ? 200 : 503).apply(request), Operation.of("GET /x"));
    }

    @Test
    void hangsInEveryWayThatTheLinkKnowsAndCountsItsHits() throws InterruptedException {
        Operation covered = Operation.of("GET /x")
                .withFallbacks(new Operation.Fallback("b", 202, Optional.of(Duration.ofMillis(700))));
        HungProvider.Seen seen = new HungProvider(QUICK).observe(A_TO_B, voyage(over(200), covered));
        assertThat(seen.operations()).singleElement().satisfies(operation -> {
            assertThat(operation.within()).isEqualTo(Duration.ofMillis(700));
            assertThat(operation.fallbacks()).containsExactly(202);
            assertThat(operation.hangs())
                    .extracting(HungProvider.Hang::fault, HungProvider.Hang::hits)
                    .containsExactly(
                            org.assertj.core.groups.Tuple.tuple("Blackhole", 2),
                            org.assertj.core.groups.Tuple.tuple("HalfBody", 2),
                            org.assertj.core.groups.Tuple.tuple("Trickle", 2));
        });
        assertThat(new HungProvider(QUICK)
                        .observe(A_TO_B, voyage(over(200), Operation.of("GET /x")))
                        .operations()
                        .get(0)
                        .within())
                .isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void measuresThreeTimesWhatWasLateOrNeverCameAndStopsAtIt() throws InterruptedException {
        assertThat(blackholes(Duration.ofMillis(6001), "", 1)).isEqualTo(3);
        assertThat(blackholes(Duration.ofSeconds(6), "", 3)).isEqualTo(1);
        assertThat(blackholes(Duration.ofSeconds(1), "nobody answered", 1)).isEqualTo(3);
    }

    private long blackholes(Duration took, String failure, int hangs) throws InterruptedException {
        link.applied().clear();
        PaperVoyage voyage = voyage(
                request -> {
                    Exchange answer = over(200).apply(request);
                    return link.on().isEmpty()
                            ? answer
                            : new Exchange(
                                    answer.method(),
                                    answer.url(),
                                    Map.of(),
                                    "",
                                    200,
                                    Map.of(),
                                    "",
                                    failure,
                                    Instant.EPOCH,
                                    took,
                                    "");
                },
                Operation.of("GET /x"));
        assertThat(new HungProvider(QUICK)
                        .observe(A_TO_B, voyage)
                        .operations()
                        .get(0)
                        .hangs())
                .hasSize(hangs);
        return link.applied().stream().filter(Fault.Blackhole.class::isInstance).count();
    }

    @Test
    void saysWhatKeepsItFromLooking() throws InterruptedException {
        PaperVoyage voyage = new PaperVoyage(target(Operation.of("GET /x")), over(200));
        assertThat(new HungProvider(QUICK).observe(A_TO_B, voyage).obstacle())
                .isEqualTo("there is no link a -> b in this environment");
        assertThat(new RetryBudget(QUICK).observe(A_TO_B, voyage).obstacle())
                .isEqualTo("the link a -> b of this environment cannot answer in the provider's place");
        voyage.with(new PaperLink(new LinkId("a", "b"), Set.of()));
        assertThat(new RetryBudget(QUICK).observe(A_TO_B, voyage).obstacle())
                .isEqualTo("the link a -> b of this environment cannot answer in the provider's place");
    }

    @Test
    void looksAtEveryCallOfAService() {
        Target target = target(Operation.of("GET /x"));
        assertThat(new HungProvider(QUICK).subjects(target)).isEqualTo(new Subjects.Some(List.of(A_TO_B)));
        assertThat(new RetryBudget(QUICK).subjects(target)).isEqualTo(new Subjects.Some(List.of(A_TO_B)));
    }

    private static Operation.Fallback fallback(String provider, int status) {
        return new Operation.Fallback(provider, status, Optional.empty());
    }

    /** Every request goes over the link once, and is answered so. */
    private Function<Request, Exchange> over(int status) {
        return request -> {
            link.get("/up");
            return PaperVoyage.answer(request, status, Map.of(), "");
        };
    }

    private static Service spec(PaperVoyage voyage) {
        return voyage.service("a").spec();
    }

    private PaperVoyage voyage(Function<Request, Exchange> answers, Operation... operations) {
        return new PaperVoyage(target(operations), answers).with(link);
    }

    private static Target target(Operation... operations) {
        return Target.of(Path.of("/"), "paper")
                .withServices(
                        Service.of("a", new Program.Command(List.of("x")), 80)
                                .withOperations(operations)
                                .withCalls(LinkSpec.of("a", "b", Map.of()).withDeadline(Duration.ofSeconds(1))),
                        Service.of("b", new Program.Command(List.of("x")), 81));
    }
}
