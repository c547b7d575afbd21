package dev.seatrial.chaos.http2;

import dev.seatrial.chaos.fault.FaultOn;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http2.Http2Headers;
import java.util.ArrayDeque;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The answer begins later, or its body goes byte by byte. Other streams go on meanwhile. */
final class PacedAnswer extends ShapedAnswer {

    private final ArrayDeque<Item> queue = new ArrayDeque<>();
    private final long gapNanos;
    private boolean waiting;
    private boolean hurried;
    private boolean over;

    private record Item(@Nullable Http2Headers headers, ByteBuf data, boolean end) {}

    /**
     * Makes one.
     *
     * @param waitNanos before the head goes
     * @param gapNanos between two bytes of the body, 0 for none
     */
    PacedAnswer(Streams streams, Stream stream, FaultOn<?> by, long waitNanos, long gapNanos) {
        super(streams, stream, by);
        this.gapNanos = gapNanos;
        if (waitNanos > 0) {
            waitFor(waitNanos);
        }
    }

    private void waitFor(long nanos) {
        waiting = true;
        var unused = road().loop().schedule(this::tick, nanos, TimeUnit.NANOSECONDS);
    }

    @Override
    void headers(Http2Headers headers, boolean end) {
        queue.add(new Item(headers, Unpooled.EMPTY_BUFFER, end));
        run();
    }

    @Override
    void data(ByteBuf payload, boolean end) {
        held(payload.readableBytes());
        queue.add(new Item(null, payload, end));
        run();
    }

    @Override
    void healed() {
        hurried = true;
        waiting = false;
        run();
    }

    private void tick() {
        waiting = false;
        run();
    }

    private void run() {
        while (!waiting && !over) {
            Item item = queue.peek();
            if (item == null) {
                return;
            }
            Http2Headers headers = item.headers();
            if (headers != null) {
                queue.remove();
                pass(headers, item.end());
            } else if (gapNanos == 0 || hurried || item.data().readableBytes() == 0) {
                queue.remove();
                held(-item.data().readableBytes());
                pass(item.data(), item.end());
            } else {
                oneByte(item);
            }
        }
    }

    private void oneByte(Item item) {
        hit();
        held(-1);
        boolean last = item.data().readableBytes() == 1;
        ByteBuf one = item.data().readRetainedSlice(1);
        if (last) {
            queue.remove();
            item.data().release();
        }
        pass(one, last && item.end());
        waitFor(gapNanos);
    }

    @Override
    void discard() {
        over = true;
        for (Item item : queue) {
            held(-item.data().readableBytes());
            item.data().release();
        }
        queue.clear();
    }
}
