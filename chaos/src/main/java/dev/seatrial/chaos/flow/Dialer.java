package dev.seatrial.chaos.flow;

import dev.seatrial.link.Endpoint;
import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.util.NetUtil;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** Opens connections to providers without ever blocking an event loop. */
final class Dialer {

    private static final Duration CONNECT_LIMIT = Duration.ofSeconds(30);

    private final Transport transport;
    private final Bootstrap template;

    Dialer(Transport transport) {
        this.transport = transport;
        this.template = new Bootstrap()
                .channelFactory(transport.channels())
                .disableResolver()
                .option(ChannelOption.AUTO_READ, false)
                .option(ChannelOption.ALLOW_HALF_CLOSURE, true)
                .option(ChannelOption.TCP_NODELAY, true)
                .option(ChannelOption.WRITE_BUFFER_WATER_MARK, Transport.UNSENT)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, (int) CONNECT_LIMIT.toMillis());
    }

    /** Tries each address of {@code to} in turn; tells {@code then}, on {@code loop}, the channel or why there is none. */
    void dial(EventLoop loop, Endpoint to, Reads reads, BiConsumer<@Nullable Channel, @Nullable Throwable> then) {
        byte[] literal = NetUtil.createByteArrayFromIpAddressString(to.host());
        if (literal != null) {
            try {
                attempt(loop, List.of(InetAddress.getByAddress(literal)), 0, to.port(), reads, then);
            } catch (UnknownHostException impossible) {
                then.accept(null, impossible);
            }
            return;
        }
        transport.resolvers().execute(() -> {
            try {
                List<InetAddress> addresses = List.of(InetAddress.getAllByName(to.host()));
                loop.execute(() -> attempt(loop, addresses, 0, to.port(), reads, then));
            } catch (UnknownHostException e) {
                loop.execute(() -> then.accept(null, e));
            }
        });
    }

    private void attempt(
            EventLoop loop,
            List<InetAddress> addresses,
            int index,
            int port,
            Reads reads,
            BiConsumer<@Nullable Channel, @Nullable Throwable> then) {
        if (port == 0) {
            then.accept(null, new IOException("port 0 cannot be dialled"));
            return;
        }
        template.clone(loop)
                .option(ChannelOption.RCVBUF_ALLOCATOR, reads)
                .handler(new ChannelInboundHandlerAdapter())
                .connect(new InetSocketAddress(addresses.get(index), port))
                .addListener((io.netty.channel.ChannelFuture done) -> {
                    if (done.isSuccess()) {
                        then.accept(done.channel(), null);
                    } else if (index + 1 < addresses.size()) {
                        attempt(loop, addresses, index + 1, port, reads, then);
                    } else {
                        then.accept(null, done.cause());
                    }
                });
    }
}
