package dev.seatrial.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.seatrial.check.Subjects;
import dev.seatrial.target.Target;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlanTest {

    private static final Target TARGET = FakeEnvironment.target(List.of(), List.of(), "orders", "payments");
    private static final List<FakeCheck> CHECKS = List.of(check("IDEMP-001"), check("IDEMP-002"), check("RES-999"));

    private static FakeCheck check(String id) {
        return FakeCheck.steady(id, (subject, voyage) -> "good");
    }

    private static List<String> planned(RunOptions options) {
        return Plan.of(CHECKS, TARGET, options).stops().stream()
                .map(stop -> stop.requirement().id() + " " + stop.subject().orElseThrow())
                .toList();
    }

    @Test
    void selectsByPatternOfIdOrSuite() {
        assertThat(planned(RunOptions.defaults().withOnly(List.of("idemp-*"))))
                .containsExactly("IDEMP-001 orders", "IDEMP-001 payments", "IDEMP-002 orders", "IDEMP-002 payments");
        assertThat(planned(RunOptions.defaults().withOnly(List.of("RES-???")))).hasSize(2);
        assertThat(planned(RunOptions.defaults().withOnly(List.of("fake")))).hasSize(6);
    }

    @Test
    void selectsBySubject() {
        assertThat(planned(RunOptions.defaults().withOnly(List.of("RES-*")).withSubjects(List.of("pay*"))))
                .containsExactly("RES-999 payments");
    }

    @Test
    void aProfileIsASelectionOfRequirements() {
        assertThat(planned(RunOptions.defaults().withProfile("core")))
                .allMatch(name -> name.startsWith("IDEMP"))
                .hasSize(4);
        assertThat(planned(RunOptions.defaults())).as("the target's own").hasSize(6);
    }

    @Test
    void anOwnProfileExtendsAndLeavesOut(@TempDir Path folder) throws Exception {
        assertThat(ownProfile(folder, "{ extends: core, include: [RES-999], exclude: [IDEMP-002] }"))
                .containsExactly("IDEMP-001 orders", "IDEMP-001 payments", "RES-999 orders", "RES-999 payments");
        assertThat(ownProfile(folder, "{ include: [fake] }")).hasSize(6);
    }

    @Test
    void anOwnProfileThatNamesWhatThereIsNotIsRefusedWithItsPlaceAndTheNearestName(@TempDir Path folder) {
        assertThatThrownBy(() -> ownProfile(folder, "{ extends: core, include: [RES-99], exclude: [nonsense] }"))
                .isInstanceOf(UsageException.class)
                .hasMessageMatching(
                        "(?s).*seatrial.yaml:4:36: error: \"RES-99\" of profile \"ours\" matches no check;"
                                + " did you mean \"RES-999\"\\? there are IDEMP-001, IDEMP-002, RES-999, fake\\R"
                                + ".*\\^\\R.*seatrial.yaml:4:55: error: \"nonsense\" of profile \"ours\" matches no check; there are .*");
        assertThatThrownBy(() -> ownProfile(folder, "{ include: [RES-*], exclude: [fake] }"))
                .hasMessageContaining("seatrial.yaml:4:3: error: profile \"ours\" leaves out all that it includes");
    }

    private static List<String> ownProfile(Path folder, String profile) throws Exception {
        Files.writeString(folder.resolve("seatrial.yaml"), """
                seatrial: 1
                system: shop
                profiles:
                  ours: %s
                services:
                  orders: { url: "http://127.0.0.1:1" }
                  payments: { url: "http://127.0.0.1:2" }
                """.formatted(profile));
        return Plan.of(
                        CHECKS,
                        Target.parse(folder).orThrow(),
                        RunOptions.defaults().withProfile("ours"))
                .stops()
                .stream()
                .map(Plan.Stop::name)
                .toList();
    }

    @Test
    void aPatternThatMatchesNothingIsRefusedWithTheNearestName() {
        assertThatThrownBy(() -> planned(RunOptions.defaults().withOnly(List.of("IDEM-001"))))
                .isInstanceOf(UsageException.class)
                .hasMessage("--only IDEM-001 matches no check; did you mean \"IDEMP-001\"?"
                        + " there are IDEMP-001, IDEMP-002, RES-999");
        assertThatThrownBy(() -> planned(RunOptions.defaults().withSubjects(List.of("paymnts"))))
                .hasMessage("--subject paymnts matches nothing that the selected checks look at;"
                        + " did you mean \"payments\"? the services are orders, payments");
        assertThatThrownBy(() -> planned(RunOptions.defaults().withProfile("cor")))
                .hasMessage("there is no profile \"cor\"; did you mean \"core\"? expected one of core, extended");
        assertThatThrownBy(
                        () -> Plan.of(List.of(), TARGET, RunOptions.defaults().withOnly(List.of("A-001"))))
                .hasMessage("--only A-001 matches no check; no suite of checks is on the class path");
    }

    @Test
    void aTargetThatAsksWhatCannotBeIsRefusedOnlyWhereItsCheckIsSelected() {
        List<FakeCheck> checks =
                List.of(check("A-001"), check("B-001").of(target -> new Subjects.Mistaken("there is no such Pact")));
        assertThatThrownBy(() -> Plan.of(checks, TARGET, RunOptions.defaults()))
                .isInstanceOf(UsageException.class)
                .hasMessage("there is no such Pact");
        assertThat(Plan.of(checks, TARGET, RunOptions.defaults().withOnly(List.of("A-*")))
                        .stops())
                .hasSize(2);
    }

    @Test
    void twoChecksWithOneIdAreRefusedWithBothNames() {
        assertThatThrownBy(() -> Checks.distinct(List.of(check("IDEMP-001"), check("IDEMP-001"))))
                .isInstanceOf(UsageException.class)
                .hasMessage("two checks have the id IDEMP-001: dev.seatrial.run.FakeCheck and"
                        + " dev.seatrial.run.FakeCheck; take one of them off the class path");
    }

    @Test
    void impossibleOptionsAreRefused() {
        assertThatThrownBy(() -> RunOptions.defaults().withTimeout(java.time.Duration.ZERO))
                .hasMessage("the timeout of a check must be positive, not PT0S");
        assertThatThrownBy(() -> RunOptions.defaults().withParallel(0))
                .hasMessage("at least one check must run at a time, not 0");
    }
}
