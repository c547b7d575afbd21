package dev.seatrial.chaos.link;

import dev.seatrial.link.Endpoint;
import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.HttpServerUpgradeHandler;
import io.netty.handler.codec.http2.CleartextHttp2ServerUpgradeHandler;
import io.netty.handler.codec.http2.DefaultHttp2DataFrame;
import io.netty.handler.codec.http2.DefaultHttp2Headers;
import io.netty.handler.codec.http2.DefaultHttp2HeadersFrame;
import io.netty.handler.codec.http2.DefaultHttp2ResetFrame;
import io.netty.handler.codec.http2.Http2DataFrame;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2FrameCodecBuilder;
import io.netty.handler.codec.http2.Http2Headers;
import io.netty.handler.codec.http2.Http2HeadersFrame;
import io.netty.handler.codec.http2.Http2MultiplexHandler;
import io.netty.handler.codec.http2.Http2ResetFrame;
import io.netty.handler.codec.http2.Http2ServerUpgradeCodec;
import io.netty.handler.codec.http2.Http2StreamChannel;
import io.netty.handler.codec.http2.Http2StreamChannelBootstrap;
import io.netty.handler.codec.http2.Http2StreamFrame;
import io.netty.util.AsciiString;
import io.netty.util.ReferenceCountUtil;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Both ends of cleartext HTTP/2 for a test, by Netty's own codec; the provider's path says how it answers. */
final class Http2Peers implements AutoCloseable {

    private final NioEventLoopGroup loops = new NioEventLoopGroup(2);
    private final Channel server;
    private final CompletableFuture<Void> released = new CompletableFuture<>();
    private final List<String> seen = new CopyOnWriteArrayList<>();

    Http2Peers() {
        server = new ServerBootstrap()
                .group(loops)
                .channel(NioServerSocketChannel.class)
                .childHandler(new ChannelInitializer<>() {
                    @Override
                    protected void initChannel(Channel child) {
                        HttpServerCodec http1 = new HttpServerCodec();
                        HttpServerUpgradeHandler upgrade = new HttpServerUpgradeHandler(
                                http1,
                                protocol -> AsciiString.contentEquals("h2c", protocol)
                                        ? new Http2ServerUpgradeCodec(
                                                Http2FrameCodecBuilder.forServer()
                                                        .build(),
                                                multiplex())
                                        : null);
                        child.pipeline()
                                .addLast(new CleartextHttp2ServerUpgradeHandler(
                                        http1, upgrade, new ChannelInitializer<>() {
                                            @Override
                                            protected void initChannel(Channel prior) {
                                                prior.pipeline()
                                                        .addLast(Http2FrameCodecBuilder.forServer()
                                                                .build())
                                                        .addLast(multiplex());
                                            }
                                        }))
                                .addLast(new Quiet());
                    }
                })
                .bind(InetAddress.getLoopbackAddress(), 0)
                .syncUninterruptibly()
                .channel();
    }

    Endpoint endpoint() {
        return new Endpoint("127.0.0.1", ((InetSocketAddress) server.localAddress()).getPort());
    }

    /** Lets the provider answer what it holds back. */
    void release() {
        released.complete(null);
    }

    /** The requests that the provider has seen whole: method, path, bytes of body. */
    List<String> seen() {
        return seen;
    }

    private Http2MultiplexHandler multiplex() {
        return new Http2MultiplexHandler(new Provider(seen, released));
    }

    /** Answers a request when it is whole. */
    @io.netty.channel.ChannelHandler.Sharable
    private static final class Provider extends SimpleChannelInboundHandler<Http2StreamFrame> {

        private final List<String> seen;
        private final CompletableFuture<Void> released;

        Provider(List<String> seen, CompletableFuture<Void> released) {
            this.seen = seen;
            this.released = released;
        }

