package dev.seatrial.chaos.http;

import dev.seatrial.chaos.fault.FaultOn;
import dev.seatrial.chaos.flow.Stage;
import dev.seatrial.chaos.sniff.Tunnel;
import dev.seatrial.link.Fault;
import dev.seatrial.link.LedgerEntry.Outcome;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.CompositeByteBuf;
import io.netty.buffer.Unpooled;
import org.jspecify.annotations.Nullable;

/** The way of the answers. */
final class Answers extends Stage {

    /** Of a body whose length is not known beforehand, this much is kept to find its half. */
    private static final int HALF_LIMIT = 256 << 10;

    private enum Way {
        PASS,
        DROP,
        HALF,
        TRICKLE
    }

    private final HttpTap tap;
    private final Framer framer = Framer.ofAnswers();
    private @Nullable Exchange current;
    private Way way = Way.PASS;
    private long halfLeft;
    private int passedBeforeHeadWasWhole;
    private @Nullable CompositeByteBuf kept;

    Answers(HttpTap tap) {
        this.tap = tap;
    }

    @Override
    public void data(ByteBuf chunk) {
        FaultOn<Fault.Blackhole> blackhole = tap.faults().blackhole();
        if (blackhole != null) {
            tap.mute(blackhole);
        }
        if (tap.muted()) {
            swallow(chunk, blackhole);
        } else if (tap.tunnel() != null) {
            tunnel(tap.tunnel(), chunk);
        } else {
            read(chunk);
        }
    }

    private void swallow(ByteBuf chunk, @Nullable FaultOn<Fault.Blackhole> blackhole) {
        if (blackhole != null && tap.mutedBy(blackhole)) {
            Exchange waiting = current != null ? current : tap.open().peek();
            if (waiting != null) {
                waiting.decidedBy(blackhole);
            } else if (tap.tunnel() != null) {
                tap.tunnel().decidedBy(blackhole);
            }
        }
        chunk.release();
    }

    private void tunnel(Tunnel tunnel, ByteBuf chunk) {
        tunnel.row().down(chunk.readableBytes());
        FaultOn<?> late = tap.delaying();
        if (late != null) {
            tunnel.hitBy(late);
        }
        next().data(chunk);
    }

    private void read(ByteBuf chunk) {
        int end = chunk.writerIndex();
        int from = chunk.readerIndex(); // what is before has been dealt with
        while (true) {
            Framer.Event event = framer.next(chunk);
            int at = chunk.readerIndex();
            noteDelay();
            switch (event) {
                case HEAD -> {
                    if (!head()) {
                        giveUp(chunk, from, end, "an answer without a request");
                        return;
                    }
                    if (way == Way.HALF) {
                        route(chunk, from, at, Way.PASS);
                        from = at;
                    }
                    String upgraded = upgraded();
                    if (upgraded != null) {
                        route(chunk, from, at, way);
                        finish();
                        tap.becomeTunnel(upgraded, null);
                        passTunnelled(chunk, at, end);
                        return;
                    }
                }
                case END -> {
                    if (way != Way.PASS) {
                        route(chunk, from, at, way);
                        from = at;
                    } else if (current != null) {
                        // Passed on with what follows, in one piece; what follows may be another's.
                        route(chunk, from, at, Way.PASS);
                        from = at;
                    }
                    finish();
                    if (tap.conduit().over() || tap.muted()) {
                        chunk.release();
                        return;
                    }
                }
                case MORE -> {
                    route(chunk, from, end, way);
                    chunk.release();
                    return;
                }
                case BROKEN -> {
                    giveUp(chunk, from, end, "an answer that is not HTTP/1.1");
                    return;
                }
            }
        }
    }

    private void giveUp(ByteBuf chunk, int from, int end, String why) {
        tap.giveUp(why, false);
        passTunnelled(chunk, from, end);
    }

    private void passTunnelled(ByteBuf chunk, int from, int end) {
        chunk.setIndex(from, end);
        if (tap.tunnel() == null || from == end) {
            chunk.release();
        } else {
            tunnel(tap.tunnel(), chunk);
        }
    }

    private void noteDelay() {
        FaultOn<?> late = tap.delaying();
        Exchange touched = current != null ? current : tap.open().peek();
        if (late != null && touched != null) {
            touched.hitBy(late);
        }
    }

    /** Takes note of the head that was just read; false if nobody asked for it. */
    private boolean head() {
        Exchange exchange = tap.open().peek();
        if (exchange == null || exchange.answeredHere()) {
            return false;
        }
        Head head = framer.head();
        current = exchange;
        way = Way.PASS;
        exchange.row().answered(passedBeforeHeadWasWhole);
        passedBeforeHeadWasWhole = 0;
        int status = head.status();
        if (status < 200 && status != 101) {
            framer.bodyless();
            return true;
        }
        exchange.row().status(status);
        boolean bodyless =
                exchange.request().method().equals("HEAD") || status == 101 || status == 204 || status == 304;
        if (bodyless) {
            framer.bodyless();
        }
        plan(exchange, head, bodyless);
        return true;
    }

