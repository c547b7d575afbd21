package dev.seatrial.chaos.flow;

import io.netty.channel.Channel;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.ServerChannel;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollEventLoopGroup;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;

/** The threads and the kind of sockets that carry the links: epoll where Linux offers it, else the JDK's. */
public final class Transport implements AutoCloseable {

    private final EventLoopGroup loops;
    private final ExecutorService resolvers;
    private final ScheduledExecutorService timers;
    private final boolean epoll;

    private Transport(String name, int threads, boolean epoll) {
        ThreadFactory daemons = new DefaultThreadFactory(name, true);
        this.epoll = epoll;
        this.loops = epoll ? new EpollEventLoopGroup(threads, daemons) : new NioEventLoopGroup(threads, daemons);
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

    Class<? extends ServerChannel> serverChannel() {
        return epoll ? EpollServerSocketChannel.class : NioServerSocketChannel.class;
    }

    Class<? extends Channel> channel() {
        return epoll ? EpollSocketChannel.class : NioSocketChannel.class;
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
