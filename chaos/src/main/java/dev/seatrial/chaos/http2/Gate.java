package dev.seatrial.chaos.http2;

import io.netty.buffer.ByteBuf;
import java.util.ArrayDeque;
import java.util.function.Consumer;

/**
 * Keeps to the consumer's window of the whole connection. The provider cannot: it does not know what was said in its place, so
 * that it may send as much too much, which waits here. RFC 9113, section 5.2.
 */
final class Gate {

    private final Consumer<ByteBuf> out;
    private final ArrayDeque<ByteBuf> waiting = new ArrayDeque<>(0);
    private long window = OwnStreamAnswer.USUAL_WINDOW;

    Gate(Consumer<ByteBuf> out) {
        this.out = out;
    }

    /** So much data went to the consumer past the gate. */
    void passed(int bytes) {
        window -= bytes;
    }

    /** The consumer takes so much more; says whether something waited for that. */
    boolean credit(long bytes) {
        window += bytes;
        boolean any = !waiting.isEmpty();
        while (!waiting.isEmpty() && fits(waiting.element())) {
            pass(waiting.remove());
        }
        return any;
    }

    /** Passes a frame on in its turn, or a header block with all its frames. */
    void frame(ByteBuf frame) {
        if (waiting.isEmpty() ? fits(frame) : ofNoStream(frame)) {
            pass(frame);
        } else {
            waiting.add(frame);
        }
    }

    private void pass(ByteBuf frame) {
        window -= flowed(frame);
        out.accept(frame);
    }

    private boolean fits(ByteBuf frame) {
        int flowed = flowed(frame);
        return flowed == 0 || flowed <= window;
    }

    private static int flowed(ByteBuf frame) {
        return FrameBytes.type(frame) == FrameReader.DATA ? FrameBytes.flowed(frame) : 0;
    }

    private static boolean ofNoStream(ByteBuf frame) {
        return FrameBytes.stream(frame) == 0 || FrameBytes.type(frame) == FrameReader.WINDOW_UPDATE;
    }

    void discard() {
        waiting.forEach(ByteBuf::release);
        waiting.clear();
    }
}
