package dev.seatrial.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seatrial.check.Outcome;
import dev.seatrial.check.Subject;
import dev.seatrial.environment.StartEvent;
import dev.seatrial.environment.StartEvent.Phase;
import dev.seatrial.run.CheckResult;
import dev.seatrial.run.RunEvent;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ConsoleProgressTest {

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final CheckResult result =
            SampleReport.result("IDEMP-001", "orders", "a rule", new Outcome.Satisfied("fine"));

    private String shown(boolean terminal) {
        ConsoleProgress progress =
                new ConsoleProgress(new PrintStream(bytes, true, StandardCharsets.UTF_8), terminal, false);
        progress.start(new StartEvent("orders-db", Phase.STARTING, "", Duration.ZERO));
        progress.start(new StartEvent("orders-db", Phase.READY, "port 5432", Duration.ofMillis(1_500)));
        progress.run(new RunEvent.Planned(2, 7));
        progress.run(new RunEvent.Started(result.requirement(), Subject.of("orders")));
        progress.run(new RunEvent.Finished(result, 1, 2));
        progress.end();
        return bytes.toString(StandardCharsets.UTF_8);
    }

    @Test
    void writesALineForWhatHasEnded() {
        assertThat(shown(false)).isEqualToNormalizingNewlines("""
                          ready     orders-db  port 5432  1.5 s
                          2 checks of subjects, seed 7
                          satisfied     IDEMP-001 orders  1.2 s
                        """);
    }

    @Test
    void showsWhatRunsOnATerminalAndTakesItAwayAtTheEnd() {
        String shown = shown(true);
        assertThat(shown).contains("\r\u001b[K  orders-db …", "\r\u001b[K  IDEMP-001 orders …");
        assertThat(shown).endsWith("\r\u001b[K");
    }

    @Test
    void saysWhatAServiceSaidLastWhenItEndedByItself() {
        ConsoleProgress progress =
                new ConsoleProgress(new PrintStream(bytes, true, StandardCharsets.UTF_8), false, false);
        progress.run(new RunEvent.Ended(
                "orders", Optional.of(1), List.of("SyntaxError: " + "x".repeat(80), "    at main"), Optional.empty()));
        progress.run(new RunEvent.Ended("stock", Optional.empty(), List.of(), Optional.of("it exited with 7")));

        assertThat(bytes.toString(StandardCharsets.UTF_8)).isEqualToNormalizingNewlines("""
                          ended         orders by itself, exit code 1; started again
                            | SyntaxError: %s…
                            |     at main
                          ended         stock by itself; not started again: it exited with 7
                        """.formatted("x".repeat(59)));
    }
}
