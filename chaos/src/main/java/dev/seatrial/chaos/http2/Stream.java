package dev.seatrial.chaos.http2;

import dev.seatrial.chaos.fault.Asked;
import dev.seatrial.chaos.fault.FaultBoard;
import dev.seatrial.chaos.fault.FaultOn;
import dev.seatrial.chaos.fault.Marks;
import dev.seatrial.chaos.ledger.HttpRow;
import dev.seatrial.link.Fault;
import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.http2.Http2Headers;
import java.io.ByteArrayOutputStream;
import org.jspecify.annotations.Nullable;

/** A stream under way: one request and its answer. */
final class Stream {

    /** A request beyond this is not sent twice. */
    private static final int COPY_LIMIT = 1 << 20;

    private final int id;
    private final HttpRow row;
    private final Marks marks;
    private @Nullable Http2Headers request;
    private @Nullable Asked asked;
    private @Nullable FaultOn<?> planned;
    private @Nullable ShapedAnswer shape;
    private @Nullable ByteArrayOutputStream copy;
    private boolean requestComplete;
    private boolean answered;
    private int headBytes;

    Stream(int id, HttpRow row, Marks marks) {
        this.id = id;
        this.row = row;
        this.marks = marks;
    }

    /** Faults are on: keeps what they may ask of it, and the one that it shall meet. */
    void asks(Http2Headers fields, Asked what, @Nullable FaultOn<?> fault) {
        request = fields;
        asked = what;
        planned = fault;
        if (planned(Fault.Duplicate.class) != null) {
            copy = new ByteArrayOutputStream(512);
        }
    }

    int id() {
        return id;
    }

    HttpRow row() {
        return row;
    }

    Marks marks() {
        return marks;
    }

    /** What selectors may ask of it; null if no fault was on when it came. */
    @Nullable
    Asked asked() {
        return asked;
    }

    /** Its request's fields, if a fault was on when it came. */
    @Nullable
    Http2Headers request() {
        return request;
    }

    void plan(FaultOn<?> fault) {
        planned = fault;
    }

    /** The fault that it shall meet, or null. */
    @Nullable
    FaultOn<?> planned() {
        return planned;
    }

    @SuppressWarnings("unchecked")
    <F extends Fault> @Nullable FaultOn<F> planned(Class<F> kind) {
        return planned != null && kind.isInstance(planned.fault()) ? (FaultOn<F>) planned : null;
    }

    /** The fault by which it is decided here, without the provider, or null. */
    @Nullable
    FaultOn<?> decidedHere() {
        return planned != null && FaultBoard.Snapshot.decidesHere(planned) ? planned : null;
    }

    /** What a fault makes of the answer, or null if it passes as it is. */
    @Nullable
    ShapedAnswer shape() {
        return shape;
    }

    void shape(ShapedAnswer by) {
        shape = by;
    }

    void requestIsComplete() {
        requestComplete = true;
    }

    boolean requestComplete() {
        return requestComplete;
    }

    /** Bytes of the answer have come. */
    void answered(int bytes) {
        if (!answered) {
            headBytes += bytes; // whose they are shows with the final head
        } else if (shape == null) {
            row.answered(bytes);
        }
    }

    /** The final head has come, and what becomes of it is decided. */
    void answerBegins() {
        if (!answered && shape == null) {
            row.answered(headBytes);
        }
        answered = true;
    }

    /** Whether the final head has come. */
    boolean answerBegun() {
        return answered;
    }

    void copy(ByteBuf payload) {
        if (copy == null) {
            return;
        }
        byte[] part = new byte[payload.readableBytes()];
        payload.getBytes(payload.readerIndex(), part);
        copy.writeBytes(part);
        if (copy.size() > COPY_LIMIT) {
            copy = null;
        }
    }

    /** The request's whole body, if it is to be sent again and was kept. */
    byte @Nullable [] copied() {
        return copy == null || !requestComplete ? null : copy.toByteArray();
    }
}
