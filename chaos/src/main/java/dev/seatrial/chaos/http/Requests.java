package dev.seatrial.chaos.http;

import dev.seatrial.chaos.fault.FaultOn;
import dev.seatrial.chaos.flow.Stage;
import dev.seatrial.chaos.http2.Streams;
import dev.seatrial.chaos.sniff.Tunnel;
import dev.seatrial.link.Fault;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The way of the requests. Bytes pass as they came, in as few pieces as they came in; only while a fault is on that
 * answers requests here is a head that arrives in parts held until it is whole.
 */
final class Requests extends Stage {

    /** RFC 8446, section 5.1. */
    private static final byte TLS_HANDSHAKE = 0x16;

    /** How RFC 9113, section 3.4, begins a connection: so far it looks like a head. */
    private static final String PREFACE = "PRI * HTTP/2.0\r\n\r\n";

    private final HttpTap tap;
    private final Framer framer = Framer.ofRequests();
    private @Nullable Exchange current;
    /** Bytes of the head under way that were not passed on; the framer has them. */
    private boolean withheld;
    /** Some bytes of the head under way were passed on already. */
    private boolean partlySent;
    /** The message under way is not for the provider. */
    private boolean swallowing;

    Requests(HttpTap tap) {
        this.tap = tap;
    }

    @Override
    public void data(ByteBuf chunk) {
        FaultOn<Fault.Blackhole> blackhole = tap.faults().blackhole();
        if (blackhole != null) {
            tap.mute(blackhole);
        }
        if (tap.tunnel() != null) {
            tunnel(tap.tunnel(), chunk);
        } else if (tap.streams() != null) {
            streams(tap.streams(), chunk);
        } else {
            read(chunk);
        }
    }

    private void streams(Streams streams, ByteBuf chunk) {
        streams.up(chunk, tap.mutedBy());
        tap.checkStreams();
    }

    private void tunnel(Tunnel tunnel, ByteBuf chunk) {
        tunnel.row().up(chunk.readableBytes());
        if (tap.muted()) {
            noteMuted();
            chunk.release();
        } else {
            next().data(chunk);
        }
    }

    private void read(ByteBuf chunk) {
        int base = chunk.readerIndex();
        int end = chunk.writerIndex();
        int from = base; // what is before has been dealt with
        int headBefore = framer.headUnderWay();
        while (true) {
            int before = chunk.readerIndex();
            Framer.Event event = framer.next(chunk);
            int at = chunk.readerIndex();
            if (current != null) {
                current.row().requested(at - before);
                current.copy(chunk, before, at);
            }
            switch (event) {
                case HEAD -> from = head(chunk, base, from, at);
                case END -> {
                    if (swallowing) {
                        from = at;
                        swallowing = false;
                    }
                    endOfRequest();
                    if (tap.conduit().over()) {
                        chunk.release();
                        return;
                    }
                }
                case MORE -> {
                    from = more(chunk, base, from, at);
                    pass(chunk, base, from, end);
                    return;
                }
                case BROKEN -> {
                    if (swallowing) {
                        chunk.release();
                        tap.conduit().cut();
                        return;
                    }
                    byte[] kept = withheld ? Arrays.copyOf(framer.headBytes(), headBefore) : new byte[0];
                    withheld = false;
                    if (preface()) {
                        http2(chunk, kept, from, at, end);
                        return;
                    }
                    tap.giveUp(
                            "a request that is not HTTP/1.1", kept.length == 0 && chunk.getByte(base) == TLS_HANDSHAKE);
                    if (tap.tunnel() != null) {
                        tap.tunnel().row().up(kept.length + (long) end - from);
                    }
                    passKept(kept);
                    pass(chunk, base, from, end);
                    return;
                }
            }
        }
    }

    /** Whether what was taken for a head is how HTTP/2 begins. */
    private boolean preface() {
        return PREFACE.equals(new String(framer.headBytes(), StandardCharsets.ISO_8859_1));
    }

    /** From here streams are followed: what is before {@code at} passes as it is. */
    private void http2(ByteBuf chunk, byte[] kept, int from, int at, int end) {
        Streams streams = tap.becomeHttp2();
        streams.begun(framer.headBytes());
        passKept(kept);
        passSlice(chunk, from, at);
        chunk.setIndex(at, end);
        streams(streams, chunk);
    }

    private void passKept(byte[] kept) {
        if (kept.length > 0 && !tap.muted()) {
            next().data(Unpooled.wrappedBuffer(kept));
        }
    }

    /** Passes bytes to the provider. */
    void forward(ByteBuf bytes) {
        next().data(bytes);
    }

    /** What was passed to the provider goes out. */
    void forwarded() {
        next().flush();
    }

    /** A head is complete at {@code at}; gives the place up to which the chunk has been dealt with. */
    private int head(ByteBuf chunk, int base, int from, int at) {
        int start = Math.max(base, at - framer.headLength());
        Exchange exchange = tap.begin(framer, partlySent);
        exchange.row().requested(framer.headLength());
        current = exchange;
        partlySent = false;
        noteMuted();
        if (exchange.decidedHere() != null) {
            if (!withheld) {
                passSlice(chunk, from, start);
            }
            withheld = false;
            swallowing = true;
            tap.answerWhatIsDue(); // if the consumer waits for leave to send the body
            return at;
        }
        if (withheld) {
            withheld = false;
            if (!tap.muted()) {
                next().data(Unpooled.wrappedBuffer(framer.headBytes()));
            }
            return at;
        }
        return from;
    }

    private int more(ByteBuf chunk, int base, int from, int at) {
        if (swallowing) {
            return at;
        }
        int headLength = framer.headUnderWay();
        if (headLength == 0 || current != null) {
            return from;
        }
        int start = at - headLength;
        if (withheld) {
            return at;
        }
        if (tap.faults().decidesHere() && start >= base && !partlySent) {
            passSlice(chunk, from, start);
            withheld = true;
            return at;
        }
        partlySent = true;
        return from;
    }

    private void endOfRequest() {
        if (current != null) {
            current.requestIsComplete();
            current = null;
            tap.answerWhatIsDue();
        }
    }

    private void noteMuted() {
        FaultOn<Fault.Blackhole> blackhole = tap.faults().blackhole();
        if (blackhole == null || !tap.mutedBy(blackhole)) {
            return;
        }
        if (current != null) {
            current.decidedBy(blackhole);
        } else if (tap.tunnel() != null) {
            tap.tunnel().decidedBy(blackhole);
        }
    }

    private void passSlice(ByteBuf chunk, int from, int to) {
        if (to > from && !tap.muted()) {
            next().data(chunk.retainedSlice(from, to - from));
        }
    }

    /** Passes on what is left of the chunk, and the duty to release it. */
    private void pass(ByteBuf chunk, int base, int from, int end) {
        noteMuted();
        if (tap.muted() || from >= end) {
            chunk.release();
        } else {
            chunk.setIndex(Math.max(base, from), end);
            next().data(chunk);
        }
    }

    @Override
    public void end() {
        if (tap.muted()) {
            // Nobody will ever be answered here, and a consumer that went away cannot be told from one that waits.
            tap.conduit().cut();
            return;
        }
        if (withheld) {
            withheld = false;
            next().data(Unpooled.wrappedBuffer(framer.headBytes()));
        }
        tap.consumerEnded();
        next().end();
    }
}
