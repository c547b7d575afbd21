package dev.seatrial.suite.disturbing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seatrial.check.Check;
import dev.seatrial.check.Outcome;
import dev.seatrial.check.Outcome.Inapplicable;
import dev.seatrial.check.Outcome.Inconclusive;
import dev.seatrial.check.Outcome.Satisfied;
import dev.seatrial.check.Outcome.Violated;
import dev.seatrial.check.Reach;
import dev.seatrial.check.Subject;
import dev.seatrial.check.Subjects;
import dev.seatrial.fixture.CheckHarness;
import dev.seatrial.fixture.Defect;
import dev.seatrial.fixture.FixtureSystem;
import dev.seatrial.fixture.FixtureTarget;
import dev.seatrial.link.Endpoint;
import dev.seatrial.link.LinkId;
import dev.seatrial.suite.health.LivenessWithoutProviders;
import dev.seatrial.suite.health.LivenessWithoutProviders.Window;
import dev.seatrial.suite.lifecycle.OrderlyEnd;
import dev.seatrial.suite.lifecycle.OrderlyEnd.Drain;
import dev.seatrial.suite.resilience.HungProvider;
import dev.seatrial.suite.resilience.Patience;
import dev.seatrial.suite.resilience.RetryBudget;
import dev.seatrial.target.LinkSpec;
import dev.seatrial.target.Operation;
import dev.seatrial.target.Program;
import dev.seatrial.target.Service;
import dev.seatrial.target.Target;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The checks that disturb, each against the twin and its mutants; on a mutant no other of them may speak. */
class DisturbingChecksTest {

    private static final Subject TO_STOCK = Subject.of("orders", "stock");
    private static final Subject ORDERS = Subject.of("orders");

    /** Slack that a machine which stands still for a while does not use up; no check waits for it on a service that answers. */
    private static final Patience QUICK =
            new Patience(Duration.ofSeconds(5), Duration.ofSeconds(8), Duration.ofMillis(15));

    /** For a service that answers late for certain: however slow the machine, later still is late. */
    private static final Patience SHORT =
            new Patience(Duration.ofMillis(50), Duration.ofSeconds(1), Duration.ofMillis(15));

    private static final Window WATCHED =
            new Window(4, Duration.ofMillis(5), Duration.ofSeconds(5), Duration.ofMillis(200), Duration.ofSeconds(8));

    /** For a service that does not come back: however long it is waited for. */
    private static final Window FORLORN =
            new Window(4, Duration.ofMillis(5), Duration.ofSeconds(5), Duration.ofMillis(200), Duration.ofMillis(20));

    /** How long a hung provider is waited for, three times. */
    private static final Duration IMPATIENT = Duration.ofMillis(150);

    /** Where the provider answers, or is gone at once, and a deadline that is missed would disturb. */
    private static final Duration PATIENT = Duration.ofSeconds(2);

    private static final Drain DRAIN =
            new Drain(8, 20, Duration.ofMillis(120), Duration.ofSeconds(2), Duration.ofMillis(40));

    /** A stimulus may come too late on a machine that stands still; a check that says so is asked again. */
    private static final int TRIES = 5;

    private static final Map<Check<?>, Subject> CHECKS = checks(QUICK, WATCHED);

    private static Map<Check<?>, Subject> checks(Patience patience, Window window) {
        Map<Check<?>, Subject> checks = new LinkedHashMap<>();
        checks.put(new HungProvider(patience), TO_STOCK);
        checks.put(new RetryBudget(patience), TO_STOCK);
        checks.put(new LivenessWithoutProviders(window), TO_STOCK);
        checks.put(new OrderlyEnd(DRAIN), ORDERS);
        return checks;
    }

    private static Map<Check<?>, Subject> checks(Defect defect) {
        return checks(
                defect == Defect.NO_DEADLINE ? SHORT : QUICK, defect == Defect.DIES_WITH_PROVIDER ? FORLORN : WATCHED);
    }

    /** What each check says of a system of its own, all at once: they spend their time waiting. */
    private static Map<String, Outcome> outcomes(Defect defect) {
        return outcomes(checks(defect), check -> look(check, defect));
    }

    private static Map<String, Outcome> outcomes(Map<Check<?>, Subject> checks, Function<Check<?>, Outcome> look) {
        Map<String, CompletableFuture<Outcome>> looks = new LinkedHashMap<>();
        checks.keySet()
                .forEach(check -> looks.put(
                        check.requirement().id(),
                        CompletableFuture.supplyAsync(() -> look.apply(check), task -> new Thread(task).start())));
        Map<String, Outcome> outcomes = new LinkedHashMap<>();
        looks.forEach((id, outcome) -> outcomes.put(id, outcome.join()));
        return outcomes;
    }

    private static Outcome look(Check<?> check, Defect defect) {
        Target target = giving(check instanceof HungProvider ? IMPATIENT : PATIENT);
        Subject subject = check instanceof OrderlyEnd ? ORDERS : TO_STOCK;
        Outcome outcome = outcome(check, subject, defect, target);
        for (int i = 1; i < TRIES && outcome instanceof Inconclusive; i++) {
            outcome = outcome(check, subject, defect, target);
        }
        return outcome;
    }

