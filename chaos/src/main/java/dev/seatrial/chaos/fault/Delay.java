package dev.seatrial.chaos.fault;

import dev.seatrial.chaos.flow.Stage;
import dev.seatrial.link.Fault;
import io.netty.buffer.ByteBuf;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Keeps each chunk back for as long as {@link Fault.Latency} says, counted from its arrival. Order is kept. */
public final class Delay extends Stage {

    private final FaultBoard board;
    private final SplittableRandom random;
    private final ArrayDeque<Late> queue = new ArrayDeque<>();
    private @Nullable FaultOn<?> delaying;
    private @Nullable FaultOn<?> slowedBy;
    private boolean waiting;
    private boolean endFollows;

    private record Late(ByteBuf chunk, long due, FaultOn<?> by) {}

    public Delay(FaultBoard board, SplittableRandom random) {
        this.board = board;
        this.random = random;
    }

    /** How many nanoseconds a new connection waits before the provider is dialled; notes the hit. */
    public long beforeDial() {
        FaultOn<Fault.SlowConnect> slow = board.now().slowConnect();
        if (slow == null) {
            return 0;
        }
        slow.hit();
        slowedBy = slow;
        return spread(slow.fault().delay(), slow.fault().jitter());
    }

    /** The fault that held the dial up, or null. */
    public @Nullable FaultOn<?> slowedBy() {
        return slowedBy;
    }

    /** The fault that delayed the chunk that is being passed on at this instant. */
    public @Nullable FaultOn<?> delaying() {
        return delaying;
    }

    @Override
    public void data(ByteBuf chunk) {
        FaultOn<Fault.Latency> latency = board.now().latency();
        if (latency == null && queue.isEmpty()) {
            next().data(chunk);
            return;
        }
        long now = System.nanoTime();
        long due = latency == null
                ? now
                : now + spread(latency.fault().delay(), latency.fault().jitter());
        Late last = queue.peekLast();
        FaultOn<?> by = latency != null ? latency : last == null ? null : last.by();
        if (by == null) {
            next().data(chunk);
            return;
        }
        // Bytes cannot overtake each other.
        queue.add(new Late(chunk, last == null ? due : Math.max(due, last.due()), by));
        pipe().held(chunk.readableBytes());
        arm();
    }

    @Override
    public void end() {
        if (queue.isEmpty()) {
            next().end();
        } else {
            endFollows = true;
        }
    }

    /** The latency is off: everything that waits goes now. */
    public void hurry() {
        release(Long.MAX_VALUE);
    }

    @Override
    public void discard() {
        for (Late late : queue) {
            late.chunk().release();
        }
        queue.clear();
    }

    /** A delay, with what chance adds, in nanoseconds. */
    public long spread(Duration delay, Duration jitter) {
        long most = jitter.toNanos();
        long shift = most <= 0 ? 0 : random.nextLong(-most, most + 1);
        return Math.max(0, delay.toNanos() + shift);
    }

    private void arm() {
        Late first = queue.peek();
        if (first != null && !waiting) {
            waiting = true;
            var unused = pipe().loop()
                    .schedule(this::tick, Math.max(0, first.due() - System.nanoTime()), TimeUnit.NANOSECONDS);
        }
    }

    private void tick() {
        waiting = false;
        release(System.nanoTime());
        arm();
    }

    private void release(long until) {
        boolean any = false;
        while (!queue.isEmpty() && (until == Long.MAX_VALUE || queue.element().due() - until <= 0)) {
            Late late = queue.remove();
            pipe().held(-late.chunk().readableBytes());
            delaying = late.by();
            next().data(late.chunk());
            delaying = null;
            any = true;
        }
        if (any) {
            next().flush();
        }
        if (queue.isEmpty() && endFollows) {
            endFollows = false;
            next().end();
        }
    }
}
