package dev.seatrial.chaos.flow;

import dev.seatrial.link.Endpoint;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.unix.RawUnixChannelOption;
import io.netty.channel.unix.Socket;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.SocketChannel;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The listening socket of a relay. */
final class Listener implements AutoCloseable {

    private static final int BACKLOG = 4096;

    /** {@code getsockopt(SOL_SOCKET, SO_MEMINFO)}: nine counters, the last of them the packets that the socket dropped. */
    private static final RawUnixChannelOption SO_MEMINFO = new RawUnixChannelOption("SO_MEMINFO", 1, 55, 36);

    private static final int DROPS_AT = 32;

    private final Channel channel;
    private final Set<Integer> fillerPorts = ConcurrentHashMap.newKeySet();
    private @Nullable SocketChannel filler;

    private Listener(Channel channel) {
        this.channel = channel;
    }

    /**
     * Listens.
     *
     * @param accepted gets each connection on its event loop, with reading off
     * @throws IOException if it cannot listen there; the message is the system's
     */
    static Listener open(Transport transport, Endpoint at, Consumer<Channel> accepted) throws IOException {
        InetSocketAddress address = at.host().isEmpty()
                ? new InetSocketAddress(at.port())
                : new InetSocketAddress(InetAddress.getByName(at.host()), at.port());
        Listener[] self = new Listener[1];
        ChannelFuture bound = new ServerBootstrap()
                .group(transport.loops())
                .channel(transport.serverChannel())
                .option(ChannelOption.SO_BACKLOG, BACKLOG)
                .option(ChannelOption.SO_REUSEADDR, true)
                .childOption(ChannelOption.AUTO_READ, false)
                .childOption(ChannelOption.ALLOW_HALF_CLOSURE, true)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childOption(ChannelOption.WRITE_BUFFER_WATER_MARK, Transport.UNSENT)
                .childHandler(new ChannelInitializer<>() {
                    @Override
                    protected void initChannel(Channel child) {
                        Listener listener = self[0];
                        if (listener != null && listener.isFiller(child)) {
                            var unused = child.close();
                        } else {
                            accepted.accept(child);
                        }
                    }
                })
                .bind(address)
                .awaitUninterruptibly();
        if (!bound.isSuccess()) {
            String why = String.valueOf(bound.cause().getMessage());
            throw new IOException(why, bound.cause());
        }
        self[0] = new Listener(bound.channel());
        return self[0];
    }

    /** Where it listens, with the port that was chosen. */
    InetSocketAddress address() {
        return (InetSocketAddress) channel.localAddress();
    }

    /**
     * From now on a connect hangs. The queue of connections that wait to be accepted is cut to its least and filled
     * by a connection of our own; the kernel then drops what else arrives. Linux only.
     */
    synchronized void hide() {
        if (filler != null || !(channel instanceof EpollServerSocketChannel epoll)) {
            return;
        }
        onLoop(() -> {
            channel.config().setAutoRead(false);
            listen(epoll, 0);
        });
        try {
            SocketChannel own = SocketChannel.open();
            filler = own;
            own.setOption(StandardSocketOptions.SO_REUSEADDR, true);
            own.bind(new InetSocketAddress(sameFamily(), 0));
            fillerPorts.add(own.socket().getLocalPort());
            own.configureBlocking(true);
            own.socket().connect(reachable(), 200);
        } catch (IOException full) {
            // It was full already, by connections that nobody had accepted yet: as wanted.
            org.slf4j.LoggerFactory.getLogger(Listener.class).debug("the queue of {} was full", channel, full);
        }
    }

    /** Undoes {@link #hide()}. */
    synchronized void show() {
        SocketChannel own = filler;
        if (own == null || !(channel instanceof EpollServerSocketChannel epoll)) {
            return;
        }
        filler = null;
        onLoop(() -> {
            listen(epoll, BACKLOG);
            channel.config().setAutoRead(true);
        });
        try {
            own.close();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /** How many packets that wanted to connect were dropped in all; 0 where the system does not tell. */
    long drops() {
        if (!(channel instanceof EpollServerSocketChannel)) {
            return 0;
        }
        ByteBuffer memory = channel.config().getOption(SO_MEMINFO);
        return memory == null
                ? 0
                : Integer.toUnsignedLong(memory.order(ByteOrder.nativeOrder()).getInt(DROPS_AT));
    }

    private boolean isFiller(Channel child) {
        return !fillerPorts.isEmpty()
                && child.remoteAddress() instanceof InetSocketAddress from
                && fillerPorts.remove(from.getPort());
    }

    private InetAddress sameFamily() {
        return reachable().getAddress();
    }

    private InetSocketAddress reachable() {
        InetSocketAddress at = address();
        return at.getAddress().isAnyLocalAddress()
                ? new InetSocketAddress(InetAddress.getLoopbackAddress(), at.getPort())
                : at;
    }

    private static void listen(EpollServerSocketChannel epoll, int backlog) {
        try {
            ((Socket) epoll.fd()).listen(backlog);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private void onLoop(Runnable task) {
        if (channel.eventLoop().inEventLoop()) {
            task.run();
        } else {
            channel.eventLoop().submit(task).awaitUninterruptibly(2_000);
        }
    }

    @Override
    public void close() {
        show();
        if (channel.eventLoop().inEventLoop()) {
            var unused = channel.close();
        } else {
            channel.close().awaitUninterruptibly(2_000);
        }
    }
}
