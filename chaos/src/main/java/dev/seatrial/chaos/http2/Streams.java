package dev.seatrial.chaos.http2;

import dev.seatrial.chaos.fault.Asked;
import dev.seatrial.chaos.fault.FaultOn;
import dev.seatrial.chaos.fault.Marks;
import dev.seatrial.chaos.flow.Tap.Ending;
import dev.seatrial.chaos.ledger.Book;
import dev.seatrial.chaos.ledger.HttpRow;
import dev.seatrial.chaos.ledger.RequestFacts;
import dev.seatrial.link.Fault;
import dev.seatrial.link.LedgerEntry.Outcome;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http2.Http2Headers;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The streams of one cleartext HTTP/2 connection: a row each. Runs on the connection's event loop. */
public final class Streams {

    private static final int MOST_AT_ONCE = 16_384;

    private final Road road;
    private final Book book;
    private final long connection;
    private final Lane up;
    private final Lane down;
    private final Gate gate;
    /** Of requests: the provider tells how large their table may be. */
    private final HeaderBlocks requests = new HeaderBlocks();

    private final HeaderBlocks answers = new HeaderBlocks();
    private final Map<Integer, Stream> open = new HashMap<>();
    /** Streams of which the provider knows nothing. */
    private final StreamIds unseen = new StreamIds();
    /** Streams that are over for the consumer, whatever the provider still sends. */
    private final StreamIds unheard = new StreamIds();

    private int newest;
    private @Nullable FaultOn<?> touching;
    private boolean swallowed;
    private @Nullable String unreadable;
    /** The fields of the header block that was read last. */
    private @Nullable Http2Headers fields;
    /** What was said here instead of the provider, and has not been taken from the consumer's credit for the provider. */
    private long said;

    /** Begins to read a connection; the consumer's preface is still to come. */
    public Streams(Road road, Book book, long connection) {
        this.road = road;
        this.book = book;
        this.connection = connection;
        this.gate = new Gate(road::down);
        this.up = new Lane(new FrameReader(new Up(), true), this::upUnit, road::up, road::up, road::flushUp);
        this.down =
                new Lane(new FrameReader(new Down(), false), this::downUnit, road::down, gate::frame, road::flushDown);
    }

    /**
     * The first stream is a request of HTTP/1.1 that asked for the upgrade.
     *
     * @param settings what it sent as {@code HTTP2-Settings}
     */
    public void upgraded(HttpRow row, Marks marks, @Nullable String settings) {
        newest = 1;
        Stream first = new Stream(1, row, marks);
        first.requestIsComplete();
        open.put(1, first);
        if (settings != null) {
            try {
                answers.agreed(Unpooled.wrappedBuffer(Base64.getUrlDecoder().decode(settings)));
            } catch (IllegalArgumentException | Unreadable e) {
                unreadable = "HTTP2-Settings that cannot be decoded";
            }
        }
    }

    /** The consumer's preface was taken for a head of HTTP/1.1; it is passed on elsewhere. */
    public void begun(byte[] preface) {
        up.begun(preface);
    }

    /** Why it is not read further, or null. */
    public @Nullable String unreadable() {
        return unreadable;
    }

    /**
     * Takes what the consumer sent, and the duty to release it, and passes on what is for the provider.
     *
     * @param by the fault that keeps all of it from the provider, or null
     */
    public void up(ByteBuf chunk, @Nullable FaultOn<?> by) {
        take(up, chunk, by, by != null);
    }

    /**
     * Takes what the provider sent, and passes on what is for the consumer.
     *
     * @param by the fault that touched it, or null
     * @param kept whether that fault keeps all of it from the consumer
     */
    public void down(ByteBuf chunk, @Nullable FaultOn<?> by, boolean kept) {
        take(down, chunk, by, kept);
    }

    private void take(Lane lane, ByteBuf chunk, @Nullable FaultOn<?> by, boolean kept) {
        if (unreadable != null) {
            if (kept) {
                chunk.release();
            } else {
                lane.passUnread(chunk);
            }
            return;
        }
        touching = by;
        swallowed = kept;
        try {
            if (kept) {
                lane.swallow(chunk);
            } else {
                lane.take(chunk, !road.faults().ofRequests().isEmpty());
            }
        } catch (Unreadable e) {
            unreadable = e.getMessage();
            giveUp();
        }
        touching = null;
        swallowed = false;
    }

