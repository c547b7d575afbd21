package dev.seatrial.chaos.flow;

import dev.seatrial.link.Endpoint;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFactory;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.DefaultSelectStrategyFactory;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.ServerChannel;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollEventLoopGroup;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.EventExecutorChooserFactory;
import io.netty.util.concurrent.ThreadPerTaskExecutor;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.spi.SelectorProvider;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** The threads and the kind of sockets that carry the links: epoll where Linux offers it, else the JDK's. */
public final class Transport implements AutoCloseable {

    /** Above the upper bound of data that a socket does not take, the sender waits; below the lower it goes on. */
    static final WriteBufferWaterMark UNSENT = new WriteBufferWaterMark(128 << 10, 512 << 10);

    private final EventLoopGroup loops;
    private final ExecutorService resolvers;
    private final ScheduledExecutorService timers;
    private final boolean epoll;

    private Transport(String name, int threads, boolean epoll) {
        ThreadFactory daemons = new DefaultThreadFactory(name, true);
        this.epoll = epoll;
        Executor each = new ThreadPerTaskExecutor(daemons);
        EventExecutorChooserFactory nearest = new NearestLoop();
        this.loops = epoll
                ? new EpollEventLoopGroup(threads, each, nearest, DefaultSelectStrategyFactory.INSTANCE)
                : new NioEventLoopGroup(
                        threads, each, nearest, SelectorProvider.provider(), DefaultSelectStrategyFactory.INSTANCE);
        this.resolvers = Executors.newCachedThreadPool(new DefaultThreadFactory(name + "-dns", true));
        this.timers = Executors.newSingleThreadScheduledExecutor(new DefaultThreadFactory(name + "-timer", true));
    }

    /**
     * Starts one.
     *
     * @param name prefix of its threads' names; they are daemons
     * @param threads how many connections are served at the same instant; 0 for one a processor
     */
    public static Transport open(String name, int threads) {
        return new Transport(name, threads == 0 ? Runtime.getRuntime().availableProcessors() : threads, epollWanted());
    }

    /** Starts one on the JDK's own sockets, whatever the platform offers. */
    static Transport openPortable(String name, int threads) {
        return new Transport(name, threads, false);
    }

    private static boolean epollWanted() {
        return !Boolean.getBoolean("seatrial.proxy.portable") && Epoll.isAvailable();
    }

    /** Whether the sockets are epoll's, which can do what the JDK's cannot: see {@link Listener}. */
    public boolean epoll() {
        return epoll;
    }

    EventLoopGroup loops() {
        return loops;
    }

    /** Timers whose tasks may wait for an event loop, and therefore do not run on one. */
    public ScheduledExecutorService timers() {
        return timers;
    }

    /**
     * Serves something other than a relay on these threads.
     *
     * @param child prepares each connection
     * @throws IOException if it cannot listen there; the message is the system's
     */
    public Channel serve(Endpoint at, Consumer<Channel> child) throws IOException {
        ChannelFuture bound = new ServerBootstrap()
                .group(loops)
                .channel(serverChannel())
                .option(ChannelOption.SO_REUSEADDR, true)
                .childHandler(new ChannelInitializer<>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        child.accept(channel);
                    }
                })
                .bind(new InetSocketAddress(InetAddress.getByName(at.host()), at.port()))
                .awaitUninterruptibly();
        if (!bound.isSuccess()) {
            throw new IOException(String.valueOf(bound.cause().getMessage()), bound.cause());
        }
        return bound.channel();
    }

    Class<? extends ServerChannel> serverChannel() {
        return epoll ? EpollServerSocketChannel.class : NioServerSocketChannel.class;
    }

    ChannelFactory<Channel> channels() {
        return epoll ? EpollSocketChannel::new : NioSocketChannel::new;
    }

    /** Looks up host names beside the event loops, so that a slow name server stalls nobody. */
    ExecutorService resolvers() {
        return resolvers;
    }

    @Override
    public void close() {
        timers.shutdownNow();
        resolvers.shutdownNow();
        loops.shutdownGracefully(0, 2, TimeUnit.SECONDS).awaitUninterruptibly(5, TimeUnit.SECONDS);
    }
}
