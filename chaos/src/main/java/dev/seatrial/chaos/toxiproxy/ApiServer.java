package dev.seatrial.chaos.toxiproxy;

import dev.seatrial.chaos.flow.Transport;
import dev.seatrial.link.Endpoint;
import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpServerCodec;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** A proxy server that speaks Toxiproxy's HTTP API. */
public final class ApiServer implements AutoCloseable {

    private static final int LARGEST_BODY = 16 << 20;

    private final Transport transport;
    private final ExecutorService workers;
    private final Proxies proxies;
    private final Channel channel;

    private ApiServer(Settings settings) throws IOException {
        this.transport = Transport.open("seatrial-proxy", 0);
        this.workers = Executors.newCachedThreadPool(task -> {
            Thread thread = new Thread(task, "seatrial-proxy-api");
            thread.setDaemon(true);
            return thread;
        });
        this.proxies = new Proxies(transport, settings.seed());
        Api api = new Api(proxies, settings.metrics());
        try {
            this.channel = transport.serve(settings.listen(), child -> {
                child.config().setOption(ChannelOption.ALLOW_HALF_CLOSURE, true);
                ApiConnection connection = new ApiConnection(api, workers, settings.patience());
                child.pipeline()
                        .addLast(connection.clock())
                        .addLast(new HttpServerCodec())
                        .addLast(new HttpObjectAggregator(LARGEST_BODY))
                        .addLast(connection);
            });
        } catch (IOException e) {
            transport.close();
            throw new IOException("the API cannot listen on " + settings.listen() + ": " + e.getMessage(), e);
        }
    }

    /**
     * How to run one.
     *
     * @param listen where the API listens; port 0 for a free one
     * @param seed of all randomness; equal seeds give equal jitter, slices and toxicity, connection by connection
     * @param metrics whether {@code /metrics} is there
     * @param patience how long a caller may take to send a whole request
     */
    public record Settings(Endpoint listen, long seed, boolean metrics, Duration patience) {

        /** As the original's, on a free port of loopback. */
        public static Settings standard() {
            return new Settings(new Endpoint("127.0.0.1", 0), 1, false, Duration.ofSeconds(15));
        }
    }

    /**
     * Starts it.
     *
     * @throws IOException if it cannot listen; the message names the address
     */
    public static ApiServer start(Settings settings) throws IOException {
        return new ApiServer(settings);
    }

    /** Where the API listens. */
    public Endpoint listen() {
        InetSocketAddress at = (InetSocketAddress) channel.localAddress();
        return new Endpoint(at.getAddress().getHostAddress(), at.getPort());
    }

    /**
     * Makes the proxies of a JSON list, as {@code POST /populate} does.
     *
     * @return how many
     * @throws IOException if one cannot be made; the message says why
     */
    public int populate(byte[] list) throws IOException {
        Proxies.Populated done = proxies.populate(list);
        if (done.error() != null) {
            throw new IOException(done.error().getMessage());
        }
        return done.proxies().size();
    }

    @Override
    public void close() {
        channel.close().awaitUninterruptibly(2, TimeUnit.SECONDS);
        proxies.close();
        workers.shutdownNow();
        transport.close();
    }
}
