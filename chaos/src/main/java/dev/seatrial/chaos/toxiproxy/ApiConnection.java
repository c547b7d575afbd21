package dev.seatrial.chaos.toxiproxy;

import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** One caller of the API: its calls are answered one after the other, beside the event loop. */
final class ApiConnection extends SimpleChannelInboundHandler<FullHttpRequest> {

    private static final Duration IDLE = Duration.ofSeconds(60);
    /** How soon what can be followed is told. */
    private static final Duration PERIOD = Duration.ofMillis(20);

    private static final int LONGEST_QUEUE = 64;

    private final Api api;
    private final Executor workers;
    private final Duration patience;
    private final ArrayDeque<Waiting> waiting = new ArrayDeque<>();
    private boolean busy;
    private boolean receiving;
    private boolean finished;
    private @Nullable Future<?> deadline;
    private @Nullable Follow following;

    private record Waiting(Api.Call call, boolean keepAlive) {}

    ApiConnection(Api api, Executor workers, Duration patience) {
        this.api = api;
        this.workers = workers;
        this.patience = patience;
    }

    /** Ends a caller that dribbles: a request must be whole in time, however steadily its bytes come. */
    ChannelHandler clock() {
        return new ChannelInboundHandlerAdapter() {
            @Override
            public void channelActive(ChannelHandlerContext ctx) {
                limit(ctx, patience);
                ctx.fireChannelActive();
            }

            @Override
            public void channelRead(ChannelHandlerContext ctx, Object message) {
                if (!receiving && following == null) {
                    receiving = true;
                    limit(ctx, patience);
                }
                ctx.fireChannelRead(message);
            }

            @Override
            public void channelInactive(ChannelHandlerContext ctx) {
                if (deadline != null) {
                    deadline.cancel(false);
                }
                endFollowing();
                ctx.fireChannelInactive();
            }
        };
    }

    private static void end(ChannelHandlerContext ctx) {
        var unused = ctx.close();
    }

    private void limit(ChannelHandlerContext ctx, Duration span) {
        if (deadline != null) {
            deadline.cancel(false);
        }
        deadline = ctx.executor().schedule(() -> end(ctx), span.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    protected void channelRead0(ChannelHandlerContext ctx, FullHttpRequest request) {
        receiving = false;
        if (following != null) {
            return; // whoever follows has nothing more to ask on this connection
        }
        limit(ctx, IDLE);
        if (!request.decoderResult().isSuccess() || waiting.size() >= LONGEST_QUEUE) {
            send(ctx, Reply.plain(400, "400 Bad Request"), false);
            return;
        }
        HttpHeaders headers = request.headers();
        Api.Call call = new Api.Call(
                request.method().name(),
                request.uri().startsWith("/") ? request.uri() : "/" + request.uri(),
                headers.get(HttpHeaderNames.USER_AGENT, ""),
                ByteBufUtil.getBytes(request.content()));
        waiting.add(new Waiting(call, HttpUtil.isKeepAlive(request)));
        work(ctx);
    }

    private void work(ChannelHandlerContext ctx) {
        Waiting next = busy ? null : waiting.poll();
        if (next != null) {
            busy = true;
            try {
                workers.execute(() -> {
                    Reply reply = reply(next.call());
                    ctx.executor().execute(() -> answered(ctx, reply, next.keepAlive()));
                });
            } catch (RejectedExecutionException closing) {
                end(ctx);
            }
        }
    }

    private void answered(ChannelHandlerContext ctx, Reply reply, boolean keepAlive) {
        if (reply.follow() != null) {
            follow(ctx, reply, reply.follow());
            return;
        }
        busy = false;
        try {
            send(ctx, reply, keepAlive);
        } catch (RuntimeException e) { // an answer that cannot be written must not leave its caller waiting
            end(ctx);
            return;
        }
        work(ctx);
        endIfFinished(ctx);
    }

    /** A caller that finished sending still gets the answers to what it sent; one that follows has gone. */
    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
        if (event instanceof ChannelInputShutdownEvent) {
            finished = true;
            endIfFinished(ctx);
        }
        ctx.fireUserEventTriggered(event);
    }

    private void endIfFinished(ChannelHandlerContext ctx) {
        if (finished && (following != null || (!busy && waiting.isEmpty()))) {
            end(ctx);
        }
    }

    /** Sends what comes for as long as the caller stays; nothing else is answered on this connection. */
    private void follow(ChannelHandlerContext ctx, Reply reply, Follow follow) {
        following = follow;
        if (!ctx.channel().isActive() || finished) {
            endFollowing();
            end(ctx);
            return;
        }
        if (deadline != null) {
            deadline.cancel(false);
        }
        HttpResponse head = new DefaultHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.valueOf(reply.status()));
        head.headers().set(HttpHeaderNames.CONTENT_TYPE, reply.contentType());
        HttpUtil.setTransferEncodingChunked(head, true);
        var unused = ctx.writeAndFlush(head);
        tell(ctx, follow);
    }

    private void tell(ChannelHandlerContext ctx, Follow follow) {
        if (following != follow) {
            return;
        }
        String text = ctx.channel().isWritable() ? follow.next() : "";
        if (!text.isEmpty()) {
            var unused = ctx.writeAndFlush(new DefaultHttpContent(Unpooled.copiedBuffer(text, StandardCharsets.UTF_8)));
        }
        var unused = ctx.executor().schedule(() -> tell(ctx, follow), PERIOD.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void endFollowing() {
        Follow ended = following;
        if (ended != null) {
            following = null;
            try {
                workers.execute(ended::closed); // healing waits for event loops
            } catch (RejectedExecutionException closing) { // the server ends, and every fault with it
                return;
            }
        }
    }

    private Reply reply(Api.Call call) {
        try {
            return api.answer(call);
        } catch (RuntimeException e) {
            org.slf4j.LoggerFactory.getLogger(ApiConnection.class).error("{} {}", call.method(), call.target(), e);
            return Reply.error(new ApiError(500, "our fault, please report it: " + e));
        }
    }

    private static void send(ChannelHandlerContext ctx, Reply reply, boolean keepAlive) {
        FullHttpResponse response = new DefaultFullHttpResponse(
                HttpVersion.HTTP_1_1, HttpResponseStatus.valueOf(reply.status()), Unpooled.wrappedBuffer(reply.body()));
        HttpHeaders headers = response.headers();
        if (!reply.contentType().isEmpty()) {
            headers.set(HttpHeaderNames.CONTENT_TYPE, reply.contentType());
        }
        if (reply.contentType().startsWith("text/plain; charset")) {
            headers.set("X-Content-Type-Options", "nosniff");
        }
        if (!reply.location().isEmpty()) {
            headers.set(HttpHeaderNames.LOCATION, reply.location());
        }
        if (reply.status() != 204) {
            headers.set(HttpHeaderNames.CONTENT_LENGTH, reply.body().length);
        }
        if (!keepAlive) {
            headers.set(HttpHeaderNames.CONNECTION, "close");
        }
        var sent = ctx.writeAndFlush(response);
        if (!keepAlive) {
            sent.addListener(ChannelFutureListener.CLOSE);
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        var unused = ctx.close();
    }
}
