package dev.seatrial.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seatrial.check.Outcome;
import dev.seatrial.check.Reach;
import dev.seatrial.environment.Capability;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** Services that end while checks look at them. */
class RevivalTest {

    private final FakeEnvironment environment = FakeEnvironment.of("orders");
    private final List<RunEvent.Ended> endings = new ArrayList<>();
    private final Map<String, Integer> looks = new ConcurrentHashMap<>();

    private List<CheckResult> run(FakeEnvironment where, FakeCheck... checks) {
        return new Runner(List.of(checks), RunOptions.defaults(), event -> {
                    if (event instanceof RunEvent.Ended ended) {
                        endings.add(ended);
                    }
                })
                .run(where)
                .results();
    }

    private List<CheckResult> run(FakeCheck... checks) {
        return run(environment, checks);
    }

    /** A steady check whose look ends the service, each time. */
    private FakeCheck deadly(String id, String saw) {
        return FakeCheck.steady(id, (subject, voyage) -> {
            looks.merge(id, 1, Integer::sum);
            environment.end("orders");
            return saw;
        });
    }

    @Test
    void whatEndsAServiceIsSeenAgainWhenItIsAlone() {
        List<CheckResult> results = run(deadly("FAKE-001", "bad: no answer"));

        assertThat(results.get(0).outcome()).isInstanceOf(Outcome.Violated.class);
        assertThat(results.get(0).notes())
                .containsExactly(
                        "\"orders\" ended with exit code 1 during this look; the last lines of its log:\n"
                                + "cannot find the compass",
                        "looked at again, alone, as a service had ended during the first look, which came to:"
                                + " violated: bad: no answer");
        assertThat(results.get(0).observation()).isPresent();
        assertThat(looks).containsEntry("FAKE-001", 2);
        assertThat(endings)
                .containsExactly(
                        new RunEvent.Ended(
                                "orders", Optional.of(1), List.of("cannot find the compass"), Optional.empty()),
                        endings.get(0));
        assertThat(environment.runs("orders")).isTrue();
    }

    @Test
    void whoSawADeadServiceBesideTheCulpritLooksAgain() {
        CountDownLatch dead = new CountDownLatch(1);
        List<CheckResult> results = run(
                FakeCheck.steady("FAKE-001", (subject, voyage) -> {
                    if (looks.merge("culprit", 1, Integer::sum) == 1) {
                        environment.end("orders");
                    }
                    dead.countDown();
                    return "bad: no answer";
                }),
                FakeCheck.steady("FAKE-002", (subject, voyage) -> {
                    dead.await();
                    return looks.merge("innocent", 1, Integer::sum) == 1 ? "bad: refused" : "good";
                }));

        assertThat(results.get(1).outcome()).isEqualTo(new Outcome.Satisfied("good"));
        assertThat(results.get(1).notes()).singleElement().asString().endsWith("violated: bad: refused");
        assertThat(results.get(0).outcome())
                .as("what a check sees of a service that runs is its own")
                .isInstanceOf(Outcome.Violated.class);
        assertThat(endings).hasSize(1);
    }

    @Test
    void whatIsUnclearOfADeadServiceSaysSo() {
        List<CheckResult> results = run(deadly("FAKE-001", "unclear"));

        assertThat(results.get(0).outcome())
                .isEqualTo(new Outcome.Inconclusive("\"orders\" ended with exit code 1 during this look; unclear"));
        assertThat(results.get(0).observation())
                .as("what was seen of it is not judged again")
                .isEmpty();
    }

    @Test
    void whatCannotBeStartedAgainIsTheReasonFromThenOn() {
        List<CheckResult> results = run(
                FakeCheck.steady("FAKE-001", (subject, voyage) -> {
                    environment.wreck("orders");
                    return "good";
                }),
                FakeCheck.disturbing("FAKE-002", (subject, voyage) -> "unclear"),
                FakeCheck.disturbing("FAKE-003", (subject, voyage) -> "unclear"));

        String why = "\"orders\" ended with exit code 1 and could not be started again (service \"orders\" exited"
                + " with 1) during this look; unclear";
        assertThat(results)
                .extracting(CheckResult::outcome)
                .containsExactly(
                        new Outcome.Satisfied("good"), new Outcome.Inconclusive(why), new Outcome.Inconclusive(why));
        assertThat(endings)
                .singleElement()
                .satisfies(ending -> assertThat(ending.failed()).contains("service \"orders\" exited with 1"));
    }

    @Test
    void aDisturbingCheckThatEndsAServiceFindsItRunningWhenItLooksOnceMore() {
        List<Boolean> ran = new ArrayList<>();
        List<CheckResult> results = run(FakeCheck.disturbing("FAKE-001", (subject, voyage) -> {
                    ran.add(environment.runs("orders"));
                    environment.end("orders");
                    return "bad: it fell";
                })
                .reaching((subject, target) -> Reach.of(subject.service(), target)));

        assertThat(ran).containsExactly(true, true);
        assertThat(results.get(0).outcome()).isInstanceOf(Outcome.Violated.class);
        assertThat(results.get(0).notes()).isNotEmpty();
    }

    @Test
    void nothingIsStartedWhereServicesAreNotOurs() {
        FakeEnvironment staging = FakeEnvironment.of("orders").without(Capability.LIFECYCLE);
        staging.end("orders");

        List<CheckResult> results = run(staging, FakeCheck.steady("FAKE-001", (subject, voyage) -> "bad"));

        assertThat(results.get(0).notes()).isEmpty();
        assertThat(endings).isEmpty();
        assertThat(staging.runs("orders")).isFalse();
    }
}