        @Override
        protected void channelRead0(ChannelHandlerContext ctx, Http2StreamFrame frame) {
            if (frame instanceof Http2HeadersFrame headers) {
                ctx.channel()
                        .attr(PATH)
                        .set(headers.headers().path() + " " + headers.headers().get("x-seen"));
                ctx.channel().attr(BYTES).set(0);
                if (headers.isEndStream()) {
                    whole(ctx);
                }
            } else if (frame instanceof Http2DataFrame data) {
                ctx.channel()
                        .attr(BYTES)
                        .set(ctx.channel().attr(BYTES).get() + data.content().readableBytes());
                if (data.isEndStream()) {
                    whole(ctx);
                }
            }
        }

        private void whole(ChannelHandlerContext ctx) {
            seen.add(ctx.channel().attr(PATH).get() + " "
                    + ctx.channel().attr(BYTES).get());
            if (String.valueOf(ctx.channel().attr(PATH).get()).startsWith("/held")) {
                var unused = released.thenRun(() -> ctx.executor().execute(() -> answer(ctx)));
            } else {
                answer(ctx);
            }
        }

        private static void answer(ChannelHandlerContext ctx) {
            String path = String.valueOf(ctx.channel().attr(PATH).get());
            if (path.startsWith("/silent")) {
                return;
            }
            if (path.startsWith("/reset")) {
                var unused = ctx.writeAndFlush(new DefaultHttp2ResetFrame(Http2Error.INTERNAL_ERROR));
                return;
            }
            Http2Headers head = new DefaultHttp2Headers().status(path.startsWith("/missing") ? "404" : "200");
            if (path.startsWith("/length/") || path.startsWith("/unknown/")) {
                int length = Integer.parseInt(path.replaceAll("^/\\w+/(\\d+) .*", "$1"));
                if (path.startsWith("/length/")) {
                    head.set("content-length", String.valueOf(length));
                }
                head.set("x-path", path);
                var unused = ctx.write(new DefaultHttp2HeadersFrame(head));
                unused = ctx.write(new DefaultHttp2DataFrame(Unpooled.wrappedBuffer(new byte[length]), false, 7));
                Http2Headers trailers = new DefaultHttp2Headers().set("x-sum", "0");
                unused = ctx.writeAndFlush(new DefaultHttp2HeadersFrame(trailers, true));
                return;
            }
            boolean grpc = path.startsWith("/stock.Stock/");
            if (grpc) {
                head.set("content-type", "application/grpc");
            }
            head.set("x-long", "v".repeat(path.startsWith("/long") ? 40_000 : 1));
            var unused = ctx.write(new DefaultHttp2HeadersFrame(head));
            unused = ctx.write(new DefaultHttp2DataFrame(
                    Unpooled.wrappedBuffer(path.getBytes(java.nio.charset.StandardCharsets.UTF_8)), !grpc));
            if (grpc) {
                Http2Headers trailers =
                        new DefaultHttp2Headers().set("grpc-status", path.startsWith("/stock.Stock/Gone") ? "5" : "0");
                unused = ctx.write(new DefaultHttp2HeadersFrame(trailers, true));
            }
            ctx.flush();
        }
    }

    private static final io.netty.util.AttributeKey<String> PATH = io.netty.util.AttributeKey.valueOf("path");
    private static final io.netty.util.AttributeKey<Integer> BYTES = io.netty.util.AttributeKey.valueOf("bytes");

