package dev.seatrial.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seatrial.check.Outcome;
import dev.seatrial.environment.StartEvent;
import dev.seatrial.environment.StartEvent.Phase;
import dev.seatrial.report.Timings.Stretch;
import dev.seatrial.run.RunResult;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TimingsTest {

    @Test
    void followsWhatTheEndHadToWaitFor() {
        assertThat(CriticalPath.of(List.of(
                        stretch("db", 0, 3),
                        stretch("quick", 0, 1),
                        stretch("service", 3, 9),
                        stretch("steady", 12, 5),
                        stretch("beside", 12, 2),
                        stretch("last", 17, 4))))
                .extracting(Stretch::what)
                .containsExactly("db", "service", "steady", "last");
        assertThat(CriticalPath.of(List.of())).isEmpty();
    }

    @Test
    void putsStartAndChecksOnOneTimeLine() {
        RunResult run = new RunResult(
                "core",
                List.of(SampleReport.result("A-001", "orders", "a rule", new Outcome.Satisfied("fine"))),
                1,
                SampleReport.START.plusSeconds(18),
                Duration.ofSeconds(4),
                Duration.ofSeconds(3),
                Duration.ZERO,
                Optional.empty(),
                List.of());
        Timings timings = Timings.of(
                run,
                List.of(
                        event("db", Phase.STARTING, 0),
                        event("db", Phase.READY, 2),
                        event("orders", Phase.STARTING, 2),
                        event("orders", Phase.READY, 5),
                        event("environment", Phase.READY, 5),
                        event("orders", Phase.STOPPED, 60)));

        assertThat(timings.starts()).containsExactly(stretch("db", 0, 2), stretch("orders", 2, 3));
        assertThat(timings.environment()).isEqualTo(Duration.ofSeconds(5));
        assertThat(timings.criticalPath())
                .containsExactly(
                        stretch("db", 0, 2),
                        stretch("orders", 2, 3),
                        new Stretch("A-001 orders", Duration.ofSeconds(7), Duration.ofMillis(1_230)));
    }

    @Test
    void whatIsNotOnTheCriticalPathIsTheHarnesssOwn() {
        Report report = SampleReport.rich();

        assertThat(report.overhead()).isEqualTo(Duration.ofSeconds(1));
        assertThat(new ConsoleWriter().text(report))
                .containsPattern("took 42.3 s, 1 s of it beside its\\s+critical\\s+path: start 12 s");
        assertThat(new HtmlWriter().text(report)).contains("Beside this path: 1 s, 2 % of the whole.");
    }

    private static StartEvent event(String subject, Phase phase, int second) {
        return new StartEvent(subject, phase, "", Duration.ofSeconds(second));
    }

    private static Stretch stretch(String what, int from, int took) {
        return new Stretch(what, Duration.ofSeconds(from), Duration.ofSeconds(took));
    }
}
