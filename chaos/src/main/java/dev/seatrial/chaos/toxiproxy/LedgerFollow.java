package dev.seatrial.chaos.toxiproxy;

import dev.seatrial.chaos.ledger.Book;
import dev.seatrial.chaos.ledger.Ndjson;
import dev.seatrial.link.LedgerEntry;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** A proxy's rows as NDJSON, each when it has ended. A caller that reads too slowly is told how many it missed. */
final class LedgerFollow implements Follow {

    /** Rows that wait for a caller that is busy. */
    private static final int WAITING = 8_192;

    private static final int AT_ONCE = 256;

    private final Book.Follower follower;
    private final Set<Long> sent = new HashSet<>();
    private List<LedgerEntry> before;

    LedgerFollow(Book book, long after) {
        this.follower = book.follow(WAITING);
        this.before = book.since(new dev.seatrial.link.Ledger.Mark(after)).stream()
                .filter(row -> row.took().isPresent())
                .toList();
    }

    @Override
    public String next() {
        StringBuilder out = new StringBuilder();
        if (!before.isEmpty()) {
            List<LedgerEntry> now = before.subList(0, Math.min(AT_ONCE, before.size()));
            now.forEach(row -> {
                sent.add(row.sequence());
                out.append(Ndjson.line(row));
            });
            before = List.copyOf(before.subList(now.size(), before.size()));
            return out.toString();
        }
        long missed = follower.missed();
        if (missed > 0) {
            out.append("{\"dropped\":").append(missed).append("}\n");
        }
        for (LedgerEntry row : follower.poll(AT_ONCE)) {
            if (!sent.remove(row.sequence())) {
                out.append(Ndjson.line(row));
            }
        }
        return out.toString();
    }

    @Override
    public void closed() {
        follower.close();
    }
}
