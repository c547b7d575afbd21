package dev.seatrial.chaos.http2;

import dev.seatrial.chaos.fault.FaultBoard;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import java.time.Duration;
import java.util.function.Consumer;

/** The connection, as its streams use it. */
public interface Road {

    /** The faults that are on. */
    FaultBoard.Snapshot faults();

    /** Passes bytes to the provider, and with them the duty to release them. */
    void up(ByteBuf bytes);

    /** What was passed to the provider should go out. */
    void flushUp();

    /** Passes bytes to the consumer. */
    void down(ByteBuf bytes);

    /** What was passed to the consumer should go out. */
    void flushDown();

    /** How many nanoseconds something is put off, with what chance adds. */
    long spread(Duration time, Duration jitter);

    /** So many bytes more, or fewer, of what the provider sent are kept back. */
    void held(long bytes);

    /** The thread that everything here runs on. */
    EventLoop loop();

    /** Resets the connection. */
    void cut();

    /** Opens another connection to the provider. */
    void another(Consumer<Channel> then);
}
