package dev.seatrial.chaos.http2;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seatrial.chaos.fault.FaultBoard;
import dev.seatrial.chaos.fault.FaultOn;
import dev.seatrial.chaos.flow.Tap.Ending;
import dev.seatrial.chaos.ledger.Book;
import dev.seatrial.link.Fault;
import dev.seatrial.link.Fault.HttpSelector;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http2.DefaultHttp2Headers;
import io.netty.handler.codec.http2.DefaultHttp2HeadersEncoder;
import io.netty.handler.codec.http2.Http2Exception;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Streams of frames of which many are wrong, cut into random pieces, in both directions at once. Without a fault every byte passes
 * as it came; with faults nothing breaks, and every buffer is released.
 */
class Http2FuzzTest {

    private static final int ROUNDS = Integer.getInteger("seatrial.fuzz.rounds", 300);
    private static final long SEED = Long.getLong("seatrial.fuzz.seed", 5);
    private static final Duration LONG = Duration.ofHours(1);

    private final ScheduledExecutorService timers = Executors.newSingleThreadScheduledExecutor();

    @AfterEach
    void close() {
        timers.shutdownNow();
    }

    @Test
    void withoutFaultsEveryByteOfWhateverIsSentPasses() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            SplittableRandom random = new SplittableRandom(SEED + round);
            try (Rig rig = new Rig(timers)) {
                byte[] up = bytes(random, true);
                byte[] down = bytes(random, false);
                rig.run(random, up, down, () -> {});
                assertThat(rig.sentUp.toByteArray()).as("seed %d", SEED + round).isEqualTo(up);
                assertThat(rig.sentDown.toByteArray())
                        .as("seed %d", SEED + round)
                        .isEqualTo(down);
            }
        }
    }

    @Test
    void withFaultsThatComeAndGoNothingBreaksAndEveryBufferIsReleased() throws Exception {
        long hits = 0;
        for (int round = 0; round < ROUNDS; round++) {
            SplittableRandom random = new SplittableRandom(SEED * 31 + round);
            try (Rig rig = new Rig(timers)) {
                rig.run(random, bytes(random, true), bytes(random, false), () -> {
                    if (random.nextInt(3) == 0) {
                        rig.board.apply(fault(random));
                    } else if (random.nextInt(6) == 0) {
                        rig.board.clear();
                    }
                });
                hits += rig.hits();
            }
        }
        assertThat(hits).as("faults that hit").isGreaterThan(ROUNDS / 4);
    }

    private static Fault fault(SplittableRandom random) {
        HttpSelector which = random.nextBoolean() ? HttpSelector.all() : HttpSelector.first(2);
        return switch (random.nextInt(8)) {
            case 0 -> new Fault.Answer(which, 503, "text/plain", "x".repeat(random.nextInt(70_000)), LONG);
            case 1 -> new Fault.Answer(which, 503, "text/plain", "no", Optional.of(14), LONG);
            case 2 -> new Fault.Garbage(which, 1 + random.nextInt(65_536), LONG);
            case 3 -> new Fault.Hang(which, LONG);
            case 4 -> new Fault.DropResponse(which, LONG);
            case 5 -> new Fault.HalfBody(which, LONG);
            case 6 -> new Fault.Truncate(which, random.nextInt(100), LONG);
            default ->
                random.nextBoolean()
                        ? new Fault.Trickle(which, Duration.ofMillis(1), LONG)
                        : new Fault.SlowAnswer(which, Duration.ofMillis(1), Duration.ofMillis(1), LONG);
        };
    }

    /** A direction: right frames for the most part, then some that are spoilt. */
    private static byte[] bytes(SplittableRandom random, boolean up) throws Http2Exception {
        DefaultHttp2HeadersEncoder encoder = new DefaultHttp2HeadersEncoder();
        ByteBuf all = Unpooled.buffer();
        if (up) {
            all.writeBytes(FrameReader.PREFACE);
        }
        all.writeBytes(FrameBytes.header(0, 4, 0, 0));
        int spoilt = random.nextInt(4) == 0 ? 1 + random.nextInt(12) : Integer.MAX_VALUE;
        for (int i = 0; i < 25; i++) {
            int stream = 1 + 2 * random.nextInt(6);
            int start = all.writerIndex();
            switch (random.nextInt(9)) {
                case 0, 1, 2 -> headers(random, encoder, all, stream, up);
                case 3, 4, 5 -> data(random, all, stream);
                case 6 ->
                    all.writeBytes(
                            FrameBytes.windowUpdate(random.nextBoolean() ? 0 : stream, 1 + random.nextInt(100_000)));
                case 7 -> all.writeBytes(FrameBytes.reset(stream, random.nextInt(14)));
                default -> all.writeBytes(FrameBytes.header(8, 6, 0, 0)).writeLong(random.nextLong());
            }
            if (i >= spoilt && all.writerIndex() > start) {
                int at = start + random.nextInt(all.writerIndex() - start);
                all.setByte(at, random.nextInt(256));
            }
        }
        byte[] bytes = new byte[random.nextInt(5) == 0 ? random.nextInt(all.readableBytes()) : all.readableBytes()];
        all.readBytes(bytes).release();
        return bytes;
    }

    private static void headers(
            SplittableRandom random, DefaultHttp2HeadersEncoder encoder, ByteBuf all, int stream, boolean up)
            throws Http2Exception {
        DefaultHttp2Headers headers = new DefaultHttp2Headers(false);
        if (random.nextInt(5) > 0) {
            if (up) {
                headers.method(random.nextBoolean() ? "GET" : "HEAD")
                        .path("/" + random.nextInt(5))
                        .scheme("http");
            } else {
                headers.status(random.nextInt(6) == 0 ? "100" : "200");
            }
        }
        headers.set("content-type", random.nextBoolean() ? "application/grpc" : "text/plain");
        headers.set("x-" + random.nextInt(4), "v".repeat(random.nextInt(300)));
        if (random.nextInt(4) == 0) {
            headers.set("content-length", String.valueOf(random.nextInt(2_000)));
        }
        ByteBuf block = Unpooled.buffer();
        encoder.encodeHeaders(stream, headers, block);
        int end = random.nextInt(3) == 0 ? FrameReader.END_STREAM : 0;
        int first = random.nextInt(3) == 0 ? random.nextInt(block.readableBytes()) : block.readableBytes();
        boolean whole = first == block.readableBytes();
        all.writeBytes(
                FrameBytes.header(first, FrameReader.HEADERS, end | (whole ? FrameReader.END_HEADERS : 0), stream));
        all.writeBytes(block, first);
        if (!whole) {
            all.writeBytes(FrameBytes.header(
                    block.readableBytes(), FrameReader.CONTINUATION, FrameReader.END_HEADERS, stream));
            all.writeBytes(block);
        }
        block.release();
    }

    private static void data(SplittableRandom random, ByteBuf all, int stream) {
        int end = random.nextInt(3) == 0 ? FrameReader.END_STREAM : 0;
        int length = random.nextInt(random.nextInt(8) == 0 ? 20_000 : 300);
        if (random.nextInt(3) == 0) {
            int padding = random.nextInt(20);
            all.writeBytes(FrameBytes.header(1 + length + padding, FrameReader.DATA, end | FrameReader.PADDED, stream));
            all.writeByte(padding).writeZero(length + padding);
        } else {
            all.writeBytes(FrameBytes.header(length, FrameReader.DATA, end, stream))
                    .writeZero(length);
        }
    }

    /** The connection around the streams: keeps what passes, and looks that every buffer is let go. */
    private static final class Rig implements Road, AutoCloseable {

        private final EmbeddedChannel channel = new EmbeddedChannel();
        private final List<FaultOn<?>> applied = new ArrayList<>();
        private final List<ByteBuf> given = new ArrayList<>();
        private final java.io.ByteArrayOutputStream sentUp = new java.io.ByteArrayOutputStream();
        private final java.io.ByteArrayOutputStream sentDown = new java.io.ByteArrayOutputStream();
        private final FaultBoard board;
        private final Streams streams;
        private boolean cut;

        Rig(ScheduledExecutorService timers) {
            board = new FaultBoard(timers, 1, new FaultBoard.Watcher() {
                @Override
                public void on(FaultOn<?> fault) {
                    applied.add(fault);
                }

                @Override
                public void off(FaultOn<?> fault) {
                    streams.healed(fault);
                }
            });
            streams = new Streams(this, new Book(), 1);
        }

        void run(SplittableRandom random, byte[] up, byte[] down, Runnable between) {
            int atUp = 0;
            int atDown = 0;
            while (!cut && (atUp < up.length || atDown < down.length)) {
                between.run();
                int n = 1 + random.nextInt(random.nextInt(4) == 0 ? 12 : 4_000);
                if (atDown == down.length || (atUp < up.length && random.nextBoolean())) {
                    int to = Math.min(up.length, atUp + n);
                    streams.up(chunk(up, atUp, to), null);
                    atUp = to;
                } else {
                    int to = Math.min(down.length, atDown + n);
                    streams.down(chunk(down, atDown, to), null, false);
                    atDown = to;
                }
                channel.runScheduledPendingTasks();
            }
            streams.over(Ending.CUT);
            for (ByteBuf chunk : given) {
                assertThat(chunk.refCnt()).as("references to a chunk").isZero();
            }
        }

        private ByteBuf chunk(byte[] bytes, int from, int to) {
            ByteBuf chunk = Unpooled.copiedBuffer(bytes, from, to - from);
            given.add(chunk);
            return chunk;
        }

        long hits() {
            return applied.stream().mapToLong(FaultOn::hits).sum();
        }

        @Override
        public FaultBoard.Snapshot faults() {
            return board.now();
        }

        private static void keep(ByteBuf bytes, java.io.ByteArrayOutputStream in) {
            byte[] copy = new byte[bytes.readableBytes()];
            bytes.readBytes(copy).release();
            in.writeBytes(copy);
        }

        @Override
        public void up(ByteBuf bytes) {
            keep(bytes, sentUp);
        }

        @Override
        public void flushUp() {}

        @Override
        public void down(ByteBuf bytes) {
            keep(bytes, sentDown);
        }

        @Override
        public void flushDown() {}

        @Override
        public long spread(Duration time, Duration jitter) {
            return time.toNanos();
        }

        @Override
        public void held(long bytes) {}

        @Override
        public EventLoop loop() {
            return channel.eventLoop();
        }

        @Override
        public void cut() {
            cut = true;
            streams.over(Ending.CUT);
        }

        @Override
        public void another(Consumer<Channel> then) {}

        @Override
        public void close() {
            board.clear();
            var unused = channel.close();
        }
    }
}
