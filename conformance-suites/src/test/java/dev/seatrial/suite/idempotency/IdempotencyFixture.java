package dev.seatrial.suite.idempotency;

import dev.seatrial.check.Check;
import dev.seatrial.check.HttpProbe.Exchange;
import dev.seatrial.check.Outcome;
import dev.seatrial.check.Subject;
import dev.seatrial.fixture.CheckHarness;
import dev.seatrial.fixture.Defect;
import dev.seatrial.fixture.FixtureSystem;
import dev.seatrial.fixture.FixtureTarget;
import dev.seatrial.suite.effect.EffectCounters;
import dev.seatrial.suite.effect.EffectWatch.Pace;
import dev.seatrial.suite.idempotency.ConcurrentDuplicates.Load;
import dev.seatrial.suite.request.Dialect;
import dev.seatrial.target.Operation;
import dev.seatrial.target.Target;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** Runs every check of the suite against one fixture system, at a quick pace. */
final class IdempotencyFixture {

    static final Subject CREATE_ORDER = Subject.of("orders", "createOrder");

    private static final Pace QUICK = new Pace(Duration.ofMillis(250), Duration.ofMillis(30), Duration.ofMillis(5));
    private static final Load SMALL = new Load(8, 15, Duration.ofSeconds(2));

    private IdempotencyFixture() {}

    static List<Check<?>> checks(FixtureSystem system) {
        EffectCounters counters = new EffectCounters(system.tables(), system.topics());
        return List.of(
                new FirstUse(counters, QUICK),
                new CompletedReplay(counters, QUICK),
                new ReusedKey(counters, QUICK),
                new ConcurrentDuplicates(counters, QUICK, SMALL));
    }

    /** What each check says of placing an order, by its id. */
    static Map<String, Outcome> outcomes(Defect defect, Target target) throws InterruptedException {
        Map<String, Outcome> outcomes = new LinkedHashMap<>();
        try (FixtureSystem system = FixtureSystem.with(defect, target)) {
            for (Check<?> check : checks(system)) {
                outcomes.put(check.requirement().id(), CheckHarness.run(check, system, CREATE_ORDER));
            }
        }
        return outcomes;
    }

    /** The fixture's target with another createOrder. */
    static Target target(UnaryOperator<Operation> change) {
        Target whole = FixtureTarget.target();
        return whole.withServices(
                FixtureTarget.orders().withOperations(change.apply(FixtureTarget.createOrder())),
                FixtureTarget.stock());
    }

    static Setting setting(boolean scoped) {
        return new Setting(
                "createOrder",
                "POST /orders",
                Dialect.of("ietf", "Idempotency-Key").orElseThrow(),
                true,
                "select 1",
                scoped,
                "");
    }

    static Exchange answer(int status, String body) {
        return answer(status, body, Map.of("content-type", "application/problem+json"));
    }

    static Exchange answer(int status, String body, Map<String, String> headers) {
        return new Exchange(
                "POST",
                "http://localhost/orders",
                Map.of(),
                "{}",
                status,
                headers,
                body,
                status == 0 ? "connection reset" : "",
                Instant.EPOCH,
                Duration.ofMillis(3),
                "curl -X POST http://localhost/orders");
    }
}
