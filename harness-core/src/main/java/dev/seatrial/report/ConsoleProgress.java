package dev.seatrial.report;

import dev.seatrial.check.Outcome;
import dev.seatrial.environment.StartEvent;
import dev.seatrial.environment.StartEvent.Phase;
import dev.seatrial.run.CheckResult;
import dev.seatrial.run.Durations;
import dev.seatrial.run.Outcomes;
import dev.seatrial.run.RunEvent;
import java.io.PrintStream;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * Shows what is being done while it is done: a line for what has ended, and on a terminal one line, always rewritten,
 * for what runs.
 */
public final class ConsoleProgress {

    private final PrintStream out;
    private final boolean terminal;
    private final Paint paint;
    private final Set<String> running = new LinkedHashSet<>();
    private String count = "";

    /**
     * Progress on a stream.
     *
     * @param out stderr, as a rule: stdout is for results
     * @param terminal whether lines can be rewritten
     * @param colours whether to use colours
     */
    public ConsoleProgress(PrintStream out, boolean terminal, boolean colours) {
        this.out = out;
        this.terminal = terminal;
        this.paint = new Paint(colours);
    }

    /** Hears what happens while an environment starts and stops. */
    public synchronized void start(StartEvent event) {
        if (event.phase() == Phase.READY || event.phase() == Phase.STOPPED) {
            running.remove(event.subject());
        } else {
            running.add(event.subject());
        }
        if (event.phase() != Phase.STARTING && event.phase() != Phase.STOPPING) {
            String word = switch (event.phase()) {
                case CLEARING -> "clearing";
                case FETCHING -> "fetching";
                case READY -> "ready   ";
                default -> "stopped ";
            };
            line("  " + word + "  " + event.subject() + (event.detail().isEmpty() ? "" : "  " + event.detail()) + "  "
                    + paint.dim(Durations.text(event.at())));
        }
        status();
    }

    /** Hears what happens during a run. */
    public synchronized void run(RunEvent event) {
        if (event instanceof RunEvent.Planned planned) {
            running.clear();
            line("  " + planned.total() + " checks of subjects, seed " + planned.seed());
        } else if (event instanceof RunEvent.Started started) {
            running.add(started.requirement().id() + " " + started.subject());
        } else if (event instanceof RunEvent.Confirming confirming) {
            line("  looking once more: " + confirming.requirement().id() + " " + confirming.subject());
        } else if (event instanceof RunEvent.Finished finished) {
            running.remove(finished.result().name());
            count = finished.done() + "/" + finished.total();
            if (!(finished.result().outcome() instanceof Outcome.Inapplicable)) {
                line(finished(finished.result()));
            }
        }
        if (event instanceof RunEvent.Ended ended) {
            ended(ended);
        }
        status();
    }

    private void ended(RunEvent.Ended ended) {
        String code = ended.code().map(c -> ", exit code " + c).orElse("");
        String then = ended.failed().map(why -> "not started again: " + why).orElse("started again");
        line("  " + paint.bold(pad("ended")) + "  " + ended.service() + " by itself" + code + "; " + then);
        ended.log().forEach(said -> line(paint.dim(Wrap.cut("    | " + said))));
    }

    /** Takes the line of what runs away. */
    public synchronized void end() {
        running.clear();
        erase();
        out.flush();
    }

    private String finished(CheckResult result) {
        String word = result.waiver().isPresent() ? "waived" : Outcomes.kind(result.outcome());
        return "  " + paint.of(result.outcome(), pad(word)) + "  " + result.name() + "  "
                + paint.dim(Durations.text(result.took()));
    }

    private static String pad(String word) {
        return word + " ".repeat(Math.max(0, 12 - word.length()));
    }

    private void line(String text) {
        erase();
        out.println(text);
        out.flush();
    }

    private void status() {
        if (terminal && !running.isEmpty()) {
            String text = "  " + (count.isEmpty() ? "" : count + "  ") + String.join(", ", running) + " …";
            erase();
            out.print(Wrap.cut(text));
            out.flush();
        }
    }

    private void erase() {
        if (terminal) {
            out.print("\r\u001b[K");
        }
    }
}
