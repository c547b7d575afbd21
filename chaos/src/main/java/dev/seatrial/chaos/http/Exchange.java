package dev.seatrial.chaos.http;

import dev.seatrial.chaos.fault.FaultOn;
import dev.seatrial.chaos.ledger.HttpRow;
import dev.seatrial.link.Fault;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One request and its answer, as they pass. */
final class Exchange {

    private final Head request;
    private final HttpRow row;
    private final @Nullable FaultOn<?> planned;
    private boolean requestComplete;
    private @Nullable Set<FaultOn<?>> hits;
    private boolean decided;

    /**
     * Begins one.
     *
     * @param planned what shall happen to it, decided when its head arrived
     */
    Exchange(Head request, HttpRow row, @Nullable FaultOn<?> planned) {
        this.request = request;
        this.row = row;
        this.planned = planned;
    }

    Head request() {
        return request;
    }

    HttpRow row() {
        return row;
    }

    /** The fault chosen for it, if that is of this kind. */
    @SuppressWarnings("unchecked")
    <F extends Fault> @Nullable FaultOn<F> planned(Class<F> kind) {
        return planned != null && kind.isInstance(planned.fault()) ? (FaultOn<F>) planned : null;
    }

    /** Whether it is answered here, without the provider. */
    boolean answeredHere() {
        return planned(Fault.Answer.class) != null;
    }

    /** Notes that {@code fault} took effect on it; counts once. */
    void hitBy(FaultOn<?> fault) {
        if (hits == null) {
            hits = new HashSet<>(2);
        }
        if (hits.add(fault)) {
            fault.hit();
            row.hitBy(fault.kind());
        }
    }

    /** As {@link #hitBy}, by a fault that decides how it ends. */
    void decidedBy(FaultOn<?> fault) {
        hitBy(fault);
        decided = true;
    }

    /** Whether a fault has decided how it ends. */
    boolean decided() {
        return decided;
    }

    void requestIsComplete() {
        requestComplete = true;
    }

    boolean requestComplete() {
        return requestComplete;
    }
}
