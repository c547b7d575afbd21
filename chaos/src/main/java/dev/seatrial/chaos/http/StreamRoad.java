package dev.seatrial.chaos.http;

import dev.seatrial.chaos.fault.FaultBoard;
import dev.seatrial.chaos.flow.Conduit;
import dev.seatrial.chaos.http2.Road;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import java.time.Duration;
import java.util.function.Consumer;

/** What HTTP/2 streams use of the connection that turned out to speak it. */
record StreamRoad(HttpTap tap, Conduit conduit, Requests requests) implements Road {

    @Override
    public FaultBoard.Snapshot faults() {
        return tap.faults();
    }

    @Override
    public void up(ByteBuf bytes) {
        if (conduit.over() || tap.muted()) {
            bytes.release();
        } else {
            requests.forward(bytes);
        }
    }

    @Override
    public void flushUp() {
        if (!conduit.over()) {
            requests.forwarded();
        }
    }

    @Override
    public void down(ByteBuf bytes) {
        if (conduit.over() || tap.muted()) {
            bytes.release();
        } else {
            tap.outlet().data(bytes);
        }
    }

    @Override
    public void flushDown() {
        if (!conduit.over()) {
            tap.outlet().flush();
        }
    }

    @Override
    public long spread(Duration time, Duration jitter) {
        return tap.spread(time, jitter);
    }

    @Override
    public void held(long bytes) {
        conduit.down().held(bytes);
    }

    @Override
    public EventLoop loop() {
        return conduit.loop();
    }

    @Override
    public void cut() {
        conduit.cut();
    }

    @Override
    public void another(Consumer<Channel> then) {
        conduit.another(then);
    }
}
