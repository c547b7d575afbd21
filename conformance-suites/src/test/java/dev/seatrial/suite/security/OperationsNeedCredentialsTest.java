package dev.seatrial.suite.security;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seatrial.check.Outcome;
import dev.seatrial.check.Subject;
import dev.seatrial.check.Subjects;
import dev.seatrial.fixture.CheckHarness;
import dev.seatrial.fixture.Defect;
import dev.seatrial.fixture.Exchanges;
import dev.seatrial.fixture.FixtureSystem;
import dev.seatrial.fixture.FixtureTarget;
import dev.seatrial.fixture.MemoryTables;
import dev.seatrial.suite.security.CredentialsObservation.Asked;
import dev.seatrial.suite.security.CredentialsObservation.Stranger;
import dev.seatrial.target.Identity;
import dev.seatrial.target.Program;
import dev.seatrial.target.Service;
import dev.seatrial.target.Target;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class OperationsNeedCredentialsTest {

    private final OperationsNeedCredentials check = new OperationsNeedCredentials(new MemoryTables());

    @Test
    void isSilentOnTheConformingTwin() {
        try (FixtureSystem system = FixtureSystem.conforming()) {
            assertThat(CheckHarness.run(new OperationsNeedCredentials(system.tables()), system))
                    .containsEntry(
                            Subject.of("orders"),
                            new Outcome.Satisfied("4 operations refused no credentials and a bearer token that is"
                                    + " garbage, and took a valid token"))
                    .hasSize(2)
                    .allSatisfy((subject, outcome) -> assertThat(outcome).isInstanceOf(Outcome.Satisfied.class));
            // One by a valid token, one by the journey for each service: none by a stranger, and none deleted.
            assertThat(system.tables().table("orders-db", "orders")).hasSize(3);
        }
    }

    @Test
    void findsAReadThatAsksNobody() {
        try (FixtureSystem system = FixtureSystem.with(Defect.OPEN_READ)) {
            Outcome outcome = CheckHarness.run(new OperationsNeedCredentials(system.tables()), system)
                    .get(Subject.of("orders"));
            assertThat(outcome).isInstanceOf(Outcome.Violated.class);
            List<String> did = ((Outcome.Violated) outcome)
                    .findings().stream().map(f -> f.did() + ": " + f.saw()).toList();
            assertThat(did)
                    .containsExactly(
                            "called listOrders (GET) with no credentials: status 200; with a valid token it is 200",
                            "called listOrders (GET) with a bearer token that is garbage: status 200; with a valid token"
                                    + " it is 200",
                            "called getOrder (GET) with no credentials: status 200; with a valid token it is 200",
                            "called getOrder (GET) with a bearer token that is garbage: status 200; with a valid token"
                                    + " it is 200");
        }
    }

    @Test
    void findsAServiceThatTakesAnyToken() {
        try (FixtureSystem system = FixtureSystem.with(Defect.ANY_TOKEN)) {
            Outcome outcome = CheckHarness.run(new OperationsNeedCredentials(system.tables()), system)
                    .get(Subject.of("orders"));
            assertThat(((Outcome.Violated) outcome).findings())
                    .hasSize(3)
                    .allSatisfy(f -> assertThat(f.did()).endsWith("with a bearer token that is garbage"))
                    .allSatisfy(f -> assertThat(f.expected()).isEqualTo("401 or 403"))
                    .allSatisfy(f -> assertThat(f.replay()).startsWith("curl"));
        }
    }

    @Test
    void cannotTellWhenTheValidTokenIsRefused() {
        Target target = FixtureTarget.target().withIdentities(new Identity.Given("carol", "wrong"));
        try (FixtureSystem system = FixtureSystem.with(Defect.NONE, target)) {
            assertThat(CheckHarness.run(new OperationsNeedCredentials(system.tables()), system)
                            .get(Subject.of("orders")))
                    .isInstanceOfSatisfying(
                            Outcome.Inconclusive.class,
                            o -> assertThat(o.why())
                                    .contains(
                                            "listOrders refuses the valid token, too (401), so its refusals show nothing"));
        }
    }

    @Test
    void cannotTellWithoutAUsableDescription() {
        Target target = FixtureTarget.target()
                .withServices(
                        FixtureTarget.orders().withOpenapi(FixtureTarget.file("order.json")), FixtureTarget.stock());
        try (FixtureSystem system = FixtureSystem.with(Defect.NONE, target)) {
            assertThat(CheckHarness.run(new OperationsNeedCredentials(system.tables()), system)
                            .get(Subject.of("orders")))
                    .isEqualTo(new Outcome.Inconclusive(
                            "order.json is no OpenAPI description of version 3.0 or 3.1: \"openapi\" is missing"));
        }
    }

    @Test
    void appliesToNothingWithoutADescription() {
        Target target =
                Target.of(Path.of("/"), "t").withServices(Service.of("a", new Program.Command(List.of("a")), 1));
        assertThat(check.subjects(target))
                .isInstanceOfSatisfying(
                        Subjects.None.class,
                        none -> assertThat(none.why()).startsWith("no service has an OpenAPI description"));
    }

    @Test
    void appliesToNoServiceWhoseOperationsAreAllPublic() {
        assertThat(check.judge(new CredentialsObservation("", List.of("getVersion"), List.of())))
                .isEqualTo(new Outcome.Inapplicable(
                        "the OpenAPI description declares every operation public: getVersion"));
        assertThat(check.judge(new CredentialsObservation("", List.of(), List.of())))
                .isEqualTo(new Outcome.Inapplicable("the OpenAPI description has no operations"));
    }

    @Test
    void countsForbiddenAsRefused() {
        assertThat(judge(200, 403)).isInstanceOf(Outcome.Satisfied.class);
        assertThat(judge(204, 401)).isInstanceOf(Outcome.Satisfied.class);
    }

    @Test
    void findsAnswersThatLookAtTheRequestFirst() {
        assertThat(judge(201, 400)).isInstanceOf(Outcome.Violated.class);
        assertThat(judge(200, 404)).isInstanceOf(Outcome.Violated.class);
        assertThat(judge(200, 302)).isInstanceOf(Outcome.Violated.class);
        assertThat(judge(200, 500)).isInstanceOf(Outcome.Violated.class);
    }

    @Test
    void cannotTellByAStrangerWhoIsTurnedAwayForTheMoment() {
        for (int status : List.of(429, 503)) {
            assertThat(why(judge(200, status)))
                    .isEqualTo("op with no credentials was turned away for the moment (" + status + ")");
        }
    }

    @Test
    void cannotTellWhereNobodyGetsAnything() {
        assertThat(why(judge(404, 404)))
                .isEqualTo("op with no credentials is answered 404 as with a valid token; it is not known whether it"
                        + " exists");
        assertThat(why(judge(500, 401))).isEqualTo("op answers a valid token with 500");
        assertThat(why(judge(0, 401))).isEqualTo("op gave no answer to a valid token: refused");
        assertThat(why(judge(200, 0))).isEqualTo("op with no credentials gave no answer: refused");
        assertThat(why(check.judge(new CredentialsObservation(
                        "", List.of(), List.of(new Asked("op", "no value for {id}", List.of(), List.of()))))))
                .isEqualTo("op could not be asked: no value for {id}");
    }

    private Outcome judge(int allowed, int stranger) {
        return check.judge(new CredentialsObservation(
                "",
                List.of(),
                List.of(new Asked(
                        "op",
                        "",
                        List.of(Exchanges.answered(allowed)),
                        List.of(new Stranger("no credentials", Exchanges.answered(stranger)))))));
    }

    private static String why(Outcome outcome) {
        return ((Outcome.Inconclusive) outcome).why();
    }
}