    /** The ends of connections that faults break are expected. */
    @io.netty.channel.ChannelHandler.Sharable
    private static final class Quiet extends ChannelInboundHandlerAdapter {
        @Override
        public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
            var unused = ctx.close();
        }
    }

    /** A consumer's connection that begins with HTTP/2 at once. */
    Consumer connect(Endpoint to) {
        return new Consumer(new Bootstrap()
                .group(loops)
                .channel(NioSocketChannel.class)
                .handler(new ChannelInitializer<>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        channel.pipeline()
                                .addLast(Http2FrameCodecBuilder.forClient().build())
                                .addLast(new Http2MultiplexHandler(new ChannelInboundHandlerAdapter()))
                                .addLast(new Quiet());
                    }
                })
                .connect(to.host(), to.port())
                .syncUninterruptibly()
                .channel());
    }

    /** Sends requests as streams of one connection. */
    record Consumer(Channel channel) {

        /** The body of the answer; fails if the stream or its connection is cut. */
        CompletableFuture<String> ask(String method, String path, Map<String, String> fields, byte[] body) {
            return exchange(method, path, fields, body).whole().thenApply(Reply::body);
        }

        /** Sends a request; what comes back can be looked at while it comes. */
        Answer exchange(String method, String path, Map<String, String> fields, byte[] body) {
            Answer answer = new Answer();
            Http2StreamChannel stream = new Http2StreamChannelBootstrap(channel)
                    .handler(answer)
                    .open()
                    .syncUninterruptibly()
                    .getNow();
            Http2Headers headers = new DefaultHttp2Headers()
                    .method(method)
                    .path(path)
                    .scheme("http")
                    .authority("x");
            fields.forEach(headers::set);
            var unused = stream.write(new DefaultHttp2HeadersFrame(headers, body.length == 0));
            if (body.length > 0) {
                unused = stream.write(new DefaultHttp2DataFrame(Unpooled.wrappedBuffer(body), true));
            }
            stream.flush();
            return answer;
        }

        String get(String path) throws Exception {
            return ask("GET", path, Map.of(), new byte[0]).get(10, TimeUnit.SECONDS);
        }

        void close() {
            channel.close().syncUninterruptibly();
        }
    }

    /** What came back: fields of head and trailers together. */
    record Reply(Map<String, String> fields, String body) {}

    /** An answer while it comes. */
    static final class Answer extends ChannelInboundHandlerAdapter {

        private final CompletableFuture<Reply> whole = new CompletableFuture<>();
        private final StringBuilder text = new StringBuilder();
        private volatile int length;
        private volatile @Nullable Channel channel;
        private final Map<String, String> fields = new ConcurrentHashMap<>();

        /** The whole answer; fails if the stream or its connection is cut. */
        CompletableFuture<Reply> whole() {
            return whole;
        }

        /** Resets the stream. */
        void giveUp() {
            Channel stream = channel;
            if (stream != null) {
                stream.close().syncUninterruptibly();
            }
        }

        @Override
        public void channelActive(ChannelHandlerContext ctx) {
            channel = ctx.channel();
        }

        /** As many bytes of the body as have come. */
        int length() {
            return length;
        }

        /** The fields that have come. */
        Map<String, String> fields() {
            return fields;
        }

        @Override
        public void channelRead(ChannelHandlerContext ctx, Object message) {
            boolean last = false;
            if (message instanceof Http2DataFrame data) {
                text.append(new String(ByteBufUtil.getBytes(data.content()), java.nio.charset.StandardCharsets.UTF_8));
                length = text.length();
                last = data.isEndStream();
            } else if (message instanceof Http2HeadersFrame headers) {
                headers.headers()
                        .forEach(f ->
                                fields.put(f.getKey().toString(), f.getValue().toString()));
                last = headers.isEndStream();
            } else if (message instanceof Http2ResetFrame reset) {
                whole.completeExceptionally(new java.io.IOException("reset " + reset.errorCode()));
            }
            ReferenceCountUtil.release(message);
            if (last) {
                whole.complete(new Reply(Map.copyOf(fields), text.toString()));
            }
        }

        @Override
        public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
            if (event instanceof Http2ResetFrame reset) {
                whole.completeExceptionally(new java.io.IOException("reset " + reset.errorCode()));
            }
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
            whole.completeExceptionally(cause);
        }

        @Override
        public void channelInactive(ChannelHandlerContext ctx) {
            whole.completeExceptionally(new java.io.IOException("cut"));
        }
    }

    @Override
    public void close() {
        loops.shutdownGracefully(0, 1, TimeUnit.SECONDS).syncUninterruptibly();
    }
}
