package dev.seatrial.link;

import java.util.List;

/** What went over a link: for HTTP an entry a request, else one a connection. Bounded: the oldest entries go first, and are counted. */
public interface Ledger {

    /** A place in the ledger. Entries that <em>start</em> after it are after it. */
    record Mark(long sequence) {}

    /** The place after the newest entry. */
    Mark mark();

    /** The entries that started after {@code mark}, in the order in which they started, those under way included. */
    List<LedgerEntry> since(Mark mark);

    /** The HTTP requests that started after {@code mark}. */
    default List<LedgerEntry.Http> requestsSince(Mark mark) {
        return since(mark).stream()
                .filter(LedgerEntry.Http.class::isInstance)
                .map(LedgerEntry.Http.class::cast)
                .toList();
    }

    /** All entries that are still kept. */
    default List<LedgerEntry> entries() {
        return since(new Mark(0));
    }

    /** How many entries had to be dropped to stay bounded. */
    long dropped();
}