    /** From here bytes pass as they are, unless frames were left out by now: then nobody could read the rest. */
    private void giveUp() {
        if (up.rewriting() || down.rewriting() || !unseen.isEmpty()) {
            road.cut();
        } else {
            up.giveUp();
            down.giveUp();
        }
    }

    /** The connection is ended by this fault. */
    public void cutBy(FaultOn<?> fault) {
        open.values().forEach(stream -> {
            stream.marks().hitBy(fault);
            stream.row().end(Outcome.FAULTED);
        });
    }

    /** This fault is no longer on. */
    public void healed(FaultOn<?> fault) {
        for (Stream stream : List.copyOf(open.values())) {
            ShapedAnswer shape = stream.shape();
            if (shape != null && shape.by() == fault) {
                shape.healed();
            } else if (stream.decidedHere() == fault && fault.fault() instanceof Fault.Hang) {
                resetConsumer(stream);
            }
        }
    }

    /** The connection is over. */
    public void over(Ending ending) {
        open.values().forEach(stream -> {
            stream.marks().unfinished(ending);
            discard(stream);
        });
        open.clear();
        up.discard();
        down.discard();
        gate.discard();
    }

    Road road() {
        return road;
    }

    // What happens to requests.

    private void upUnit(ByteBuf unit) throws Unreadable {
        int id = FrameBytes.stream(unit);
        int type = FrameBytes.type(unit);
        Http2Headers block = type == FrameReader.HEADERS ? fields : null;
        if (unseen.has(id)) {
            withheld(id, unit, type == FrameReader.DATA ? FrameBytes.flowed(unit) : 0);
        } else if (block != null && up.rewriting()) {
            boolean end = FrameBytes.flag(unit, FrameReader.END_STREAM);
            unit.release();
            up.putHeaders(id, block, end);
        } else if (id == 0 && type == FrameReader.WINDOW_UPDATE && said > 0 && FrameBytes.flowed(unit) == 4) {
            settle(unit);
        } else {
            Stream stream = type == FrameReader.DATA ? open.get(id) : null;
            if (stream != null) {
                ByteBuf payload = FrameBytes.payload(unit);
                stream.copy(payload);
                payload.release();
            }
            up.pass(unit);
        }
    }

    private void withheld(int id, ByteBuf unit, int flowed) {
        unit.release();
        Stream stream = open.get(id);
        if (flowed > 0) {
            down.put(FrameBytes.windowUpdate(0, flowed));
            if (stream != null && !stream.requestComplete()) {
                down.put(FrameBytes.windowUpdate(id, flowed));
            }
        }
        if (stream != null && stream.row().underWay()) {
            answerIfDue(stream);
        }
    }

    /** What the consumer took of what was said here is no credit for the provider. */
    private void settle(ByteBuf windowUpdate) {
        int more = windowUpdate.getInt(windowUpdate.readerIndex() + FrameReader.HEADER) & Integer.MAX_VALUE;
        windowUpdate.release();
        int ours = (int) Math.min(said, more);
        said -= ours;
        if (more > ours) {
            up.pass(FrameBytes.windowUpdate(0, more - ours));
        }
    }

    private void answerIfDue(Stream stream) {
        FaultOn<?> by = stream.decidedHere();
        Http2Headers request = stream.request();
        if (by == null || request == null) {
            return;
        }
        if (by.fault() instanceof Fault.Hang) {
            stream.marks().decidedBy(by);
            stream.row().end(Outcome.FAULTED);
            if (!by.active()) {
                resetConsumer(stream);
            }
            return;
        }
        // A call that streams may wait for the answer before it ends, and so does who waits for leave to send the body.
        if (!stream.requestComplete() && !OwnStreamAnswer.grpc(request) && request.get("expect") == null) {
            return;
        }
        OwnStreamAnswer answer = by.fault() instanceof Fault.Answer given
                ? OwnStreamAnswer.of(given, request)
                : OwnStreamAnswer.garbage(
                        java.util.Objects.requireNonNull(stream.planned(Fault.Garbage.class)),
                        stream.row().sequence());
        say(stream, by, answer);
    }

