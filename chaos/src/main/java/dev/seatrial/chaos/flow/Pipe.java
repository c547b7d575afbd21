package dev.seatrial.chaos.flow;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.EventLoop;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.channel.socket.SocketChannel;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** One direction of a {@link Conduit}: reads one channel, sends through stages, writes the other. */
public final class Pipe extends ChannelInboundHandlerAdapter {

    /** Above this much data kept back by stages the sender is made to wait. */
    private static final long HELD_LIMIT = 8L << 20;

    private final Conduit conduit;
    private final LongAdder received;
    private final LongAdder sent;
    private @Nullable Channel source;
    private @Nullable Channel sink;
    private Stage first;
    private long held;
    private final Deque<ByteBuf> early = new ArrayDeque<>(0);
    private boolean earlyEnd;
    private boolean open;
    private boolean ended;
    private boolean finished;

    Pipe(Conduit conduit, LongAdder received, LongAdder sent) {
        this.conduit = conduit;
        this.received = received;
        this.sent = sent;
        this.first = new Outflow();
        this.first.join(this, null);
    }

    /** Builds the way through {@code stages}, first to last, to the sink. */
    void route(List<? extends Stage> stages) {
        Stage last = new Outflow();
        last.join(this, null);
        for (int i = stages.size() - 1; i >= 0; i--) {
            stages.get(i).join(this, last);
            last = stages.get(i);
        }
        first = last;
    }

    /** The connection that this is a direction of. */
    public Conduit conduit() {
        return conduit;
    }

    /** The thread that everything here runs on. */
    public EventLoop loop() {
        return conduit.loop();
    }

    /** A stage keeps {@code bytes} more back, or, if negative, less. */
    public void held(long bytes) {
        boolean before = held > HELD_LIMIT;
        held += bytes;
        if (before != held > HELD_LIMIT) {
            regulate();
        }
    }

    void source(Channel channel) {
        source = channel;
    }

    void sink(Channel channel) {
        sink = channel;
    }

    /** Lets data flow: both ends are there. */
    void open() {
        open = true;
        while (!early.isEmpty() && !conduit.over()) {
            first.data(early.remove());
        }
        if (!conduit.over()) {
            first.flush();
            if (earlyEnd) {
                end();
            }
            regulate();
        }
    }

    /** Reads on, only to forget. */
    void drain() {
        if (source != null) {
            source.config().setAutoRead(true);
        }
    }

    boolean finished() {
        return finished;
    }

    /** Whether the sender has finished. */
    public boolean ended() {
        return ended;
    }

    void discard() {
        early.forEach(ByteBuf::release);
        early.clear();
        for (Stage s = first; s != null; s = s.following()) {
            s.discard();
        }
    }

    /** Reads as fast as the sink takes it and the stages do not choke. */
    private void regulate() {
        if (source != null && open && !conduit.closing()) {
            boolean wanted = held <= HELD_LIMIT && (sink == null || sink.isWritable());
            if (source.config().isAutoRead() != wanted) {
                source.config().setAutoRead(wanted);
            }
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        received.add(((ByteBuf) message).readableBytes());
        if (conduit.over() || conduit.closing()) {
            ((ByteBuf) message).release();
        } else if (!open) {
            early.add((ByteBuf) message); // a hang-up makes epoll read although nobody asked
        } else {
            boolean much = ((ByteBuf) message).readableBytes() > Reads.PIECE;
            first.data((ByteBuf) message);
            if (much && !conduit.over()) {
                first.flush();
            }
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext ctx) {
        if (open && !conduit.over() && !conduit.closing()) {
            first.flush();
        }
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext ctx) {
        conduit.opposite(this).regulate();
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
        if (event instanceof ChannelInputShutdownEvent) {
            earlyEnd = !open;
            end();
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        end();
        conduit.gone(this);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        conduit.broken(this, cause);
    }

    private void end() {
        if (open && !ended && !conduit.over()) {
            ended = true;
            conduit.ended(this);
            if (conduit.closing()) {
                conduit.drained();
            } else {
                first.end();
            }
        }
    }

    /** The last stage: hands the data to the other socket. */
    private final class Outflow extends Stage {

        @Override
        public void data(ByteBuf chunk) {
            if (sink == null) {
                chunk.release();
                conduit.unserved();
            } else {
                sent.add(chunk.readableBytes());
                var unused = sink.write(chunk, sink.voidPromise());
            }
        }

        @Override
        public void flush() {
            if (sink != null) {
                sink.flush();
            }
        }

        @Override
        public void end() {
            if (sink == null) {
                finish();
                return;
            }
            // Shutting down fails what is still queued, so wait for it.
            sink.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(done -> {
                if (done.isSuccess() && sink instanceof SocketChannel socket && socket.isActive()) {
                    var unused = socket.shutdownOutput();
                }
                finish();
            });
        }

        private void finish() {
            finished = true;
            conduit.finished();
        }
    }
}
