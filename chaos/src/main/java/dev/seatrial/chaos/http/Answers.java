package dev.seatrial.chaos.http;

import dev.seatrial.chaos.fault.FaultOn;
import dev.seatrial.chaos.flow.Stage;
import dev.seatrial.chaos.http2.Streams;
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
        TRUNCATE,
        TRICKLE
    }

    private final HttpTap tap;
    private final Framer framer = Framer.ofAnswers();
    private @Nullable Exchange current;
    private Way way = Way.PASS;
    private long left;
    private boolean heard;
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
        } else if (tap.streams() != null || beginsHttp2(chunk)) {
            streams(chunk);
        } else {
            read(chunk);
        }
    }

    /** A provider that speaks HTTP/2 may send its settings before the consumer has said anything. */
    private boolean beginsHttp2(ByteBuf chunk) {
        int at = chunk.readerIndex();
        if (heard
                || chunk.readableBytes() < 9
                || chunk.getByte(at) != 0
                || !tap.open().isEmpty()) {
            heard = true;
            return false;
        }
        heard = true;
        boolean settings = chunk.getByte(at + 3) == 4 && chunk.getByte(at + 4) == 0 && chunk.getInt(at + 5) == 0;
        if (settings) {
            tap.becomeHttp2();
        }
        return settings;
    }

    private void streams(ByteBuf chunk) {
        Streams streams = tap.streams();
        if (streams == null) {
            next().data(chunk);
        } else {
            streams.down(chunk, tap.delaying(), false);
            tap.checkStreams();
        }
    }

    private void swallow(ByteBuf chunk, @Nullable FaultOn<Fault.Blackhole> blackhole) {
        if (blackhole != null && tap.mutedBy(blackhole)) {
            if (tap.streams() != null) {
                tap.streams().down(chunk.retain(), blackhole, true);
            }
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
                    if (way == Way.HALF || way == Way.TRUNCATE) {
                        route(chunk, from, at, Way.PASS);
                        from = at;
                    }
                    String upgraded = upgraded();
                    if (upgraded != null) {
                        route(chunk, from, at, way);
                        if (upgraded.equals("h2c") && current != null) {
                            tap.upgraded(current);
                            tap.open().remove();
                            current = null;
                        } else {
                            finish();
                            tap.becomeTunnel(upgraded, null);
                        }
                        chunk.setIndex(at, end);
                        if (at == end) {
                            chunk.release();
                        } else {
                            data(chunk);
                        }
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
        if (exchange == null || exchange.decidedHere() != null) {
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
        tap.chooseByStatus(exchange, status);
        plan(exchange, head, bodyless);
        return true;
    }

    private void plan(Exchange exchange, Head head, boolean bodyless) {
        if (!exchange.plannedIsOn()) {
            return;
        }
        boolean body = !bodyless && head.contentLength() != 0;
        boolean known = head.contentLength() > 0 && !head.chunked();
        FaultOn<Fault.Truncate> truncate = exchange.planned(Fault.Truncate.class);
        FaultOn<Fault.SlowAnswer> slow = exchange.planned(Fault.SlowAnswer.class);
        if (exchange.planned(Fault.DropResponse.class) != null) {
            way = Way.DROP;
        } else if (exchange.planned(Fault.Trickle.class) != null) {
            way = Way.TRICKLE;
        } else if (exchange.planned(Fault.HalfBody.class) != null && body) {
            way = Way.HALF;
            left = known ? head.contentLength() / 2 : -1;
            kept = known ? null : Unpooled.compositeBuffer(1024);
        } else if (truncate != null
                && body
                && (!known || head.contentLength() > truncate.fault().bytes())) {
            way = Way.TRUNCATE;
            left = truncate.fault().bytes();
        } else if (slow != null) {
            exchange.hitBy(slow);
            tap.outlet().pause(tap.spread(slow.fault().delay(), slow.fault().jitter()));
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
            case TRUNCATE -> truncate(chunk, from, n);
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

    private void truncate(ByteBuf chunk, int from, int n) {
        int pass = (int) Math.min(left, n);
        left -= pass;
        if (pass > 0) {
            count(pass);
            next().data(chunk.retainedSlice(from, pass));
        }
        FaultOn<Fault.Truncate> by = current == null ? null : current.planned(Fault.Truncate.class);
        if (pass < n && current != null && by != null && !tap.muted()) {
            current.decidedBy(by);
            current.row().end(Outcome.FAULTED);
            tap.closeNow();
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
        int pass = (int) Math.min(left, n);
        if (pass > 0) {
            left -= pass;
            count(pass);
            next().data(chunk.retainedSlice(from, pass));
        }
    }

    private void letHalfGo() {
        CompositeByteBuf all = kept;
        kept = null;
        left = 0;
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
            case PASS, TRUNCATE, TRICKLE -> tap.outlet().after(() -> tap.complete(done));
            case DROP -> cut(done);
            case HALF -> {
                letHalfGo();
                next().flush();
                FaultOn<Fault.HalfBody> by = done.planned(Fault.HalfBody.class);
                if (by != null) {
                    done.decidedBy(by);
                    done.row().end(Outcome.FAULTED);
                    tap.silence(by);
                }
            }
        }
        way = Way.PASS;
        repeat(done);
        tap.answerWhatIsDue();
    }

    private void repeat(Exchange done) {
        FaultOn<Fault.Duplicate> by = done.planned(Fault.Duplicate.class);
        byte[] request = done.copied();
        if (by != null && by.active() && request != null) {
            tap.conduit().aside(request, new SecondAnswer(done, by));
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
