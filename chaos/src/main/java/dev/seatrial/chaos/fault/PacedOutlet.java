package dev.seatrial.chaos.fault;

import dev.seatrial.chaos.flow.Stage;
import io.netty.buffer.ByteBuf;
import java.util.ArrayDeque;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The way out to the consumer: passes on, or lets single bytes trickle with a gap between them. Order is kept. */
public final class PacedOutlet extends Stage {

    private final ArrayDeque<Item> queue = new ArrayDeque<>();
    private boolean waiting;
    private boolean endFollows;

    /** Bytes, an action, or neither: then a pause until {@code due} of {@link System#nanoTime()}. */
    private record Item(
            @Nullable ByteBuf bytes,
            long gapNanos,
            @Nullable Runnable then,
            long due) {

        boolean pause() {
            return bytes == null && then == null;
        }
    }

    @Override
    public void data(ByteBuf chunk) {
        if (queue.isEmpty()) {
            next().data(chunk);
        } else {
            add(new Item(chunk, 0, null, 0));
        }
    }

    /** Lets {@code chunk} go byte by byte. */
    public void trickle(ByteBuf chunk, long gapNanos) {
        add(new Item(chunk, Math.max(1, gapNanos), null, 0));
        run();
    }

    /** Lets what follows wait for this long, counted from now. */
    public void pause(long nanos) {
        add(new Item(null, 0, null, System.nanoTime() + nanos));
        run();
    }

    /** Runs {@code then} when everything before it has gone. */
    public void after(Runnable then) {
        if (queue.isEmpty()) {
            then.run();
        } else {
            add(new Item(null, 0, then, 0));
        }
    }

    /** No more gaps: everything that waits goes now. */
    public void hurry() {
        ArrayDeque<Item> all = new ArrayDeque<>(queue);
        queue.clear();
        for (Item item : all) {
            if (item.bytes() != null) {
                pipe().held(-item.bytes().readableBytes());
                next().data(item.bytes());
            }
            if (item.then() != null) {
                item.then().run();
            }
        }
        next().flush();
        endIfDue();
    }

    @Override
    public void end() {
        endFollows = true;
        endIfDue();
    }

    @Override
    public void discard() {
        for (Item item : queue) {
            if (item.bytes() != null) {
                item.bytes().release();
            }
        }
        queue.clear();
    }

    private void add(Item item) {
        queue.add(item);
        if (item.bytes() != null) {
            pipe().held(item.bytes().readableBytes());
        }
    }

    private void run() {
        if (waiting) {
            return;
        }
        while (true) {
            Item item = queue.peek();
            if (item == null) {
                next().flush();
                endIfDue();
                return;
            }
            long wait = item.pause() ? item.due() - System.nanoTime() : 0;
            if (wait > 0) {
                next().flush();
                waiting = true;
                var unused = pipe().loop().schedule(this::tick, wait, TimeUnit.NANOSECONDS);
                return;
            }
            ByteBuf bytes = item.bytes();
            if (bytes != null && item.gapNanos() > 0 && bytes.isReadable()) {
                next().data(bytes.readRetainedSlice(1));
                pipe().held(-1);
                next().flush();
                if (!bytes.isReadable()) {
                    queue.remove();
                    bytes.release();
                    runWhatFollows();
                }
                waiting = true;
                var unused = pipe().loop().schedule(this::tick, item.gapNanos(), TimeUnit.NANOSECONDS);
                return;
            }
            queue.remove();
            if (bytes != null) {
                pipe().held(-bytes.readableBytes());
                next().data(bytes);
            }
            if (item.then() != null) {
                item.then().run();
            }
        }
    }

    private void runWhatFollows() {
        for (Item item = queue.peek();
                item != null && item.then() != null && item.bytes() == null;
                item = queue.peek()) {
            queue.remove();
            item.then().run();
        }
    }

    private void tick() {
        waiting = false;
        run();
    }

    private void endIfDue() {
        if (endFollows && queue.isEmpty()) {
            endFollows = false;
            next().end();
        }
    }
}
