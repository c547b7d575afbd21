package dev.seatrial.chaos.flow;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.socket.SocketChannel;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** One connection of a consumer, and the one to the provider that belongs to it. Both live on one event loop. */
public final class Conduit {

    private final Channel consumer;
    private final Pipe up;
    private final Pipe down;
    private final Consumer<Conduit> onOver;
    private final long number;
    private @Nullable Consumer<BiConsumer<@Nullable Channel, @Nullable Throwable>> dial;
    private boolean dialled;
    private @Nullable Channel provider;
    private @Nullable Tap tap;
    private Tap.@Nullable Ending ending;
    private boolean over;
    private boolean closing;

    Conduit(Channel consumer, long number, Traffic traffic, Consumer<Conduit> onOver) {
        this.consumer = consumer;
        this.number = number;
        this.onOver = onOver;
        this.up = new Pipe(this, traffic.receivedUp(), traffic.sentUp());
        this.down = new Pipe(this, traffic.receivedDown(), traffic.sentDown());
        up.source(consumer);
        down.sink(consumer);
        consumer.pipeline().addLast(up);
    }

    /** The connection's number on its link, from 1. */
    public long number() {
        return number;
    }

    /** The thread that everything about this connection runs on. */
    public EventLoop loop() {
        return consumer.eventLoop();
    }

    /** What accompanies it. */
    public @Nullable Tap tap() {
        return tap;
    }

    /** Whether it has ended. */
    public boolean over() {
        return over;
    }

    /** The direction consumer → provider. */
    public Pipe up() {
        return up;
    }

    /** The direction provider → consumer. */
    public Pipe down() {
        return down;
    }

    void accompany(Tap tap) {
        this.tap = tap;
        up.route(tap.up());
        down.route(tap.down());
        tap.wired();
    }

    /** Tells how to dial the provider, and dials after so many nanoseconds. */
    void dialsBy(Consumer<BiConsumer<@Nullable Channel, @Nullable Throwable>> dialling, long waitNanos) {
        dial = dialling;
        if (waitNanos <= 0) {
            dial();
        } else {
            var unused = loop().schedule(this::dial, waitNanos, TimeUnit.NANOSECONDS);
        }
    }

    /** Dials the provider now, if that is still to come. */
    public void dial() {
        if (dialled || over || dial == null) {
            return;
        }
        dialled = true;
        dial.accept((channel, why) -> {
            if (channel == null) {
                unreachable();
            } else {
                connected(channel);
            }
        });
    }

    /**
     * Sends bytes to the provider on a connection of their own.
     *
     * @param whole sees each piece that comes back, and says whether that was all
     */
    public void aside(byte[] bytes, Predicate<ByteBuf> whole) {
        another(channel -> Aside.send(channel, bytes, whole));
    }

    /**
     * Opens another connection to the provider; it ends within half a minute.
     *
     * @param then gets it on this connection's event loop, with reading off; runs only if it could be opened
     */
    public void another(Consumer<Channel> then) {
        if (dial == null) {
            return;
        }
        dial.accept((channel, why) -> {
            if (channel != null) {
                Aside.limit(channel);
                then.accept(channel);
            }
        });
    }

    void connected(Channel provider) {
        if (over) {
            var unused = provider.close();
            return;
        }
        this.provider = provider;
        if (tap != null && provider.localAddress() instanceof InetSocketAddress from) {
            tap.reachedFrom(from.getPort());
        }
        up.sink(provider);
        down.source(provider);
        provider.pipeline().addLast(down);
        up.open();
        down.open();
    }

    /** The provider could not be reached. */
    void unreachable() {
        if (over) {
            return;
        }
        if (tap != null && tap.unreachable()) {
            up.open();
        } else {
            finish(Tap.Ending.UNREACHABLE, true);
        }
    }

    /** Something wants to go to a provider that could not be reached. */
    void unserved() {
        finish(Tap.Ending.UNREACHABLE, true);
    }

    Pipe opposite(Pipe pipe) {
        return pipe == up ? down : up;
    }

    void ended(Pipe pipe) {
        if (ending == null) {
            ending = pipe == up ? Tap.Ending.CONSUMER_FINISHED : Tap.Ending.PROVIDER_FINISHED;
        }
    }

    void finished() {
        if (up.finished() && (down.finished() || provider == null)) {
            finish(ending == null ? Tap.Ending.CUT : ending, false);
        }
    }

    /** The source of {@code pipe} is closed in both directions. */
    void gone(Pipe pipe) {
        if (pipe == up && provider == null) {
            finish(Tap.Ending.CONSUMER_FINISHED, false);
        }
    }

    /** The source of {@code pipe} was reset, or a write to it failed: the other side hears it in the same way. */
    void broken(Pipe pipe, Throwable cause) {
        if (cause instanceof java.io.IOException) {
            finish(pipe == up ? Tap.Ending.CONSUMER_BROKE : Tap.Ending.PROVIDER_BROKE, true);
        } else {
            org.slf4j.LoggerFactory.getLogger(Conduit.class).error("connection {} is cut: our fault", number, cause);
            finish(Tap.Ending.CUT, true);
        }
    }

    /** Resets both sides. May be called from any thread. */
    public void cut() {
        if (loop().inEventLoop()) {
            finish(Tap.Ending.CUT, true);
        } else {
            loop().execute(() -> finish(Tap.Ending.CUT, true));
        }
    }

    /**
     * Sends what was passed on, then closes both sides in an orderly way. What still comes is read and forgotten, so
     * that nobody is reset; within a second it is over all the same.
     */
    public void close() {
        if (closing || over) {
            return;
        }
        closing = true;
        finishSending(consumer);
        if (provider != null) {
            finishSending(provider);
        }
        up.drain();
        down.drain();
        drained();
        var unused = loop().schedule(() -> finish(Tap.Ending.CUT, false), 1, TimeUnit.SECONDS);
    }

    private static void finishSending(Channel channel) {
        channel.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(done -> {
            if (channel instanceof SocketChannel socket && socket.isActive() && !socket.isOutputShutdown()) {
                var unused = socket.shutdownOutput();
            }
        });
    }

    /** Whether data that comes is forgotten. */
    boolean closing() {
        return closing;
    }

    void drained() {
        if (up.ended() && (provider == null || down.ended())) {
            finish(Tap.Ending.CUT, false);
        }
    }

    private void finish(Tap.Ending how, boolean reset) {
        if (over) {
            return;
        }
        over = true;
        end(consumer, reset);
        if (provider != null) {
            end(provider, reset);
        }
        if (tap != null) {
            tap.over(how);
        }
        up.discard();
        down.discard();
        onOver.accept(this);
    }

    private static void end(Channel channel, boolean reset) {
        if (reset && channel.isActive()) {
            channel.flush();
            channel.config().setOption(ChannelOption.SO_LINGER, 0);
        }
        var unused = channel.close();
    }
}
