package dev.seatrial.suite.data;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seatrial.check.Outcome;
import dev.seatrial.check.Subject;
import dev.seatrial.check.Subjects;
import dev.seatrial.fixture.CheckHarness;
import dev.seatrial.fixture.Defect;
import dev.seatrial.fixture.FixtureSystem;
import dev.seatrial.suite.data.SessionsObservation.Holder;
import dev.seatrial.target.Target;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class OneServicePerDatabaseTest {

    @Test
    void isSilentOnTheConformingTwin() {
        try (FixtureSystem system = FixtureSystem.conforming()) {
            assertThat(CheckHarness.run(new OneServicePerDatabase(system.tables()), system))
                    .hasSize(2)
                    .allSatisfy((subject, outcome) -> assertThat(outcome).isInstanceOf(Outcome.Satisfied.class))
                    .hasEntrySatisfying(
                            Subject.of("orders-db"),
                            outcome -> assertThat(((Outcome.Satisfied) outcome).summary())
                                    .matches(
                                            "only orders had sessions on orders-db in \\d+ looks while these journeys were"
                                                    + " made: place-order"));
        }
    }

    @Test
    void findsAServiceThatReadsAnothersTables() {
        assertThat(outcome(Defect.SHARED_DATABASE))
                .isInstanceOfSatisfying(
                        Outcome.Violated.class,
                        o -> assertThat(o.findings()).singleElement().satisfies(f -> {
                            assertThat(f.did()).startsWith("read the sessions of orders-db ");
                            assertThat(f.saw())
                                    .isEqualTo("2 services use it: orders (by its application name, user orders,"
                                            + " application \"orders\", 1 at once), stock (by its application name,"
                                            + " user stock, application \"stock\", 1 at once)");
                            assertThat(f.expected()).isEqualTo("sessions of one service");
                        }));
    }

    @Test
    void findsAServiceThatUsesAnothersCredentials() {
        assertThat(outcome(Defect.SHARED_CREDENTIALS))
                .isInstanceOfSatisfying(
                        Outcome.Violated.class,
                        o -> assertThat(o.findings().get(0).saw())
                                .contains(
                                        "stock (by its application name, user orders, application \"stock\", 1 at once)"));
    }

    @Test
    void cannotTellWithoutASession() {
        try (FixtureSystem system = FixtureSystem.conforming()) {
            system.tables().endSessions();
            assertThat(CheckHarness.run(new OneServicePerDatabase(system.tables()), system, Subject.of("orders-db")))
                    .isInstanceOfSatisfying(
                            Outcome.Inconclusive.class,
                            o -> assertThat(o.why()).startsWith("no session of a service was seen on orders-db in "));
        }
    }

    @Test
    void appliesToNothingWithoutADatabase() {
        try (FixtureSystem system = FixtureSystem.conforming()) {
            assertThat(new OneServicePerDatabase(system.tables()).subjects(Target.of(Path.of("/"), "t")))
                    .isEqualTo(new Subjects.None("the target has no database"));
        }
    }

    @Test
    void appliesToNothingWhereOneServiceIsAlone() {
        try (FixtureSystem system = FixtureSystem.conforming()) {
            Target all = system.target();
            Target alone = all.withServices(all.services().get("orders"));

            assertThat(new OneServicePerDatabase(system.tables()).subjects(alone))
                    .isEqualTo(new Subjects.None(
                            "the target has one service, so that no other of it could use its databases"));
        }
    }

    @Test
    void tellsUsersOfOneDatabaseByTheirLinks() {
        Holder shared = new Holder("", "the user is shared by a, b", "u", "", 2);
        Holder first = new Holder("a", "connections on its link a -> db", "", "", 1);
        Holder second = new Holder("b", "connections on its link b -> db", "", "", 1);

        assertThat(judge(List.of(), 0, shared, first)).isInstanceOf(Outcome.Satisfied.class);
        assertThat(judge(List.of(), 0, shared, first, second)).isInstanceOf(Outcome.Violated.class);
        assertThat(judge(List.of(), 1, shared, first)).isInstanceOf(Outcome.Inconclusive.class);
        assertThat(((Outcome.Inconclusive) judge(List.of(), 0, shared)).why())
                .isEqualTo("it is not known whose these sessions on db are: somebody (the user is shared by a, b,"
                        + " user u, 2 at once); name migrators and poolers under \"also-used-by:\"");
    }

    @Test
    void cannotTellWhoComesAroundTheLinks() {
        Holder own = new Holder("a", "by its user", "a", "", 3);
        assertThat(((Outcome.Inconclusive) judge(List.of(), 2, own)).why())
                .startsWith(
                        "2 sessions on db came around every link, so it is not known whose they are: a (by its user,"
                                + " user a, 3 at once); ");
    }

    @Test
    void allowsDeclaredMigratorsAndPoolers() {
        Holder own = new Holder("a", "by its user", "a", "", 1);
        Holder flyway = new Holder("", "the user is nobody's", "flyway", "", 1);
        Holder pooler = new Holder("b", "by its user", "b", "pgbouncer", 1);

        assertThat(judge(List.of("flyway", "pgbouncer"), 0, own, flyway, pooler))
                .isInstanceOf(Outcome.Satisfied.class);
        assertThat(judge(List.of("pgbouncer"), 0, own, flyway, pooler)).isInstanceOf(Outcome.Inconclusive.class);
        assertThat(judge(List.of("flyway"), 0, own, flyway, pooler)).isInstanceOf(Outcome.Violated.class);
    }

    @Test
    void cannotTellWhereNothingMadeTheSystemWork() {
        Holder own = new Holder("a", "by its user", "a", "", 1);
        Holder other = new Holder("b", "by its user", "b", "", 1);
        try (FixtureSystem system = FixtureSystem.conforming()) {
            OneServicePerDatabase check = new OneServicePerDatabase(system.tables());
            assertThat(check.judge(idle(List.of(), own)))
                    .isEqualTo(new Outcome.Inconclusive("only a had sessions on db, but the system was idle (the target"
                            + " declares no journey), so that who else would use it was not seen; let a journey make the"
                            + " system work"));
            assertThat(check.judge(idle(List.of("j (step 1)"), own)))
                    .isInstanceOfSatisfying(
                            Outcome.Inconclusive.class,
                            o -> assertThat(o.why())
                                    .startsWith("only a had sessions on db, but these journeys were made: j (step 1)"));
            assertThat(check.judge(idle(List.of(), own, other))).isInstanceOf(Outcome.Violated.class);
        }
    }

    private static SessionsObservation idle(List<String> journeys, Holder... holders) {
        return new SessionsObservation("db", "", List.of("a"), List.of(), journeys, 0, 4, List.of(holders), 0);
    }

    @Test
    void cannotTellWhenTheSessionsCannotBeRead() {
        try (FixtureSystem system = FixtureSystem.conforming()) {
            assertThat(new OneServicePerDatabase(system.tables())
                            .judge(new SessionsObservation(
                                    "db", "denied", List.of(), List.of(), List.of(), 0, 0, List.of(), 0)))
                    .isEqualTo(new Outcome.Inconclusive("denied"));
        }
    }

    private static Outcome judge(List<String> alsoUsedBy, int unlinked, Holder... holders) {
        try (FixtureSystem system = FixtureSystem.conforming()) {
            return new OneServicePerDatabase(system.tables())
                    .judge(new SessionsObservation(
                            "db", "", List.of("a", "b"), alsoUsedBy, List.of("j"), 1, 4, List.of(holders), unlinked));
        }
    }

    private static Outcome outcome(Defect defect) {
        try (FixtureSystem system = FixtureSystem.with(defect)) {
            return CheckHarness.run(new OneServicePerDatabase(system.tables()), system, Subject.of("orders-db"));
        }
    }
}
