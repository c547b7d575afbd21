package dev.seatrial.suite.effect;

import dev.seatrial.link.Ledger;
import dev.seatrial.link.LedgerEntry;
import dev.seatrial.link.Link;
import dev.seatrial.suite.request.Call;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Counts the requests over a link, from the moment it was opened. Where the service carries the trace on, only those of
 * the request's own trace.
 */
final class LinkEffects implements EffectCounter {

    private final Link link;
    private final Ledger.Mark opened;

    LinkEffects(Link link) {
        this.link = link;
        this.opened = link.ledger().mark();
    }

    @Override
    public long count(Call call, String key) {
        List<LedgerEntry.Http> all = link.ledger().requestsSince(opened);
        long own = all.stream()
                .filter(entry -> entry.traceId().equals(Optional.of(call.traceId())))
                .count();
        long untraced = all.stream().filter(entry -> entry.traceId().isEmpty()).count();
        return own + untraced;
    }

    @Override
    public boolean scoped() {
        return link.ledger().requestsSince(opened).stream()
                .noneMatch(entry -> entry.traceId().isEmpty());
    }

    @Override
    public Set<String> members() {
        return Set.of();
    }

    @Override
    public String describe() {
        return "requests on the link " + link.id();
    }

    @Override
    public void close() {
        // the link is the environment's
    }
}
