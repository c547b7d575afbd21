package dev.seatrial.suite.health;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seatrial.check.HttpProbe.Exchange;
import dev.seatrial.check.HttpProbe.Request;
import dev.seatrial.check.Subject;
import dev.seatrial.fixture.PaperLink;
import dev.seatrial.fixture.PaperVoyage;
import dev.seatrial.link.Fault;
import dev.seatrial.link.LinkId;
import dev.seatrial.suite.health.LivenessWithoutProviders.Seen;
import dev.seatrial.suite.health.LivenessWithoutProviders.Window;
import dev.seatrial.target.LinkSpec;
import dev.seatrial.target.Operation;
import dev.seatrial.target.Program;
import dev.seatrial.target.Service;
import dev.seatrial.target.Target;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** What HEALTH-001 does and notes, step by step, without a system. */
class LivenessScenariosTest {

    private static final Subject A_TO_B = Subject.of("a", "b");
    private static final Duration LONG = Duration.ofSeconds(20);

    private final PaperLink link = new PaperLink(new LinkId("a", "b"), Set.of(Fault.Down.class));
    private final PaperLink entry = new PaperLink(LinkId.entry("a"), Set.of());

    @Test
    void asksAsOftenAsTheWindowSaysAndCallsEachKnownOperation() throws InterruptedException {
        PaperVoyage voyage = voyage(answers(200));
        Seen seen = observe(voyage, 4);
        assertThat(seen.probes()).hasSize(4);
        assertThat(seen.hits()).isEqualTo(1);
        assertThat(seen.arrived()).isEqualTo(4);
        assertThat(seen.restarted()).isFalse();
        assertThat(seen.ready()).isTrue();
        assertThat(paths(voyage))
                .containsExactly("/livez", "/x", "/readyz", "/livez", "/livez", "/livez", "/livez", "/readyz");
        assertThat(link.applied())
                .singleElement()
                .satisfies(fault -> assertThat(fault.timeToLive())
                        // (timeout 1 s + 1 ms) x (4 probes + 3 stimuli + 2) + patience
                        .isEqualTo(Duration.ofMillis(9 * 1001 + 60)));
        assertThat(link.on()).isEmpty();
        assertThat(voyage.deeds()).isEmpty();
    }

    @Test
    void goesOnUntilSomethingUsesTheLink() throws InterruptedException {
        AtomicInteger asked = new AtomicInteger();
        Seen seen = observe(
                voyage(request -> {
                    if (link.on().isPresent()
                            && request.url().getPath().equals("/livez")
                            && asked.incrementAndGet() == 5) {
                        link.get("/up");
                    }
                    return PaperVoyage.answer(request, 200, Map.of(), "");
                }),
                2,
                Duration.ofMinutes(5),
                LONG);
        assertThat(seen.hits()).isEqualTo(1);
        assertThat(seen.probes()).hasSize(5);
        assertThat(seen.arrived()).isZero();
    }

    @Test
    void goesNoFurtherThanItsPatience() throws InterruptedException {
        Seen seen = observe(voyage(request -> PaperVoyage.answer(request, 200, Map.of(), "")), 2, Duration.ZERO, LONG);
        assertThat(seen.hits()).isZero();
        assertThat(seen.probes()).hasSize(2);
    }

    @Test
    void callsThreeTimesAtMost() throws InterruptedException {
        PaperVoyage voyage = voyage(request -> PaperVoyage.answer(request, 200, Map.of(), ""));
        observe(voyage, 6);
        assertThat(paths(voyage).stream().filter("/x"::equals)).hasSize(1);
        // three while the link is cut, one to see that it is whole again
        assertThat(paths(voyage).stream().filter("/readyz"::equals)).hasSize(4);
    }

    @Test
    void countsHitsThatLeaveNoRow() throws InterruptedException {
        PaperVoyage voyage = voyage(request -> {
            link.hit();
            return PaperVoyage.answer(request, 200, Map.of(), "");
        });
        assertThat(observe(voyage, 1).hits()).isPositive();
    }

    @Test
    void seesThatAServiceEndedOrBeganAnew() throws InterruptedException {
        PaperVoyage ends = voyage(answers(200));
        ends.ended();
        assertThat(observe(ends, 1).restarted()).isTrue();

        PaperVoyage[] self = new PaperVoyage[1];
        PaperVoyage again = voyage(request -> {
            if (link.on().isPresent()) {
                self[0].deeds().add("start a");
            }
            return answers(200).apply(request);
        });
        self[0] = again;
        assertThat(observe(again, 1).restarted()).isTrue();
    }

