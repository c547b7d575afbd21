package dev.seatrial.chaos.http2;

import dev.seatrial.chaos.fault.FaultOn;
import dev.seatrial.chaos.fault.Marks;
import dev.seatrial.chaos.flow.Tap.Ending;
import dev.seatrial.chaos.ledger.Book;
import dev.seatrial.chaos.ledger.HttpRow;
import dev.seatrial.chaos.ledger.RequestFacts;
import dev.seatrial.link.LedgerEntry.Outcome;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http2.Http2Headers;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The streams of one cleartext HTTP/2 connection: a row each. Runs on the connection's event loop. */
public final class Streams {

    private static final int MOST_AT_ONCE = 16_384;

    private final Book book;
    private final long connection;
    private final FrameReader up = new FrameReader(new Up(), true);
    private final FrameReader down = new FrameReader(new Down(), false);
    /** Of requests: the provider tells how large their table may be. */
    private final HeaderBlocks requests = new HeaderBlocks();

    private final HeaderBlocks answers = new HeaderBlocks();
    private final Map<Integer, Stream> open = new HashMap<>();
    private int newest;
    private @Nullable FaultOn<?> touching;
    private boolean swallowed;
    private @Nullable String unreadable;

    /** A stream under way. */
    private record Stream(HttpRow row, Marks marks) {}

    /** Begins to read a connection; the consumer's preface is still to come. */
    public Streams(Book book, long connection) {
        this.book = book;
        this.connection = connection;
    }

    /**
     * The first stream is a request of HTTP/1.1 that asked for the upgrade.
     *
     * @param settings what it sent as {@code HTTP2-Settings}
     */
    public void upgraded(HttpRow row, Marks marks, @Nullable String settings) {
        newest = 1;
        open.put(1, new Stream(row, marks));
        if (settings != null) {
            try {
                answers.agreed(Unpooled.wrappedBuffer(Base64.getUrlDecoder().decode(settings)));
            } catch (IllegalArgumentException | Unreadable e) {
                unreadable = "HTTP2-Settings that cannot be decoded";
            }
        }
    }

    /** Why it is not read further, or null. */
    public @Nullable String unreadable() {
        return unreadable;
    }

    /**
     * Looks at what the consumer sent, between two indices.
     *
     * @param by the fault that keeps it from the provider, or null
     */
    public void up(ByteBuf chunk, int from, int to, @Nullable FaultOn<?> by) {
        read(up, chunk, from, to, by, by != null);
    }

    /**
     * Looks at what the provider sent.
     *
     * @param by the fault that touched it, or null
     * @param kept whether that fault keeps it from the consumer
     */
    public void down(ByteBuf chunk, int from, int to, @Nullable FaultOn<?> by, boolean kept) {
        read(down, chunk, from, to, by, kept);
    }

    private void read(FrameReader reader, ByteBuf chunk, int from, int to, @Nullable FaultOn<?> by, boolean kept) {
        if (unreadable != null) {
            return;
        }
        touching = by;
        swallowed = kept;
        try {
            reader.read(chunk, from, to);
        } catch (Unreadable e) {
            unreadable = e.getMessage();
        }
        touching = null;
        swallowed = false;
    }

    /** The connection is ended by this fault. */
    public void cutBy(FaultOn<?> fault) {
        open.values().forEach(stream -> {
            stream.marks().hitBy(fault);
            stream.row().end(Outcome.FAULTED);
        });
    }

    /** The connection is over. */
    public void over(Ending ending) {
        open.values().forEach(stream -> stream.marks().unfinished(ending));
        open.clear();
    }

    private @Nullable Stream touched(int id) {
        Stream stream = open.get(id);
        if (stream != null && touching != null) {
            if (swallowed) {
                stream.marks().decidedBy(touching);
            } else {
                stream.marks().hitBy(touching);
            }
        }
        return stream;
    }

