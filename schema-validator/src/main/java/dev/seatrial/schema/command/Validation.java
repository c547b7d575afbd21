package dev.seatrial.schema.command;

import dev.seatrial.schema.SchemaProblem;
import dev.seatrial.schema.input.EventSource;
import dev.seatrial.schema.input.EventText;
import dev.seatrial.schema.input.InputException;
import dev.seatrial.schema.input.NdjsonChunk;
import dev.seatrial.schema.input.Syntax;
import dev.seatrial.schema.json.Limits;
import dev.seatrial.schema.json.Position;
import dev.seatrial.schema.output.Tally;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Goes through the events of some sources and counts what is wrong. Memory is bounded, whatever the sources hold. */
final class Validation {
    private final Judgement judgement;
    private final Limits limits;
    private final Optional<Syntax> syntax;
    private final boolean splitArrays;
    private final int threads;
    private final Tally tally;
    private final Progress progress;

    Validation(
            Judgement judgement,
            Limits limits,
            Optional<Syntax> syntax,
            boolean splitArrays,
            int threads,
            int mostProblems,
            Progress progress) {
        this.judgement = judgement;
        this.limits = limits;
        this.syntax = syntax;
        this.splitArrays = splitArrays;
        this.threads = threads;
        this.tally = new Tally(mostProblems);
        this.progress = progress;
    }

    Tally run(List<EventSource> sources) {
        for (EventSource source : sources) {
            try {
                if (threads > 1 && source.syntax(syntax) == Syntax.NDJSON) {
                    parallel(source);
                } else {
                    source.forEach(syntax, splitArrays, limits, event -> {
                        judge(event, tally);
                        progress.add(1, event.length());
                    });
                }
            } catch (OutOfMemoryError e) {
                tally.unreadable(
                        source.name(),
                        new SchemaProblem(
                                SchemaProblem.Kind.UNREADABLE,
                                Position.START,
                                "",
                                "",
                                "memory",
                                tooLarge(),
                                "smaller events, or more memory (SEATRIAL_JAVA_OPTIONS=-Xmx2g)"));
            } catch (InputException e) {
                tally.unreadable(
                        e.source(),
                        new SchemaProblem(SchemaProblem.Kind.UNREADABLE, e.position(), "", "", "source", e.what(), ""));
            }
        }
        progress.done();
        return tally;
    }

    private void judge(EventText event, Tally to) {
        List<SchemaProblem> problems = problems(event);
        if (problems.isEmpty()) {
            to.conforming(1);
        } else {
            to.event(
                    event.source(),
                    problems.stream()
                            .map(problem -> problem.within(event.start()))
                            .toList());
        }
    }

    /** What is wrong with an event. In memory it may be forty times its text, which is then the event's fault, not ours. */
    private List<SchemaProblem> problems(EventText event) {
        try {
            return judgement.judge(event.buffer(), event.offset(), event.length());
        } catch (OutOfMemoryError e) {
            return List.of(new SchemaProblem(
                    SchemaProblem.Kind.UNREADABLE,
                    Position.START,
                    "",
                    "",
                    "memory",
                    tooLarge(),
                    "a smaller event, or more memory (SEATRIAL_JAVA_OPTIONS=-Xmx2g)"));
        }
    }

    private static String tooLarge() {
        return "takes more than the " + (Runtime.getRuntime().maxMemory() >> 20) + " MiB of memory that Java may use";
    }

    /** Chunks of lines are judged side by side and counted in their order. */
    private void parallel(EventSource source) {
        ExecutorService workers = Executors.newFixedThreadPool(threads, runnable -> {
            Thread thread = new Thread(runnable, "seatrial-schema");
            thread.setDaemon(true);
            return thread;
        });
        Deque<Future<Tally>> open = new ArrayDeque<>();
        try (InputStream in = source.open()) {
            NdjsonChunk.forEach(source.name(), in, limits, chunk -> {
                while (open.size() > threads + 1) {
                    take(open);
                }
                open.add(workers.submit(() -> judge(chunk)));
            });
            while (!open.isEmpty()) {
                take(open);
            }
        } catch (IOException e) {
            throw source.unreadable(e);
        } finally {
            while (!open.isEmpty()) {
                take(open);
            }
            workers.shutdownNow();
        }
    }

    private Tally judge(NdjsonChunk chunk) {
        Tally part = new Tally(tally.most());
        chunk.forEach(event -> judge(event, part));
        progress.add(part.events(), chunk.length());
        return part;
    }

    private void take(Deque<Future<Tally>> open) {
        try {
            tally.add(open.remove().get());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            if (e.getCause() instanceof OutOfMemoryError cause) {
                throw cause;
            }
            throw new IllegalStateException(e.getCause());
        }
    }
}