    private static Outcome outcome(Check<?> check, Subject subject, Defect defect, Target target) {
        try (FixtureSystem system = FixtureSystem.with(defect, target)) {
            return CheckHarness.run(check, system, subject);
        }
    }

    private static Target target(Service orders) {
        return FixtureTarget.target().withServices(orders, FixtureTarget.stock());
    }

    private static Target giving(Duration deadline) {
        return target(FixtureTarget.orders()
                .withLimits(Duration.ofSeconds(5), Duration.ofSeconds(3))
                .withCalls(LinkSpec.of("orders", "stock", Map.of("url", "STOCK_URL"))
                        .withDeadline(deadline)));
    }

    @Test
    void isSilentOnTheConformingTwin() {
        assertThat(outcomes(Defect.NONE))
                .hasSize(4)
                .allSatisfy((id, outcome) -> assertThat(outcome).as(id).isInstanceOf(Satisfied.class));
    }

    static Stream<Arguments> mutants() {
        return Stream.of(
                Arguments.of(
                        Defect.NO_DEADLINE,
                        "RES-001",
                        "accepted requests and never answered",
                        "was not answered within"),
                Arguments.of(
                        Defect.HANG_ENDS_IN_500, "RES-001", "accepted requests and never answered", "answered 500"),
                Arguments.of(
                        Defect.HANG_SHOWS_CODE,
                        "RES-001",
                        "accepted requests and never answered",
                        "StockClient.java:42"),
                Arguments.of(Defect.RETRY_STORM, "RES-003", "answered 503", "10 attempts of GET /availability/"),
                Arguments.of(Defect.RETRIES_REFUSALS, "RES-003", "answered 400", "2 attempts of GET /availability/"),
                Arguments.of(
                        Defect.LIVENESS_ASKS_PROVIDER, "HEALTH-001", "orders -> stock was cut", "liveness was 503"),
                Arguments.of(
                        Defect.DIES_WITH_PROVIDER, "HEALTH-001", "orders -> stock was cut", "ended or was started"),
                Arguments.of(Defect.DROPS_IN_FLIGHT, "LIFE-001", "SIGTERM was sent", "request(s) were lost"),
                Arguments.of(Defect.READY_WHILE_DRAINING, "LIFE-001", "SIGTERM was sent", "readiness still said 200"));
    }

    @ParameterizedTest
    @MethodSource("mutants")
    void speaksOnTheMutantAndOnNoOther(Defect defect, String id, String did, String saw) {
        Map<String, Outcome> outcomes = outcomes(defect);

        assertThat(outcomes.get(id))
                .as(id)
                .isInstanceOfSatisfying(
                        Violated.class,
                        violated -> assertThat(violated.findings()).anySatisfy(finding -> {
                            assertThat(finding.did()).contains(did);
                            assertThat(finding.saw()).contains(saw);
                        }));
        assertThat(outcomes).allSatisfy((other, outcome) -> {
            if (!other.equals(id)) {
                assertThat(outcome).as(other).isNotInstanceOf(Violated.class);
            }
        });
    }

    @Test
    void runAloneWhereTheyJudgeTimesAndElseBesideWhoNeitherCallsNorIsCalled() {
        Target target = FixtureTarget.target();
        CHECKS.forEach((check, subject) -> {
            boolean judgesTimes = check.requirement().suite().equals("resilience");
            assertThat(check.reach(subject, target))
                    .as(check.requirement().id())
                    .isEqualTo(judgesTimes ? Reach.everything() : Reach.of("orders", target));
        });
        assertThat(Reach.of("orders", target).leaves(Reach.of("stock", target))).isFalse();
    }

    @Test
    void findsMoreAttemptsThanTheOwnerAllows() {
        Service strict = FixtureTarget.orders()
                .withCalls(LinkSpec.of("orders", "stock", Map.of("url", "STOCK_URL"))
                        .withDeadline(Duration.ofSeconds(1))
                        .withBudget(1));

        assertThat(outcome(new RetryBudget(QUICK), TO_STOCK, Defect.NONE, target(strict)))
                .isInstanceOfSatisfying(
                        Violated.class,
                        violated -> assertThat(violated.findings())
                                .singleElement()
                                .satisfies(finding -> {
                                    assertThat(finding.saw()).startsWith("2 attempts of GET /availability/");
                                    assertThat(finding.expected())
                                            .isEqualTo(
                                                    "at most 1 attempts for one caller's request, over the whole chain");
                                    assertThat(finding.mend()).contains("declare \"budget:\" under calls");
                                }));
    }

    @Test
    void findsAServiceThatDoesNotHearSigterm() {
        Target target = target(FixtureTarget.orders().withLimits(Duration.ofSeconds(5), Duration.ofMillis(300)));

        assertThat(outcome(new OrderlyEnd(DRAIN), ORDERS, Defect.IGNORES_SIGTERM, target))
                .isInstanceOfSatisfying(
                        Violated.class,
                        violated -> assertThat(violated.findings())
                                .anySatisfy(finding -> assertThat(finding.saw())
                                        .isEqualTo("the process still ran after its grace of 300 ms")));
    }

