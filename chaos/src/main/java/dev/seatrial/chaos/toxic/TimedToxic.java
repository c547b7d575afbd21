package dev.seatrial.chaos.toxic;

import io.netty.buffer.ByteBuf;
import java.util.ArrayDeque;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A toxic that lets data go at a time of its choosing, in order. */
abstract class TimedToxic extends ToxicStage {

    private final ArrayDeque<Item> queue = new ArrayDeque<>();
    private boolean waiting;
    private boolean endFollows;
    private long generation;

    /** Data that waits until {@code due} of {@link System#nanoTime()}. */
    private record Item(ByteBuf bytes, long due) {}

    /** Lets {@code bytes} go at {@code due}, or later if something before it goes later. */
    final void later(ByteBuf bytes, long due) {
        Item last = queue.peekLast();
        if (last == null && bytes.isReadable() && due - System.nanoTime() <= 0) {
            next().data(bytes);
            return;
        }
        queue.add(new Item(bytes, last == null || due - last.due() > 0 ? due : last.due()));
        pipe().held(bytes.readableBytes());
        arm();
    }

    /** When the last thing that waits will go, or null. */
    final @Nullable Long lastDue() {
        Item last = queue.peekLast();
        return last == null ? null : last.due();
    }

    final boolean idle() {
        return queue.isEmpty();
    }

    @Override
    public void data(ByteBuf chunk) {
        if (!struck() && queue.isEmpty()) {
            next().data(chunk);
        } else if (struck()) {
            strike(chunk);
        } else {
            later(chunk, System.nanoTime());
        }
    }

    /** Lets everything go now. */
    @Override
    public void leave() {
        while (!queue.isEmpty()) {
            pass(queue.remove());
        }
        next().flush();
        endIfDue();
    }

    @Override
    protected void changed() {
        leave();
    }

    @Override
    public void end() {
        endFollows = true;
        endIfDue();
    }

    @Override
    public void discard() {
        generation++;
        queue.forEach(item -> item.bytes().release());
        queue.clear();
    }

    private void arm() {
        Item first = queue.peek();
        if (first != null && !waiting) {
            waiting = true;
            long of = generation;
            var unused = pipe().loop()
                    .schedule(
                            () -> {
                                waiting = false;
                                if (of == generation) {
                                    tick();
                                }
                            },
                            Math.max(0, first.due() - System.nanoTime()),
                            TimeUnit.NANOSECONDS);
        }
    }

    private void tick() {
        long now = System.nanoTime();
        boolean any = false;
        while (!queue.isEmpty() && queue.element().due() - now <= 0) {
            pass(queue.remove());
            any = true;
        }
        if (any) {
            next().flush();
        }
        endIfDue();
        arm();
    }

    private void pass(Item item) {
        pipe().held(-item.bytes().readableBytes());
        if (item.bytes().isReadable()) {
            next().data(item.bytes());
            next().flush();
        } else {
            item.bytes().release();
        }
    }

    private void endIfDue() {
        if (endFollows && queue.isEmpty()) {
            endFollows = false;
            next().end();
        }
    }
}