    private void plan(Exchange exchange, Head head, boolean bodyless) {
        if (exchange.planned(Fault.DropResponse.class) != null) {
            way = Way.DROP;
        } else if (exchange.planned(Fault.Trickle.class) != null) {
            way = Way.TRICKLE;
        } else if (exchange.planned(Fault.HalfBody.class) != null && !bodyless && head.contentLength() != 0) {
            way = Way.HALF;
            boolean known = head.contentLength() > 0 && !head.chunked();
            halfLeft = known ? head.contentLength() / 2 : -1;
            kept = known ? null : Unpooled.compositeBuffer(1024);
        }
    }

    private boolean interim() {
        return framer.head().status() < 200 && framer.head().status() != 101;
    }

    /** What is spoken after this head, if not HTTP/1.1. */
    private @Nullable String upgraded() {
        Head head = framer.head();
        if (head.status() == 101) {
            return head.upgrade() == null ? "upgraded" : head.upgrade();
        }
        boolean tunnelled = current != null
                && current.request().method().equals("CONNECT")
                && head.status() >= 200
                && head.status() < 300;
        return tunnelled ? "tcp" : null;
    }

    private void route(ByteBuf chunk, int from, int to, Way by) {
        int n = to - from;
        if (n <= 0) {
            return;
        }
        switch (by) {
            case PASS -> {
                count(n);
                next().data(chunk.retainedSlice(from, n));
            }
            case DROP -> {}
            case HALF -> half(chunk, from, n);
            case TRICKLE -> {
                count(n);
                FaultOn<Fault.Trickle> trickle = current == null ? null : current.planned(Fault.Trickle.class);
                if (current != null && trickle != null) {
                    current.hitBy(trickle);
                    tap.outlet()
                            .trickle(
                                    chunk.retainedSlice(from, n),
                                    trickle.active() ? trickle.fault().gap().toNanos() : 0);
                }
            }
        }
    }

    private void half(ByteBuf chunk, int from, int n) {
        if (kept != null) {
            kept.addComponent(true, chunk.retainedSlice(from, n));
            if (kept.readableBytes() > HALF_LIMIT) {
                letHalfGo();
            }
            return;
        }
        int pass = (int) Math.min(halfLeft, n);
        if (pass > 0) {
            halfLeft -= pass;
            count(pass);
            next().data(chunk.retainedSlice(from, pass));
        }
    }

    private void letHalfGo() {
        CompositeByteBuf all = kept;
        kept = null;
        halfLeft = 0;
        if (all != null) {
            int half = all.readableBytes() / 2;
            count(half);
            next().data(all.readRetainedSlice(half));
            all.release();
        }
    }

    private void count(int bytes) {
        if (current != null) {
            current.row().answered(bytes);
        } else {
            passedBeforeHeadWasWhole += bytes;
        }
    }

    /** A message is complete. */
    private void finish() {
        Exchange done = current;
        current = null;
        if (done == null || interim()) {
            return;
        }
        tap.open().remove();
        switch (way) {
            case PASS -> tap.complete(done);
            case TRICKLE -> tap.outlet().after(() -> tap.complete(done));
            case DROP -> cut(done);
            case HALF -> {
                letHalfGo();
                next().flush();
                FaultOn<Fault.HalfBody> by = done.planned(Fault.HalfBody.class);
                if (by != null) {
                    done.decidedBy(by);
                    done.row().end(Outcome.FAULTED);
                    silence(by);
                }
            }
        }
        way = Way.PASS;
        tap.answerWhatIsDue();
    }

    private void silence(FaultOn<?> by) {
        tap.mute(by);
        if (!by.active()) {
            tap.conduit().cut();
        }
    }

    private void cut(Exchange done) {
        FaultOn<Fault.DropResponse> by = done.planned(Fault.DropResponse.class);
        if (by != null) {
            done.decidedBy(by);
            done.row().end(Outcome.FAULTED);
            next().flush();
            tap.conduit().cut();
        }
    }

    @Override
    public void end() {
        if (tap.muted()) {
            return;
        }
        if (tap.tunnel() == null) {
            if (framer.untilClose()) {
                finish();
            } else if (way == Way.DROP && current != null) {
                cut(current);
            }
            if (tap.conduit().over() || tap.muted()) {
                return;
            }
            for (Exchange unanswered : tap.open()) {
                unanswered.row().end(Outcome.PROVIDER_GONE);
            }
        }
        next().end();
    }

    @Override
    public void discard() {
        if (kept != null) {
            kept.release();
            kept = null;
        }
    }
}