    private void end(int id, Outcome outcome) {
        Stream stream = touched(id);
        if (stream != null && !swallowed) {
            stream.row().end(outcome);
            open.remove(id);
        }
    }

    private static @Nullable String text(Http2Headers headers, String name) {
        CharSequence value = headers.get(name);
        return value == null ? null : value.toString();
    }

    private static int number(@Nullable String text) {
        return text != null && text.matches("\\d{1,4}") ? Integer.parseInt(text) : -1;
    }

    private final class Up implements FrameReader.Sink {

        /** Of the frames of a header block that begins a stream. */
        private int headBytes;

        @Override
        public void bytes(int id, int count) {
            Stream stream = touched(id);
            if (stream != null) {
                stream.row().requested(count);
            } else if (id > newest) {
                headBytes += count;
            }
        }

        @Override
        public void headers(int id, ByteBuf block, boolean endsStream) throws Unreadable {
            Http2Headers headers = requests.decode(id, block);
            String method = text(headers, ":method");
            if (id <= newest || method == null) {
                return; // trailers
            }
            newest = id;
            if (open.size() >= MOST_AT_ONCE) {
                throw new Unreadable("more than " + MOST_AT_ONCE + " streams at once");
            }
            String path = text(headers, ":path");
            HttpRow row = book.request(
                    RequestFacts.of(
                            method,
                            path == null ? "" : path,
                            text(headers, "x-request-id"),
                            text(headers, "traceparent"),
                            text(headers, "idempotency-key")),
                    connection);
            row.requested(headBytes);
            headBytes = 0;
            open.put(id, new Stream(row, new Marks(row)));
            touched(id);
        }

        @Override
        public void promise(int id, ByteBuf block) throws Unreadable {
            throw new Unreadable("a consumer that promises");
        }

        @Override
        public void end(int id) {
            // The answer decides when a stream is over.
        }

        @Override
        public void reset(int id, long code) {
            Streams.this.end(id, Outcome.CONSUMER_GONE);
        }

        @Override
        public void settings(ByteBuf pairs) throws Unreadable {
            answers.told(pairs);
        }

        @Override
        public void settingsAcknowledged() throws Unreadable {
            requests.acknowledged();
        }

        @Override
        public void goAway(int last) {
            // Of streams that the provider began: none has a row.
        }
    }

    private final class Down implements FrameReader.Sink {

        @Override
        public void bytes(int id, int count) {
            Stream stream = touched(id);
            if (stream != null && !swallowed) {
                stream.row().answered(count);
            }
        }

        @Override
        public void headers(int id, ByteBuf block, boolean endsStream) throws Unreadable {
            Http2Headers headers = answers.decode(id, block);
            Stream stream = touched(id);
            if (stream == null || swallowed) {
                return;
            }
            int status = number(text(headers, ":status"));
            if (status >= 200) {
                stream.row().status(status);
            }
            int grpc = number(text(headers, "grpc-status"));
            if (grpc >= 0) {
                stream.row().grpcStatus(grpc);
            }
            if (endsStream) {
                Streams.this.end(id, Outcome.COMPLETE);
            }
        }

        @Override
        public void promise(int id, ByteBuf block) throws Unreadable {
            answers.decode(id, block);
        }

        @Override
        public void end(int id) {
            Streams.this.end(id, Outcome.COMPLETE);
        }

        @Override
        public void reset(int id, long code) {
            Streams.this.end(id, Outcome.PROVIDER_GONE);
        }

        @Override
        public void settings(ByteBuf pairs) throws Unreadable {
            requests.told(pairs);
        }

        @Override
        public void settingsAcknowledged() throws Unreadable {
            answers.acknowledged();
        }

        @Override
        public void goAway(int last) {
            open.keySet().stream()
                    .filter(id -> id > last)
                    .toList()
                    .forEach(id -> Streams.this.end(id, Outcome.PROVIDER_GONE));
        }
    }
}
