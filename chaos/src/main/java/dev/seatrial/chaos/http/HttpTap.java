package dev.seatrial.chaos.http;

import dev.seatrial.chaos.fault.Asked;
import dev.seatrial.chaos.fault.Delay;
import dev.seatrial.chaos.fault.FaultBoard;
import dev.seatrial.chaos.fault.FaultOn;
import dev.seatrial.chaos.fault.FaultedTap;
import dev.seatrial.chaos.fault.PacedOutlet;
import dev.seatrial.chaos.flow.Conduit;
import dev.seatrial.chaos.flow.Stage;
import dev.seatrial.chaos.http2.Streams;
import dev.seatrial.chaos.ledger.Book;
import dev.seatrial.chaos.ledger.HttpRow;
import dev.seatrial.chaos.ledger.RequestFacts;
import dev.seatrial.chaos.sniff.Tunnel;
import dev.seatrial.link.Fault;
import dev.seatrial.link.LedgerEntry.Outcome;
import io.netty.buffer.Unpooled;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Accompanies one connection on which HTTP/1.1 is expected: a row a request, and the faults that know requests. */
public final class HttpTap implements FaultedTap {

    /** How long a consumer whose connection we close may take to close its side. */
    private static final Duration LINGER = Duration.ofSeconds(2);

    private final Conduit conduit;
    private final FaultBoard board;
    private final Book book;
    private final Delay delay;
    private final PacedOutlet outlet = new PacedOutlet();
    private final Requests requests;
    private final Answers answers;
    private final ArrayDeque<Exchange> open = new ArrayDeque<>();
    private final List<HttpRow> answeredAfterConsumerEnded = new ArrayList<>(0);
    private @Nullable Tunnel tunnel;
    private @Nullable Streams streams;
    private @Nullable FaultOn<?> mutedBy;
    private boolean closing;
    private @Nullable Ending ended;
    private final boolean expected;
    private boolean anyRequest;

    private HttpTap(Conduit conduit, FaultBoard board, Book book, SplittableRandom random, boolean expected) {
        this.expected = expected;
        this.conduit = conduit;
        this.board = board;
        this.book = book;
        this.delay = new Delay(board, random);
        this.requests = new Requests(this);
        this.answers = new Answers(this);
    }

    /** For a connection on which HTTP is expected. */
    public static HttpTap expecting(Conduit conduit, FaultBoard board, Book book, SplittableRandom random) {
        return new HttpTap(conduit, board, book, random, true);
    }

    /** For a connection on which anything may be spoken: its first bytes tell. */
    public static HttpTap guessing(Conduit conduit, FaultBoard board, Book book, SplittableRandom random) {
        return new HttpTap(conduit, board, book, random, false);
    }

    @Override
    public List<Stage> up() {
        return List.of(requests);
    }

    @Override
    public List<Stage> down() {
        return List.of(delay, answers, outlet);
    }

    Conduit conduit() {
        return conduit;
    }

    FaultBoard.Snapshot faults() {
        return board.now();
    }

    PacedOutlet outlet() {
        return outlet;
    }

    /** The exchanges under way, in the order of their requests. */
    ArrayDeque<Exchange> open() {
        return open;
    }

    /** How many nanoseconds something is put off, with what chance adds. */
    long spread(Duration time, Duration jitter) {
        return delay.spread(time, jitter);
    }

    /** The fault that delayed what is being passed on at this instant. */
    @Nullable
    FaultOn<?> delaying() {
        return delay.delaying();
    }

    /** Set when this connection is no longer read as HTTP/1.1. */
    @Nullable
    Tunnel tunnel() {
        return tunnel;
    }

    /** Whether nothing goes out to the consumer any more. */
    boolean muted() {
        return mutedBy != null || closing;
    }

    boolean mutedBy(FaultOn<?> fault) {
        return mutedBy == fault;
    }