    private void say(Stream stream, FaultOn<?> by, OwnStreamAnswer answer) {
        if (answer.status() > 0) {
            stream.row().status(answer.status());
        }
        if (answer.grpcStatus() >= 0) {
            stream.row().grpcStatus(answer.grpcStatus());
        }
        stream.marks().decidedBy(by);
        int length = answer.body().readableBytes();
        said += Math.min(length, OwnStreamAnswer.USUAL_WINDOW);
        headersDown(stream, answer.head(), length == 0);
        if (length > OwnStreamAnswer.USUAL_WINDOW) {
            dataDown(stream, answer.body().readRetainedSlice(OwnStreamAnswer.USUAL_WINDOW), false);
            answer.body().release();
            resetConsumer(stream);
        } else if (length > 0) {
            dataDown(stream, answer.body(), true);
        }
    }

    // What happens to answers.

    private void downUnit(ByteBuf unit) throws Unreadable {
        int id = FrameBytes.stream(unit);
        int type = FrameBytes.type(unit);
        boolean end = FrameBytes.flag(unit, FrameReader.END_STREAM);
        Http2Headers block = type == FrameReader.HEADERS || type == FrameReader.PUSH_PROMISE ? fields : null;
        Stream stream = open.get(id);
        ShapedAnswer shape = stream == null ? null : stream.shape();
        if (unheard.has(id)) {
            if (type == FrameReader.DATA) {
                creditProvider(id, FrameBytes.flowed(unit));
            }
            unit.release();
        } else if (shape != null && type == FrameReader.HEADERS && block != null) {
            unit.release();
            shape.headers(block, end);
        } else if (shape != null && type == FrameReader.DATA) {
            ByteBuf payload = FrameBytes.payload(unit);
            creditProvider(id, FrameBytes.flowed(unit) - payload.readableBytes());
            unit.release();
            shape.data(payload, end);
        } else if (block != null && down.rewriting() && type == FrameReader.HEADERS) {
            unit.release();
            down.putHeaders(id, block, end);
        } else if (block != null && down.rewriting()) {
            int promised = FrameBytes.flag(unit, FrameReader.PADDED) ? FrameReader.HEADER + 1 : FrameReader.HEADER;
            int other = unit.getInt(unit.readerIndex() + promised) & Integer.MAX_VALUE;
            unit.release();
            down.putPromise(id, other, block);
        } else {
            down.pass(unit);
        }
    }

    private void plan(Stream stream, Http2Headers head, int status, boolean end) {
        Asked asked = stream.asked();
        if (asked != null && stream.planned() == null) {
            FaultOn<?> on = road.faults().atAnswer(asked, status);
            if (on != null) {
                stream.plan(on);
            }
        }
        FaultOn<?> by = stream.planned();
        if (by == null || !by.active() || !down.byFrame()) { // healed before it came to that: the answer passes
            return;
        }
        ShapedAnswer shape = AnswerShapes.of(this, stream, by, head, end);
        if (shape != null) {
            stream.shape(shape);
            down.writer();
        }
    }

    void headersDown(Stream stream, Http2Headers headers, boolean end) {
        stream.row().answered(down.putHeaders(stream.id(), headers, end));
        passed(stream, end);
    }

    void dataDown(Stream stream, ByteBuf payload, boolean end) {
        do {
            int n = Math.min(FrameBytes.MOST, payload.readableBytes());
            boolean last = n == payload.readableBytes();
            stream.row().answered(n + (long) FrameReader.HEADER);
            down.put(FrameBytes.data(stream.id(), payload.readRetainedSlice(n), end && last));
        } while (payload.isReadable());
        payload.release();
        passed(stream, end);
    }

    private void passed(Stream stream, boolean end) {
        if (end) {
            stream.row().end(stream.marks().decided() ? Outcome.FAULTED : Outcome.COMPLETE);
            forgetAtConsumer(stream);
        }
    }

    void resetConsumer(Stream stream) {
        stream.row().end(Outcome.FAULTED);
        down.put(FrameBytes.reset(stream.id(), FrameBytes.FAILED));
        forgetAtConsumer(stream);
        if (!stream.requestComplete() && !unseen.has(stream.id())) {
            up.put(FrameBytes.reset(stream.id(), FrameBytes.CANCELLED));
        }
    }

