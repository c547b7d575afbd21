package dev.seatrial.chaos.flow;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** A connection to the provider beside a conduit's own: sends once, and shows what comes back. */
final class Aside extends ChannelInboundHandlerAdapter {

    private static final Duration LIMIT = Duration.ofSeconds(30);

    private final Predicate<ByteBuf> whole;

    private Aside(Predicate<ByteBuf> whole) {
        this.whole = whole;
    }

    static void send(Channel provider, byte[] bytes, Predicate<ByteBuf> whole) {
        provider.pipeline().addLast(new Aside(whole));
        provider.config().setAutoRead(true);
        var unused = provider.writeAndFlush(Unpooled.wrappedBuffer(bytes));
    }

    /** Ends the connection when it has lasted too long. */
    static void limit(Channel provider) {
        var limit = provider.eventLoop().schedule(() -> end(provider), LIMIT.toMillis(), TimeUnit.MILLISECONDS);
        provider.closeFuture().addListener(closed -> limit.cancel(false));
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        ByteBuf chunk = (ByteBuf) message;
        boolean done = whole.test(chunk);
        chunk.release();
        if (done) {
            end(ctx.channel());
        }
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
        if (event instanceof ChannelInputShutdownEvent) {
            end(ctx.channel());
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        end(ctx.channel());
    }

    private static void end(Channel provider) {
        var unused = provider.close();
    }
}