    /** A system of which nothing is known that would use the link. */
    private static Target bare() {
        Service orders = FixtureTarget.orders().withOperations(Operation.of("GET /version"));
        Service bare = new Service(
                "orders",
                orders.program(),
                orders.port(),
                orders.health(),
                java.util.Optional.empty(),
                orders.env(),
                orders.calls(),
                orders.uses(),
                orders.operations(),
                orders.manifests(),
                orders.startup(),
                orders.grace());
        return FixtureTarget.target().withServices(bare, FixtureTarget.stock());
    }

    @Test
    void waitsForTheHeartbeatOfAServiceThatNothingElseMakesUseItsLink() throws InterruptedException {
        Window patient = new Window(
                1, Duration.ofMillis(5), Duration.ofSeconds(1), Duration.ofSeconds(20), Duration.ofSeconds(1));
        try (FixtureSystem system = FixtureSystem.with(Defect.NONE, bare())) {
            Endpoint stock =
                    system.link(new LinkId("orders", "stock")).orElseThrow().listen();
            Thread heart = new Thread(() -> {
                while (!Thread.interrupted()) {
                    try {
                        Thread.sleep(100);
                        try (Socket beat = new Socket(stock.host(), stock.port())) {
                            beat.getOutputStream()
                                    .write("GET /livez HTTP/1.1\r\nHost: stock\r\n\r\n"
                                            .getBytes(StandardCharsets.US_ASCII));
                            beat.getInputStream().read();
                        }
                    } catch (IOException e) {
                        // the link is cut
                    } catch (InterruptedException e) {
                        return;
                    }
                }
            });
            heart.setDaemon(true);
            heart.start();
            assertThat(CheckHarness.run(new LivenessWithoutProviders(patient), system, TO_STOCK))
                    .isInstanceOf(Satisfied.class);
            heart.interrupt();
            heart.join();
        }
    }

    @Test
    void cannotTellWithoutTrafficOnTheLink() {
        Map<String, Outcome> outcomes =
                outcomes(CHECKS, check -> outcome(check, CHECKS.get(check), Defect.NONE, bare()));

        String unused = "no operation that could be called showed traffic on the link orders -> stock; give operations"
                + " that use it an example, or remove the link";
        assertThat(outcomes.get("RES-001")).isEqualTo(new Inconclusive(unused));
        assertThat(outcomes.get("RES-003")).isEqualTo(new Inconclusive(unused));
        assertThat(outcomes.get("HEALTH-001"))
                .isEqualTo(new Inconclusive(
                        "the cut of the link orders -> stock hit nothing: no request or connection used"
                                + " the link meanwhile"));
    }

    @Test
    void cannotTellWithoutACallThatSucceeds() {
        Service mute = Service.of("orders", FixtureTarget.orders().program(), 8080)
                .withCalls(FixtureTarget.orders().calls().values().toArray(LinkSpec[]::new));

        Target target = FixtureTarget.target().withServices(mute, FixtureTarget.stock());
        try (FixtureSystem system = FixtureSystem.with(Defect.NONE, target)) {
            assertThat(CheckHarness.run(new OrderlyEnd(DRAIN), system, ORDERS))
                    .isEqualTo(new Inconclusive("no operation of \"orders\" could be called; give one an example"
                            + " in seatrial.yaml or its OpenAPI description"));
        }
    }

    @Test
    void saysNothingOfALinkWithoutADeadline() {
        Service patient = FixtureTarget.orders().withCalls(LinkSpec.of("orders", "stock", Map.of("url", "STOCK_URL")));

        assertThat(outcome(new HungProvider(QUICK), TO_STOCK, Defect.NONE, target(patient)))
                .isEqualTo(new Inapplicable("no deadline is declared for the link orders -> stock; declare it with"
                        + " \"deadline:\" under calls"));
    }

    @Test
    void doesNotApplyToASystemWithoutLinks() {
        Target remote = Target.of(FixtureTarget.file(""), "alone")
                .withServices(Service.of("orders", new Program.Remote(URI.create("http://127.0.0.1:1")), 80));

        assertThat(CHECKS.keySet().stream().map(check -> check.subjects(remote)))
                .containsExactly(
                        new Subjects.None("no service calls another; declare it with \"calls:\" if one does"),
                        new Subjects.None("no service calls another; declare it with \"calls:\" if one does"),
                        new Subjects.None("no service has a link that could be cut"),
                        new Subjects.None("every service runs already, so that none may be stopped here"));
    }

    @Test
    void doesNotApplyToServicesWithoutLiveness() {
        Service silent = Service.of("orders", FixtureTarget.orders().program(), 8080)
                .withCalls(LinkSpec.of("orders", "stock", Map.of()));
        Target target = FixtureTarget.target().withServices(silent, FixtureTarget.stock());

        assertThat(List.copyOf(CHECKS.keySet()).get(2).subjects(target))
                .isInstanceOfSatisfying(
                        Subjects.Some.class,
                        some -> assertThat(some.subjects())
                                .noneMatch(subject -> subject.service().equals("orders")));
    }
}
