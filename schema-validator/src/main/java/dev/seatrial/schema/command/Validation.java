package dev.seatrial.schema.command;

import dev.seatrial.schema.SchemaProblem;
import dev.seatrial.schema.input.EventSource;
import dev.seatrial.schema.input.EventText;
import dev.seatrial.schema.input.InputException;
import dev.seatrial.schema.input.NdjsonChunk;
import dev.seatrial.schema.input.Syntax;
import dev.seatrial.schema.json.Limits;
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
import java.util.function.Consumer;

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
                    source.forEach(syntax, splitArrays, limits, new OneByOne());
                }
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
        List<SchemaProblem> problems = judgement.judge(event.buffer(), event.offset(), event.length());
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

    /** Judges each event where it is read. */
    private final class OneByOne implements Consumer<EventText> {
        @Override
        public void accept(EventText event) {
            judge(event, tally);
            progress.add(1, event.length());
        }
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
                    take(open, source);
                }
                open.add(workers.submit(() -> judge(chunk)));
            });
            while (!open.isEmpty()) {
                take(open, source);
            }
        } catch (IOException e) {
            throw source.unreadable(e);
        } catch (OutOfMemoryError e) {
            throw source.tooLarge();
        } finally {
            while (!open.isEmpty()) {
                take(open, source);
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

    private void take(Deque<Future<Tally>> open, EventSource source) {
        try {
            tally.add(open.remove().get());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            if (e.getCause() instanceof OutOfMemoryError) {
                throw source.tooLarge();
            }
            throw new IllegalStateException(e.getCause());
        }
    }
}
