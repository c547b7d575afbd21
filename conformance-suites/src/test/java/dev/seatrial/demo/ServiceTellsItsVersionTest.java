package dev.seatrial.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seatrial.check.Outcome;
import dev.seatrial.check.Subject;
import dev.seatrial.check.Subjects;
import dev.seatrial.fixture.CheckHarness;
import dev.seatrial.fixture.Defect;
import dev.seatrial.fixture.FixtureSystem;
import dev.seatrial.target.Target;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ServiceTellsItsVersionTest {

    private static final Subject ORDERS = Subject.of("orders");

    private final ServiceTellsItsVersion check = new ServiceTellsItsVersion();

    @Test
    void isSilentOnTheConformingTwin() {
        assertThat(outcome(Defect.NONE)).isEqualTo(new Outcome.Satisfied("it tells {\"version\":\"1.0.0\"}"));
    }

    @Test
    void findsAServiceThatHidesItsVersion() {
        assertThat(outcome(Defect.NO_VERSION))
                .isInstanceOfSatisfying(
                        Outcome.Violated.class,
                        o -> assertThat(o.findings().get(0).saw()).startsWith("status 401: "));
    }

    @Test
    void findsAVersionThatIsEmpty() {
        assertThat(outcome(Defect.EMPTY_VERSION))
                .isInstanceOfSatisfying(
                        Outcome.Violated.class,
                        o -> assertThat(o.findings().get(0).saw()).isEqualTo("status 200: {\"version\":\"\"}"));
    }

    @Test
    void cannotTellWithoutAnAnswer() {
        try (FixtureSystem system = FixtureSystem.conforming()) {
            system.service("orders").kill();
            assertThat(CheckHarness.run(check, system, ORDERS)).isInstanceOf(Outcome.Inconclusive.class);
        }
    }

    @Test
    void appliesToNothingWithoutADescription() {
        assertThat(check.subjects(Target.of(Path.of("/"), "t")))
                .isEqualTo(new Subjects.None("no service has an OpenAPI description"));
    }

    private Outcome outcome(Defect defect) {
        try (FixtureSystem system = FixtureSystem.with(defect)) {
            return CheckHarness.run(check, system, ORDERS);
        }
    }
}
