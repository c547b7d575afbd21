package dev.seatrial.report;

import dev.seatrial.link.LedgerEntry;
import dev.seatrial.link.LedgerEntry.Outcome;
import dev.seatrial.link.Link;
import dev.seatrial.link.LinkId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * What went over one link, from its ledger at the end of the run.
 *
 * @param requests HTTP requests
 * @param connections connections of other protocols
 * @param failed requests answered 5xx or not at all, and connections that broke, without a fault of ours and while no
 *     check disturbed the system
 * @param disturbed those that failed while a check disturbed the system: a provider's provider was cut off, a service
 *     stopped
 * @param faulted requests and connections that a fault of ours hit
 * @param faults the kinds of those faults
 * @param statuses answers by class, such as {@code 2xx}
 * @param median of the requests' duration, absent without requests
 * @param p95 the duration that 95 of 100 requests kept, absent without requests
 * @param dropped entries that the ledger could not keep; they are in no other figure
 */
public record LinkSummary(
        String consumer,
        String provider,
        long requests,
        long connections,
        long failed,
        long disturbed,
        long faulted,
        List<String> faults,
        Map<String, Long> statuses,
        Optional<Duration> median,
        Optional<Duration> p95,
        long dropped) {

    public LinkSummary {
        faults = List.copyOf(faults);
        statuses = new TreeMap<>(statuses);
    }

    /** {@code orders -> payments}. */
    public String name() {
        return consumer + " -> " + provider;
    }

    /**
     * What went over a link.
     *
     * @param disturbance whether a check disturbed the system at a time
     */
    static LinkSummary of(Link link, Predicate<Instant> disturbance) {
        return of(link.id(), link.ledger().entries(), link.ledger().dropped(), disturbance);
    }

    static LinkSummary of(LinkId id, List<LedgerEntry> entries, long dropped, Predicate<Instant> disturbance) {
        List<LedgerEntry.Http> requests = entries.stream()
                .filter(LedgerEntry.Http.class::isInstance)
                .map(LedgerEntry.Http.class::cast)
                .toList();
        Map<String, Long> statuses = new TreeMap<>();
        requests.forEach(request ->
                request.status().ifPresent(status -> statuses.merge(status / 100 + "xx", 1L, Long::sum)));
        List<Duration> durations =
                requests.stream().flatMap(r -> r.took().stream()).sorted().toList();
        return new LinkSummary(
                id.consumer(),
                id.provider(),
                requests.size(),
                entries.size() - (long) requests.size(),
                count(entries, entry -> failed(entry) && !disturbance.test(entry.start())),
                count(entries, entry -> failed(entry) && disturbance.test(entry.start())),
                count(entries, entry -> entry.fault().isPresent()),
                entries.stream()
                        .flatMap(entry -> entry.fault().stream())
                        .distinct()
                        .sorted()
                        .toList(),
                statuses,
                at(durations, 50),
                at(durations, 95),
                dropped);
    }

    private static boolean failed(LedgerEntry entry) {
        if (entry.fault().isPresent()) {
            return false;
        }
        if (entry instanceof LedgerEntry.Http http
                && http.status().filter(s -> s >= 500).isPresent()) {
            return true;
        }
        return entry.outcome() == Outcome.PROVIDER_GONE || entry.outcome() == Outcome.REFUSED;
    }

    private static long count(List<LedgerEntry> entries, Predicate<LedgerEntry> which) {
        return entries.stream().filter(which).count();
    }

    /** Nearest rank. */
    private static Optional<Duration> at(List<Duration> sorted, int percent) {
        int rank = (sorted.size() * percent + 99) / 100;
        return sorted.isEmpty() ? Optional.empty() : Optional.of(sorted.get(Math.max(0, rank - 1)));
    }
}