    @Test
    void startsAServiceAgainThatDoesNotComeBackAndSaysSo() throws InterruptedException {
        PaperVoyage voyage = voyage(request ->
                answers(request.url().getPath().equals("/readyz") ? 503 : 200).apply(request));
        Seen seen = observe(voyage, 1, Duration.ZERO, Duration.ofMillis(60));
        assertThat(seen.ready()).isFalse();
        assertThat(voyage.deeds()).containsExactly("kill a", "start a");
        assertThat(voyage.notes()).containsExactly("a did not become ready again and was restarted by the check");

        PaperVoyage tied = voyage(request ->
                answers(request.url().getPath().equals("/readyz") ? 503 : 200).apply(request));
        tied.without();
        assertThat(observe(tied, 1, Duration.ZERO, Duration.ofMillis(60)).ready())
                .isFalse();
        assertThat(tied.deeds()).isEmpty();
    }

    @Test
    void asksLivenessWhereNoReadinessIsDeclared() throws InterruptedException {
        Service full = service();
        Service bare = new Service(
                full.name(),
                full.program(),
                full.port(),
                Optional.of(new Service.Health(Optional.of("/livez"), Optional.empty())),
                full.openapi(),
                full.env(),
                full.calls(),
                full.uses(),
                full.operations(),
                full.manifests(),
                full.startup(),
                full.grace());
        PaperVoyage voyage = new PaperVoyage(target(bare), answers(200)).with(link, entry);
        Seen seen = observe(voyage, 1);
        assertThat(seen.ready()).isTrue();
        assertThat(paths(voyage)).containsExactly("/livez", "/x", "/livez", "/livez");
    }

    @Test
    void doesNotCutWhereItCannotOrWhereLivenessIsIllAlready() throws InterruptedException {
        PaperVoyage unlinked = new PaperVoyage(target(service()), answers(200));
        assertThat(observe(unlinked, 1).obstacle()).isEqualTo("the link a -> b cannot be cut in this environment");
        PaperVoyage whole = new PaperVoyage(target(service()), answers(200))
                .with(new PaperLink(new LinkId("a", "b"), Set.of(Fault.Latency.class)));
        assertThat(observe(whole, 1).obstacle()).isEqualTo("the link a -> b cannot be cut in this environment");

        Seen ill = observe(voyage(answers(503)), 1);
        assertThat(ill.before().orElseThrow().status()).isEqualTo(503);
        assertThat(ill.probes()).isEmpty();
        assertThat(link.applied()).isEmpty();
    }

    private static Seen observe(PaperVoyage voyage, int probes) throws InterruptedException {
        return observe(voyage, probes, Duration.ofMillis(60), LONG);
    }

    private static Seen observe(PaperVoyage voyage, int probes, Duration patience, Duration recovery)
            throws InterruptedException {
        Window window = new Window(probes, Duration.ofMillis(1), Duration.ofSeconds(1), patience, recovery);
        return new LivenessWithoutProviders(window).observe(A_TO_B, voyage);
    }

    private static List<String> paths(PaperVoyage voyage) {
        return voyage.sent().stream()
                .map(exchange -> exchange.url().replace("http://a.test", ""))
                .toList();
    }

    /** Calls of the operation use the link; all shows on the entry. */
    private Function<Request, Exchange> answers(int status) {
        return request -> {
            entry.get(request.url().getPath());
            if (request.url().getPath().equals("/x")) {
                link.get("/up");
            }
            return PaperVoyage.answer(request, status, Map.of(), "");
        };
    }

    private PaperVoyage voyage(Function<Request, Exchange> answers) {
        return new PaperVoyage(target(service()), answers).with(link, entry);
    }

    private static Service service() {
        return Service.of("a", new Program.Command(List.of("x")), 80)
                .withHealth("/livez", "/readyz")
                .withOperations(Operation.of("GET /x"))
                .withCalls(LinkSpec.of("a", "b", Map.of()));
    }

    private static Target target(Service service) {
        return Target.of(Path.of("/"), "paper")
                .withServices(service, Service.of("b", new Program.Command(List.of("x")), 81));
    }
}
