package dev.seatrial.chaos.http;

import dev.seatrial.chaos.fault.Delay;
import dev.seatrial.chaos.fault.FaultBoard;
import dev.seatrial.chaos.fault.FaultOn;
import dev.seatrial.chaos.fault.FaultedTap;
import dev.seatrial.chaos.fault.PacedOutlet;
import dev.seatrial.chaos.flow.Conduit;
import dev.seatrial.chaos.flow.Stage;
import dev.seatrial.chaos.ledger.Book;
import dev.seatrial.chaos.ledger.HttpRow;
import dev.seatrial.chaos.sniff.Tunnel;
import dev.seatrial.link.Fault;
import dev.seatrial.link.LedgerEntry.Outcome;
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
    private @Nullable FaultOn<?> mutedBy;
    private boolean closing;
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
        }
    }

    /** What passes cannot be read: says so, if it was to be expected or has worked so far. */
    void giveUp(String why, boolean tls) {
        if (tls) {
            becomeTunnel("tls", null);
        } else if (expected || anyRequest) {
            becomeTunnel("http", "not read further: " + why);
        } else {
            becomeTunnel("tcp", null);
        }
    }

    /** Begins an exchange: gives it a row, and chooses the fault that it shall meet. */
    Exchange begin(Head head, boolean alreadyUnderWay) {
        anyRequest = true;
        HttpRow row = book.request(Facts.of(head), conduit.number());
        Exchange exchange = new Exchange(head, row, muted() ? null : choose(head, alreadyUnderWay));
        open.add(exchange);
        return exchange;
    }

    private @Nullable FaultOn<?> choose(Head head, boolean alreadyUnderWay) {
        FaultBoard.Snapshot now = board.now();
        String path = head.path();
        if (now.answer() != null
                && !alreadyUnderWay
                && now.answer().picks(now.answer().fault().which(), head.method(), path)) {
            return now.answer();
        }
        if (now.dropResponse() != null
                && now.dropResponse().picks(now.dropResponse().fault().which(), head.method(), path)) {
            return now.dropResponse();
        }
        if (now.halfBody() != null
                && now.halfBody().picks(now.halfBody().fault().which(), head.method(), path)) {
            return now.halfBody();
        }
        if (now.trickle() != null && now.trickle().picks(now.trickle().fault().which(), head.method(), path)) {
            return now.trickle();
        }
        return null;
    }

    /** Answers what is to be answered here and whose turn it is. */
    void answerWhatIsDue() {
        while (true) {
            Exchange next = open.peek();
            FaultOn<Fault.Answer> by = next == null ? null : next.planned(Fault.Answer.class);
            if (next == null || by == null || muted()) {
                return;
            }
            boolean bodyMayNotCome = next.request().expectsContinue() && !next.requestComplete();
            if (!next.requestComplete() && !bodyMayNotCome) {
                return;
            }
            open.remove();
            boolean last = bodyMayNotCome || !next.request().keepsAlive();
            byte[] answer = OwnAnswer.bytes(by.fault(), next.request().method(), last);
            next.row().status(by.fault().status());
            next.row().answered(answer.length);
            next.hitBy(by);
            next.row().end(Outcome.FAULTED);
            outlet.data(io.netty.buffer.Unpooled.wrappedBuffer(answer));
            outlet.flush();
            if (last) {
                closeAfterAnswer();
            }
        }
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
    public boolean unreachable() {
        return board.now().answer() != null || board.now().blackhole() != null;
    }

    @Override
    public void cutBy(FaultOn<?> fault) {
        for (Exchange exchange : open) {
            exchange.hitBy(fault);
            exchange.row().end(Outcome.FAULTED);
        }
        if (tunnel != null) {
            tunnel.decidedBy(fault);
        }
        conduit.cut();
    }

    @Override
    public void healed(FaultOn<?> fault) {
        if (mutedBy == fault) {
            conduit.cut();
        } else if (fault.fault() instanceof Fault.Latency) {
            delay.hurry();
        } else if (fault.fault() instanceof Fault.Trickle) {
            outlet.hurry();
        }
    }

    @Override
    public void over(Ending ending) {
        for (HttpRow row : answeredAfterConsumerEnded) {
            if (ending != Ending.CONSUMER_BROKE) {
                row.correct(Outcome.COMPLETE);
            }
        }
        for (Exchange exchange : open) {
            exchange.row().end(exchange.decided() ? Outcome.FAULTED : unfinished(ending));
        }
        if (tunnel != null) {
            tunnel.over(ending);
        } else if (ending == Ending.UNREACHABLE && open.isEmpty()) {
            book.connection(expected ? "http" : "tcp").end(Outcome.REFUSED);
        }
        open.clear();
    }

    private static Outcome unfinished(Ending ending) {
        return switch (ending) {
            case CONSUMER_FINISHED, CONSUMER_BROKE -> Outcome.CONSUMER_GONE;
            case PROVIDER_FINISHED, PROVIDER_BROKE, CUT -> Outcome.PROVIDER_GONE;
            case UNREACHABLE -> Outcome.REFUSED;
        };
    }
}