    /** From now on nothing goes out to the consumer, until the fault is off and the connection reset. */
    void mute(FaultOn<?> fault) {
        if (mutedBy == null) {
            mutedBy = fault;
        }
    }

    /** Stops reading it as HTTP/1.1: because something else is spoken, by agreement or to our surprise. */
    void becomeTunnel(String protocol, @Nullable String detail) {
        if (tunnel == null) {
            tunnel = new Tunnel(book.connection(protocol));
            if (detail != null) {
                tunnel.row().detail(detail);
            }
            if (ended != null) { // a delayed answer is read after its connection has ended
                tunnel.over(ended);
            }
        }
    }

    /** What passes cannot be read: says so, if it was to be expected or has worked so far. */
    void giveUp(String why, boolean tls) {
        if (tls) {
            becomeTunnel("tls", "encrypted: requests cannot be told");
        } else if (expected || anyRequest) {
            becomeTunnel("http", "not read further: " + why);
        } else {
            becomeTunnel("tcp", null);
        }
    }

    /** Set when this connection speaks HTTP/2. */
    @Nullable
    Streams streams() {
        return streams;
    }

    /** HTTP/2 begins here, without or with an upgrade; nothing of the consumer's preface has been read. */
    Streams becomeHttp2() {
        anyRequest = true;
        streams = new Streams(new StreamRoad(this, conduit, requests), book, conduit.number());
        return streams;
    }

    /** The first answer's head said that HTTP/2 goes on with this exchange. */
    void upgraded(Exchange exchange) {
        becomeHttp2()
                .upgraded(exchange.row(), exchange.marks(), exchange.request().http2Settings());
    }

    /** HTTP/2 that cannot be read: from here a row for the connection. */
    void checkStreams() {
        if (streams != null && streams.unreadable() != null && tunnel == null) {
            becomeTunnel("http2", "not read further: " + streams.unreadable());
        }
    }

    /** The fault that takes what passes, or null. */
    @Nullable
    FaultOn<?> mutedBy() {
        return mutedBy;
    }

    /** Begins an exchange: gives it a row, and chooses the fault that it shall meet. */
    Exchange begin(Framer framer, boolean alreadyUnderWay) {
        anyRequest = true;
        Head head = framer.head();
        RequestFacts facts = RequestFacts.of(
                head.method(), head.target(), head.requestId(), head.traceparent(), head.idempotencyKey());
        HttpRow row = book.request(facts, conduit.number());
        if (delay.slowedBy() != null) {
            row.hitBy(delay.slowedBy().kind());
        }
        Exchange exchange = new Exchange(head, row);
        if (!board.now().ofRequests().isEmpty() && !muted()) {
            byte[] bytes = framer.headBytes();
            Asked asked = new Asked(
                    head.method(),
                    facts.path(),
                    name -> HeadParser.field(bytes, bytes.length, name),
                    head.requestId(),
                    head.idempotencyKey(),
                    facts.traceId());
            exchange.asks(asked, board.now().atRequest(asked, alreadyUnderWay), bytes);
        }
        open.add(exchange);
        return exchange;
    }

    /** Chooses the fault that the exchange shall meet now that the answer's status is known, if it has none yet. */
    void chooseByStatus(Exchange exchange, int status) {
        Asked asked = exchange.asked();
        if (asked == null || !exchange.spared() || muted()) {
            return;
        }
        FaultOn<?> on = board.now().atAnswer(asked, status);
        if (on != null) {
            exchange.plan(on);
        }
    }

