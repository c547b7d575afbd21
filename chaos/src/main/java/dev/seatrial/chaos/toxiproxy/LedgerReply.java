package dev.seatrial.chaos.toxiproxy;

import dev.seatrial.chaos.ledger.Har;
import dev.seatrial.chaos.ledger.Ndjson;
import dev.seatrial.link.Ledger;
import dev.seatrial.link.LedgerEntry;
import java.util.List;

/** A proxy's ledger as NDJSON, or as HAR with {@code ?format=har}; {@code ?after=n} leaves out the first n rows; {@code ?follow=true} goes on with each row that ends. */
final class LedgerReply {

    private LedgerReply() {}

    static Reply of(Proxy proxy, String target) throws ApiError {
        long after = 0;
        boolean har = false;
        boolean follow = false;
        boolean fromNow = true;
        int query = target.indexOf('?');
        for (String parameter : query < 0
                ? List.<String>of()
                : List.of(target.substring(query + 1).split("&"))) {
            if (parameter.equals("format=har")) {
                har = true;
            } else if (parameter.matches("after=\\d{1,18}")) {
                after = Long.parseLong(parameter.substring(6));
                fromNow = false;
            } else if (parameter.equals("follow=true")) {
                follow = true;
            } else if (!parameter.equals("format=ndjson")) {
                throw new ApiError(
                        400,
                        "unknown parameter \"" + parameter
                                + "\"; known are format=har, format=ndjson, after=<n>, follow=true");
            }
        }
        if (follow && har) {
            throw new ApiError(400, "follow=true goes with format=ndjson only: HAR is one object");
        }
        if (follow) {
            long from = fromNow ? proxy.book().mark().sequence() : after;
            return Reply.following(new LedgerFollow(proxy.book(), from));
        }
        List<LedgerEntry> rows = proxy.book().since(new Ledger.Mark(after));
        return har
                ? Reply.json(200, Har.of(proxy.name(), rows))
                : Reply.typed(200, "application/x-ndjson", Ndjson.of(rows));
    }
}
