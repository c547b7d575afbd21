package dev.seatrial.suite.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seatrial.check.Finding;
import dev.seatrial.check.Outcome;
import dev.seatrial.check.Subject;
import dev.seatrial.check.Subjects;
import dev.seatrial.fixture.CheckHarness;
import dev.seatrial.fixture.Defect;
import dev.seatrial.fixture.FixtureSystem;
import dev.seatrial.fixture.FixtureTarget;
import dev.seatrial.fixture.MemoryTables;
import dev.seatrial.target.Identity;
import dev.seatrial.target.Target;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class BehaviourMatchesDescriptionTest {

    private static final Subject ORDERS = Subject.of("orders");

    private final BehaviourMatchesDescription check = new BehaviourMatchesDescription(new MemoryTables());

    @Test
    void isSilentOnTheConformingTwin() {
        try (FixtureSystem system = FixtureSystem.conforming()) {
            assertThat(CheckHarness.run(new BehaviourMatchesDescription(system.tables()), system))
                    .hasSize(2)
                    .hasEntrySatisfying(
                            ORDERS,
                            outcome -> assertThat(outcome)
                                    .isInstanceOfSatisfying(
                                            Outcome.Satisfied.class,
                                            o -> assertThat(o.summary())
                                                    .matches(
                                                            "5 operations answered \\d+ valid and \\d+ invalid requests as"
                                                                    + " orders\\.openapi\\.yaml says")))
                    .hasEntrySatisfying(
                            Subject.of("stock"), outcome -> assertThat(outcome).isInstanceOf(Outcome.Satisfied.class));
        }
    }

    @Test
    void findsInvalidDataThatEndsIn500AndShrinksTheRequest() {
        assertThat(findings(Defect.CRASHES_ON_BAD_QUANTITY)).singleElement().satisfies(f -> {
            assertThat(f.did())
                    .startsWith("called createOrder (POST /orders) with invalid data: body breaks \"")
                    .doesNotContain("clientRef");
            assertThat(f.saw()).startsWith("invalid data ended in 500: status 500: {");
            assertThat(f.expected())
                    .isEqualTo("a 4xx that is declared (201, 202, 400, 401, 409, 422)"
                            + " (orders.openapi.yaml#/paths/~1orders/post/responses)");
            assertThat(f.replay()).startsWith("curl").contains("$TOKEN");
        });
    }

    @Test
    void blamesTheRequestThatEndsTheServiceAndNotThoseAfterIt() {
        assertThat(findings(Defect.ENDS_ON_BAD_QUANTITY)).singleElement().satisfies(f -> {
            assertThat(f.did()).startsWith("called createOrder (POST /orders) with invalid data: body breaks \"");
            assertThat(f.saw()).startsWith("no answer");
        });
    }

    @Test
    void findsABodyThatIsNotAsDescribed() {
        assertThat(findings(Defect.QUANTITY_AS_TEXT))
                .hasSizeGreaterThanOrEqualTo(2)
                .allSatisfy(f -> assertThat(f.saw()).startsWith("body not as described: type at /"))
                .anySatisfy(f -> assertThat(f.saw()).contains("body at /quantity: ", "integer expected"));
    }

    @Test
    void findsAStatusThatIsNotDeclared() {
        assertThat(findings(Defect.UNDECLARED_STATUS))
                .extracting(Finding::did)
                .anySatisfy(did -> assertThat(did).startsWith("called getOrder (GET /orders/{id}) with valid data"));
        assertThat(findings(Defect.UNDECLARED_STATUS))
                .allSatisfy(f -> assertThat(f.saw()).startsWith("undeclared status 410: status 410"));
    }

    @Test
    void findsInvalidDataThatIsTaken() {
        assertThat(findings(Defect.ACCEPTS_ANYTHING))
                .anySatisfy(f -> assertThat(f.saw()).startsWith("invalid data was taken: status 20"));
    }

    @Test
    void cannotTellWhenTheTokenIsRefused() {
        Target target = FixtureTarget.target().withIdentities(new Identity.Given("carol", "wrong"));
        try (FixtureSystem system = FixtureSystem.with(Defect.NONE, target)) {
            assertThat(CheckHarness.run(new BehaviourMatchesDescription(system.tables()), system, ORDERS))
                    .isInstanceOfSatisfying(
                            Outcome.Inconclusive.class,
                            o -> assertThat(o.why())
                                    .contains(
                                            "no valid request to createOrder was accepted (401); let it be called by an"
                                                    + " identity that may, with \"as:\""));
        }
    }

    @Test
    void cannotTellWithoutAUsableDescription() {
        Target target = FixtureTarget.target()
                .withServices(
                        FixtureTarget.orders().withOpenapi(FixtureTarget.file("order.json")), FixtureTarget.stock());
        try (FixtureSystem system = FixtureSystem.with(Defect.NONE, target)) {
            assertThat(CheckHarness.run(new BehaviourMatchesDescription(system.tables()), system, ORDERS))
                    .isEqualTo(new Outcome.Inconclusive(
                            "order.json is no OpenAPI description of version 3.0 or 3.1: \"openapi\" is missing"));
        }
    }

    @Test
    void appliesToNothingWithoutADescription() {
        assertThat(check.subjects(Target.of(Path.of("/"), "t")))
                .isEqualTo(new Subjects.None("no service has an OpenAPI description; give it one with \"openapi:\""));
        assertThat(check.judge(new ApiObservation(
                        "a.yaml", "{\"openapi\": \"3.1.0\", \"paths\": {}}", "", List.of(), List.of())))
                .isEqualTo(new Outcome.Inapplicable("a.yaml describes no operation"));
    }

    private List<Finding> findings(Defect defect) {
        try (FixtureSystem system = FixtureSystem.with(defect)) {
            Outcome outcome = CheckHarness.run(new BehaviourMatchesDescription(system.tables()), system, ORDERS);
            assertThat(outcome).isInstanceOf(Outcome.Violated.class);
            return ((Outcome.Violated) outcome).findings();
        }
    }
}