    /** Answers what is to be answered here and whose turn it is. */
    void answerWhatIsDue() {
        while (true) {
            Exchange next = open.peek();
            FaultOn<?> by = next == null ? null : next.decidedHere();
            if (next == null || by == null || muted()) {
                return;
            }
            boolean bodyMayNotCome = next.request().expectsContinue() && !next.requestComplete();
            if (!next.requestComplete() && !bodyMayNotCome) {
                return;
            }
            open.remove();
            boolean last = bodyMayNotCome || !next.request().keepsAlive();
            if (by.fault() instanceof Fault.Answer answer) {
                next.row().status(answer.status());
                say(next, by, OwnAnswer.bytes(answer, next.request().method(), last), last);
            } else if (by.fault() instanceof Fault.Garbage garbage) {
                say(next, by, OwnAnswer.garbage(garbage, by.seed() + next.row().sequence()), true);
            } else {
                next.decidedBy(by);
                next.row().end(Outcome.FAULTED);
                silence(by);
            }
        }
    }

    private void say(Exchange to, FaultOn<?> by, byte[] bytes, boolean last) {
        to.row().answered(bytes.length);
        to.hitBy(by);
        to.row().end(Outcome.FAULTED);
        outlet.data(Unpooled.wrappedBuffer(bytes));
        outlet.flush();
        if (last) {
            closeAfterAnswer();
        }
    }

    /** From now on nothing goes out, until {@code by} ends: which may have happened by now. */
    void silence(FaultOn<?> by) {
        mute(by);
        if (!by.active()) {
            conduit.cut();
        }
    }

    /** Ends the connection in an orderly way, in the middle of an answer. */
    void closeNow() {
        closing = true;
        outlet.flush();
        conduit.close();
    }

    private void closeAfterAnswer() {
        closing = true;
        outlet.end();
        var unused = conduit.loop().schedule(conduit::cut, LINGER.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** The consumer has finished: whoever is not answered yet is taken for gone, until an answer is taken all the same. */
    void consumerEnded() {
        for (Exchange exchange : open) {
            exchange.row().end(Outcome.CONSUMER_GONE);
        }
    }

    /** The answer of {@code exchange} has gone out whole. */
    void complete(Exchange exchange) {
        if (conduit.up().ended()) {
            // Whether the consumer closed one direction or both shows only when it resets what we send.
            answeredAfterConsumerEnded.add(exchange.row());
        } else {
            exchange.row().end(Outcome.COMPLETE);
        }
    }

    @Override
    public long beforeDial() {
        return delay.beforeDial();
    }

    @Override
    public boolean unreachable() {
        return board.now().decidesHere() || board.now().blackhole() != null;
    }

    @Override
    public void cutBy(FaultOn<?> fault) {
        for (Exchange exchange : open) {
            exchange.hitBy(fault);
            exchange.row().end(Outcome.FAULTED);
        }
        if (streams != null) {
            streams.cutBy(fault);
        }
        if (tunnel != null) {
            tunnel.decidedBy(fault);
        }
        conduit.cut();
    }

    @Override
    public void healed(FaultOn<?> fault) {
        if (streams != null) {
            streams.healed(fault);
        }
        if (mutedBy == fault) {
            conduit.cut();
        } else if (fault.fault() instanceof Fault.Latency) {
            delay.hurry();
        } else if (fault.fault() instanceof Fault.Trickle || fault.fault() instanceof Fault.SlowAnswer) {
            outlet.hurry();
        } else if (fault.fault() instanceof Fault.SlowConnect) {
            conduit.dial();
        }
    }

    @Override
    public void over(Ending ending) {
        ended = ending;
        for (HttpRow row : answeredAfterConsumerEnded) {
            if (ending != Ending.CONSUMER_BROKE) {
                row.correct(Outcome.COMPLETE);
            }
        }
        for (Exchange exchange : open) {
            if (mutedBy != null) {
                exchange.row().end(Outcome.FAULTED);
            }
            exchange.marks().unfinished(ending);
        }
        if (streams != null) {
            streams.over(ending);
        }
        if (tunnel != null) {
            tunnel.over(ending);
        } else if (ending == Ending.UNREACHABLE && open.isEmpty()) {
            book.connection(expected ? "http" : "tcp").end(Outcome.REFUSED);
        }
        open.clear();
    }
}
