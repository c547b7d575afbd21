package dev.seatrial.chaos.http;

import dev.seatrial.chaos.fault.Asked;
import dev.seatrial.chaos.fault.FaultBoard;
import dev.seatrial.chaos.fault.FaultOn;
import dev.seatrial.chaos.fault.Marks;
import dev.seatrial.chaos.ledger.HttpRow;
import dev.seatrial.link.Fault;
import io.netty.buffer.ByteBuf;
import java.io.ByteArrayOutputStream;
import org.jspecify.annotations.Nullable;

/** One request and its answer, as they pass. */
final class Exchange {

    /** A request beyond this is not sent twice. */
    private static final int COPY_LIMIT = 1 << 20;

    private final Head request;
    private final HttpRow row;
    private @Nullable Asked asked;
    private final Marks marks;
    private @Nullable FaultOn<?> planned;
    private boolean requestComplete;
    private @Nullable ByteArrayOutputStream copy;

    Exchange(Head request, HttpRow row) {
        this.request = request;
        this.row = row;
        this.marks = new Marks(row);
    }

    /**
     * Faults are on: keeps what they may ask of it, and what shall happen to it.
     *
     * @param fault chosen for it when its head arrived
     * @param head its head as it was sent
     */
    void asks(Asked what, @Nullable FaultOn<?> fault, byte[] head) {
        asked = what;
        planned = fault;
        if (planned(Fault.Duplicate.class) != null) {
            copy = new ByteArrayOutputStream(512);
            copy.writeBytes(head);
        }
    }

    Head request() {
        return request;
    }

    HttpRow row() {
        return row;
    }

    /** Which faults have hit it. */
    Marks marks() {
        return marks;
    }

    /** What selectors may ask of it; null if no fault was on when it came. */
    @Nullable
    Asked asked() {
        return asked;
    }

    /** Whether a fault was chosen for it. */
    boolean spared() {
        return planned == null;
    }

    /** Chooses a fault for it when its answer has come. */
    void plan(FaultOn<?> fault) {
        planned = fault;
    }

    /** Whether the fault chosen for it is still on: one that has healed before the answer leaves it alone. */
    boolean plannedIsOn() {
        return planned != null && planned.active();
    }

    /** The fault chosen for it, if that is of this kind. */
    @SuppressWarnings("unchecked")
    <F extends Fault> @Nullable FaultOn<F> planned(Class<F> kind) {
        return planned != null && kind.isInstance(planned.fault()) ? (FaultOn<F>) planned : null;
    }

    /** The fault by which it is decided here, without the provider, or null. */
    @Nullable
    FaultOn<?> decidedHere() {
        return planned != null && FaultBoard.Snapshot.decidesHere(planned) ? planned : null;
    }

    void requestIsComplete() {
        requestComplete = true;
    }

    boolean requestComplete() {
        return requestComplete;
    }

    /** Keeps a part of the request, if it is to be sent again and not too long. */
    void copy(ByteBuf chunk, int from, int to) {
        if (copy == null) {
            return;
        }
        if (copy.size() + to - from > COPY_LIMIT) {
            copy = null;
            return;
        }
        byte[] part = new byte[to - from];
        chunk.getBytes(from, part);
        copy.writeBytes(part);
    }

    /** The whole request, if it was kept. */
    byte @Nullable [] copied() {
        return copy == null || !requestComplete ? null : copy.toByteArray();
    }

    /** Notes that {@code fault} took effect on it; counts once. */
    void hitBy(FaultOn<?> fault) {
        marks.hitBy(fault);
    }

    /** As {@link #hitBy}, by a fault that decides how it ends. */
    void decidedBy(FaultOn<?> fault) {
        marks.decidedBy(fault);
    }
}