    private void forgetAtConsumer(Stream stream) {
        unheard.add(stream.id());
        open.remove(stream.id());
        discard(stream);
    }

    private static void discard(Stream stream) {
        ShapedAnswer shape = stream.shape();
        if (shape != null) {
            shape.discard();
        }
    }

    void creditProvider(int id, int bytes) {
        if (bytes > 0) {
            up.put(FrameBytes.windowUpdate(0, bytes));
            up.put(FrameBytes.windowUpdate(id, bytes));
        }
    }

    private void repeat(Stream stream) {
        FaultOn<Fault.Duplicate> by = stream.planned(Fault.Duplicate.class);
        byte[] body = stream.copied();
        Http2Headers request = stream.request();
        if (by != null && by.active() && body != null && request != null) {
            road.another(channel -> SecondStream.send(
                    channel, request, body, () -> stream.marks().hitBy(by)));
        }
    }

    // What the ledger is told.

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
            discard(stream);
        }
    }

    /** The provider has said all of an answer. */
    private void complete(int id) {
        Stream stream = open.get(id);
        if (stream == null || stream.shape() == null) {
            end(id, Outcome.COMPLETE);
            if (stream != null && !swallowed) {
                repeat(stream);
            }
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
            fields = headers;
            String method = text(headers, ":method");
            if (id <= newest || method == null) {
                if (endsStream) {
                    end(id);
                }
                return; // trailers
            }
            newest = id;
            if (open.size() >= MOST_AT_ONCE) {
                throw new Unreadable("more than " + MOST_AT_ONCE + " streams at once");
            }
            String path = text(headers, ":path");
            RequestFacts facts = RequestFacts.of(
                    method,
                    path == null ? "" : path,
                    text(headers, "x-request-id"),
                    text(headers, "traceparent"),
                    text(headers, "idempotency-key"));
            HttpRow row = book.request(facts, connection);
            row.requested(headBytes);
            headBytes = 0;
            Stream stream = new Stream(id, row, new Marks(row));
            open.put(id, stream);
            if (endsStream) {
                stream.requestIsComplete();
            }
            touched(id);
            if (!swallowed && !road.faults().ofRequests().isEmpty()) {
                choose(stream, headers, facts);
            }
        }

        private void choose(Stream stream, Http2Headers headers, RequestFacts facts) {
            Asked asked = new Asked(
                    facts.method(),
                    facts.path(),
                    name -> text(headers, name.toLowerCase(Locale.ROOT)),
                    text(headers, "x-request-id"),
                    text(headers, "idempotency-key"),
                    facts.traceId());
            stream.asks(headers, asked, road.faults().atRequest(asked, !up.byFrame()));
            if (stream.decidedHere() != null) {
                unseen.add(stream.id());
                up.writer();
            }
        }

        @Override
        public void promise(int id, ByteBuf block) throws Unreadable {
            throw new Unreadable("a consumer that promises");
        }

        @Override
        public void end(int id) {
            // The answer decides when a stream is over.
            Stream stream = open.get(id);
            if (stream != null) {
                stream.requestIsComplete();
            }
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
        public void flow(int bytes) {
            // The provider's windows are the provider's to keep.
        }

        @Override
        public void credit(int id, int bytes) {
            if (id == 0 && gate.credit(bytes)) {
                road.flushDown();
            }
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
                stream.answered(count);
            }
        }

        @Override
        public void headers(int id, ByteBuf block, boolean endsStream) throws Unreadable {
            Http2Headers headers = answers.decode(id, block);
            fields = headers;
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
            if (status >= 200 && !stream.answerBegun()) {
                plan(stream, headers, status, endsStream);
                stream.answerBegins();
            }
            if (endsStream) {
                complete(id);
            }
        }

        @Override
        public void promise(int id, ByteBuf block) throws Unreadable {
            fields = answers.decode(id, block);
        }

        @Override
        public void end(int id) {
            complete(id);
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
        public void flow(int bytes) {
            if (!down.byFrame()) {
                gate.passed(bytes);
            }
        }

        @Override
        public void credit(int id, int bytes) {
            // For the consumer, who keeps to it.
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
