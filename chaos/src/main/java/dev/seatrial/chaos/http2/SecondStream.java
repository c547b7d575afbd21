package dev.seatrial.chaos.http2;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http2.DefaultHttp2DataFrame;
import io.netty.handler.codec.http2.DefaultHttp2HeadersFrame;
import io.netty.handler.codec.http2.Http2DataFrame;
import io.netty.handler.codec.http2.Http2FrameCodecBuilder;
import io.netty.handler.codec.http2.Http2Headers;
import io.netty.handler.codec.http2.Http2HeadersFrame;
import io.netty.handler.codec.http2.Http2MultiplexHandler;
import io.netty.handler.codec.http2.Http2ResetFrame;
import io.netty.handler.codec.http2.Http2StreamChannel;
import io.netty.handler.codec.http2.Http2StreamChannelBootstrap;
import io.netty.util.ReferenceCountUtil;

/** A request that is sent a second time, on a connection of its own; its answer is forgotten. */
final class SecondStream extends ChannelInboundHandlerAdapter {

    private final Runnable onAnswer;

    private SecondStream(Runnable onAnswer) {
        this.onAnswer = onAnswer;
    }

    /**
     * Sends it.
     *
     * @param onAnswer runs when the provider answers
     */
    static void send(Channel provider, Http2Headers request, byte[] body, Runnable onAnswer) {
        provider.pipeline()
                .addLast(Http2FrameCodecBuilder.forClient()
                        .validateHeaders(false)
                        .build())
                .addLast(new Http2MultiplexHandler(new ChannelInboundHandlerAdapter()));
        provider.config().setAutoRead(true);
        new Http2StreamChannelBootstrap(provider)
                .handler(new SecondStream(onAnswer))
                .open()
                .addListener((io.netty.util.concurrent.Future<Http2StreamChannel> opened) -> {
                    if (!opened.isSuccess()) {
                        var unused = provider.close();
                        return;
                    }
                    Http2StreamChannel stream = opened.getNow();
                    var unused = stream.write(new DefaultHttp2HeadersFrame(request, body.length == 0));
                    if (body.length > 0) {
                        unused = stream.write(new DefaultHttp2DataFrame(Unpooled.wrappedBuffer(body), true));
                    }
                    stream.flush();
                });
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        boolean last = false;
        if (message instanceof Http2HeadersFrame headers) {
            CharSequence status = headers.headers().status();
            if (status == null || status.charAt(0) != '1') {
                onAnswer.run();
            }
            last = headers.isEndStream();
        } else if (message instanceof Http2DataFrame data) {
            last = data.isEndStream();
        } else if (message instanceof Http2ResetFrame) {
            last = true;
        }
        ReferenceCountUtil.release(message);
        if (last) {
            var unused = ctx.channel().parent().close();
        }
    }
}
