package dev.seatrial.suite.journey;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seatrial.fixture.CheckHarness;
import dev.seatrial.fixture.Defect;
import dev.seatrial.fixture.FixtureSystem;
import dev.seatrial.fixture.FixtureTarget;
import dev.seatrial.link.ActiveFault;
import dev.seatrial.link.Fault;
import dev.seatrial.link.LinkId;
import dev.seatrial.target.Journey;
import dev.seatrial.target.Journey.Step;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JourneyRunnerTest {

    @Test
    void makesEveryStepInOneTrace() {
        JourneyRun run = run(FixtureTarget.target().journeys().get("place-order"));

        assertThat(run.broken()).isEmpty();
        assertThat(run.exchanges()).hasSize(2);
        assertThat(run.exchanges().get(1).responseBody()).contains("anchor");
        assertThat(run.exchanges())
                .allSatisfy(
                        e -> assertThat(e.requestHeaders().get("traceparent")).contains(run.traceId()));
    }

    @ParameterizedTest
    @CsvSource({"2, true", "4, true", "6, false"}) // orders asks stock twice before it takes its fallback, 202
    void makesAJourneyAgainThatMetAFallback(int refusals, boolean complete) {
        try (FixtureSystem system = FixtureSystem.with(Defect.NONE, FixtureTarget.target())) {
            Fault refuse = new Fault.Answer(
                    new Fault.HttpSelector(
                            Optional.empty(), Optional.of("/availability"), Optional.of(refusals), Optional.empty()),
                    503,
                    "text/plain",
                    "not now",
                    Duration.ofMinutes(1));
            try (ActiveFault fault =
                    system.link(new LinkId("orders", "stock")).orElseThrow().apply(refuse)) {
                JourneyRun run = CheckHarness.voyage(
                        system,
                        voyage -> new JourneyRunner(voyage, system.tables())
                                .run(FixtureTarget.target().journeys().get("place-order")));

                assertThat(fault.hits()).isEqualTo(refusals);
                assertThat(run.complete()).as(run.broken()).isEqualTo(complete);
                assertThat(run.broken().endsWith("was answered 202 instead of 201"))
                        .isEqualTo(!complete);
            }
        }
    }

    @Test
    void saysWhichStepWasAnsweredOtherwise() {
        JourneyRun run = run(new Journey("j", List.of(call("createOrder", Map.of(), 409))));

        assertThat(run.complete()).isFalse();
        assertThat(run.broken())
                .startsWith("step 1 of journey j: POST http://127.0.0.1:")
                .endsWith("was answered 201 instead of 409");
    }

    @Test
    void saysWhatDidNotComeTrueInTime() {
        String query = "select count(*) from reservations where order_id = :item";
        JourneyRun run = run(new Journey(
                "j",
                List.of(
                        call("createOrder", Map.of(), 201),
                        new Step.Eventually(Duration.ofMillis(60), "stock-db", query, "1"))));

        assertThat(run.broken())
                .isEqualTo("step 2 of journey j: within 60 ms \"" + query
                        + "\" on stock-db should have become 1, but was last 0");
    }

    @Test
    void saysWhatWasNeverSaved() {
        JourneyRun run = run(new Journey("j", List.of(call("getOrder", Map.of("id", "${id}"), 200))));

        assertThat(run.broken()).isEqualTo("step 1 of journey j: nothing was saved for ${id}");
    }

    @Test
    void saysWhichOperationIsUnknown() {
        JourneyRun run = run(new Journey("j", List.of(call("placeOrder", Map.of(), 200))));

        assertThat(run.broken())
                .isEqualTo(
                        "step 1 of journey j: the operation \"placeOrder\" of orders is not in an OpenAPI description"
                                + " of the service; name it by method and path, such as \"POST /orders\", or mend the"
                                + " description");
    }

    private static Step.Call call(String operation, Map<String, String> path, int status) {
        return new Step.Call(
                "orders", operation, Optional.empty(), Optional.empty(), Map.of(), path, Optional.of(status), Map.of());
    }

    private static JourneyRun run(Journey journey) {
        try (FixtureSystem system = FixtureSystem.with(Defect.NONE, FixtureTarget.target())) {
            return CheckHarness.voyage(system, voyage -> new JourneyRunner(voyage, system.tables()).run(journey));
        }
    }
}
