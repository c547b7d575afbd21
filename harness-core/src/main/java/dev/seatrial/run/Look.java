package dev.seatrial.run;

import dev.seatrial.check.Check;
import dev.seatrial.check.Observation;
import dev.seatrial.check.Outcome;
import dev.seatrial.check.Subject;
import dev.seatrial.environment.EnvironmentException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One look of a check at a subject, on a thread of its own, within a limit. The judge is given what the report keeps:
 * the observation is written, cleared of secrets and read again before it is judged, so that a report judged again
 * cannot come to another outcome.
 */
final class Look {

    /** What a check may take to undo what it did, once it is told to stop. */
    private static final Duration GRACE = Duration.ofSeconds(10);
    /** More than this is no evidence that anyone reads. */
    private static final int LARGEST_OBSERVATION = 8 << 20;

    private final Check<?> check;
    private final Subject subject;
    private final CheckVoyage voyage;
    private final Secrets secrets;
    private final Duration limit;
    private final List<String> notes = new ArrayList<>();
    private final AtomicReference<@Nullable Seen> seen = new AtomicReference<>();

    /** What a look came to. */
    record Seen(Outcome outcome, Optional<String> observation) {

        static Seen inconclusive(String why) {
            return new Seen(new Outcome.Inconclusive(why), Optional.empty());
        }
    }

    /** A look with its surroundings. */
    record Logged(Seen seen, List<String> notes, List<Sent> sent, Instant start, Duration took) {}

    Look(Check<?> check, Subject subject, CheckVoyage voyage, Secrets secrets, Duration limit) {
        this.check = check;
        this.subject = subject;
        this.voyage = voyage;
        this.secrets = secrets;
        this.limit = limit;
    }

    /** Looks, and returns when the look is over; an interrupt of the caller ends it early and is kept. */
    Logged look() {
        Instant start = Instant.now();
        long startNanos = System.nanoTime();
        Thread thread = new Thread(
                () -> seen.compareAndSet(null, attempt(check)),
                check.requirement().id() + " " + subject);
        thread.setDaemon(true);
        thread.start();
        Seen result = await(thread);
        List<String> all = new ArrayList<>(voyage.notes());
        synchronized (notes) {
            notes.forEach(note -> all.add(secrets.redact(note)));
        }
        return new Logged(result, all, voyage.sent(), start, Duration.ofNanos(System.nanoTime() - startNanos));
    }

    private Seen await(Thread thread) {
        boolean stopped = false;
        try {
            thread.join(Math.max(1, limit.toMillis()));
        } catch (InterruptedException e) {
            stopped = true;
        }
        Seen late = Seen.inconclusive(
                stopped
                        ? "the run was stopped before this check ended"
                        : "the check did not end within its limit of " + Durations.text(limit));
        // What comes from now on comes too late.
        Seen inTime = seen.compareAndExchange(null, late);
        if (inTime == null) {
            note("where it was when it was stopped:\n" + trace(thread));
            end(thread);
        }
        if (stopped) {
            Thread.currentThread().interrupt();
        }
        return inTime == null ? late : inTime;
    }

    private void end(Thread thread) {
        thread.interrupt();
        try {
            thread.join(GRACE.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (thread.isAlive()) {
            note("the check did not stop within " + Durations.text(GRACE) + " of being told to:\n" + trace(thread));
        }
    }

    private <O extends Observation> Seen attempt(Check<O> typed) {
        try {
            String json = RecordJson.map(RecordJson.write(typed.observe(subject, voyage)), secrets::redact);
            if (json.length() > LARGEST_OBSERVATION) {
                return Seen.inconclusive("the observation is larger than can be kept (" + (json.length() >> 20)
                        + " MiB); the check must bound what it keeps");
            }
            return new Seen(secrets.redact(RecordJson.judge(typed, json)), Optional.of(json));
        } catch (EnvironmentException e) {
            broke(e);
            return Seen.inconclusive("the environment failed during the check: " + secrets.redact(message(e)));
        } catch (Throwable e) {
            // A check that crashes tells nothing about the system (Jepsen's check-safe).
            broke(e);
            return Seen.inconclusive("the check failed: " + secrets.redact(message(e)));
        }
    }

    /** Where a check breaks because it was stopped, there is nothing to tell. */
    private void broke(Throwable e) {
        if (seen.get() == null) {
            note(trace(e));
        }
    }

    private void note(String note) {
        synchronized (notes) {
            notes.add(note);
        }
    }

    private static String message(Throwable e) {
        String text = e.getMessage() == null
                ? ""
                : ": " + e.getMessage().lines().findFirst().orElse("");
        return e.getClass().getSimpleName() + text;
    }

    private static String trace(Throwable e) {
        StringWriter text = new StringWriter();
        e.printStackTrace(new PrintWriter(text));
        return text.toString();
    }

    private static String trace(Thread thread) {
        return Arrays.stream(thread.getStackTrace())
                .map(frame -> "    at " + frame)
                .collect(Collectors.joining("\n"));
    }
}
