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
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;

/** Runs every check of the suite against one fixture system, at a quick pace. */
final class IdempotencyFixture {

    static final Subject CREATE_ORDER = Subject.of("orders", "createOrder");

    private static final Pace QUICK = new Pace(Duration.ofMillis(250), Duration.ofMillis(30), Duration.ofMillis(5));
    private static final Load SMALL = new Load(8, 15, Duration.ofSeconds(2));

    private static final int CHECKS = 4;

    private IdempotencyFixture() {}

    static List<Check<?>> checks(FixtureSystem system) {
        EffectCounters counters = new EffectCounters(system.tables(), system.topics());
        return List.of(
                new FirstUse(counters, QUICK),
                new CompletedReplay(counters, QUICK),
                new ReusedKey(counters, QUICK),
                new ConcurrentDuplicates(counters, QUICK, SMALL));
    }

    /** What each check says of placing an order, by its id; each in a system of its own, all at once. */
    static Map<String, Outcome> outcomes(Defect defect, Target target) {
        List<CompletableFuture<Map.Entry<String, Outcome>>> looks = new ArrayList<>();
        for (int i = 0; i < CHECKS; i++) {
            int check = i;
            looks.add(CompletableFuture.supplyAsync(
                    () -> outcome(check, defect, target), task -> new Thread(task).start()));
        }
        Map<String, Outcome> outcomes = new LinkedHashMap<>();
        looks.forEach(look -> outcomes.put(look.join().getKey(), look.join().getValue()));
        return outcomes;
    }

    /** What the check with this id says. */
    static Outcome outcome(String id, Defect defect, Target target) {
        try (FixtureSystem system = FixtureSystem.with(defect, target)) {
            return checks(system).stream()
                    .filter(check -> check.requirement().id().equals(id))
                    .map(check -> CheckHarness.run(check, system, CREATE_ORDER))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private static Map.Entry<String, Outcome> outcome(int index, Defect defect, Target target) {
        try (FixtureSystem system = FixtureSystem.with(defect, target)) {
            Check<?> check = checks(system).get(index);
            return Map.entry(check.requirement().id(), CheckHarness.run(check, system, CREATE_ORDER));
        }
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
