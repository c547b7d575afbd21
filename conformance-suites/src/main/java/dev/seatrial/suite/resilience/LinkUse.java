package dev.seatrial.suite.resilience;

import dev.seatrial.check.HttpProbe.Exchange;
import dev.seatrial.check.HttpProbe.Request;
import dev.seatrial.check.Subject;
import dev.seatrial.check.Subjects;
import dev.seatrial.check.Voyage;
import dev.seatrial.link.Ledger.Mark;
import dev.seatrial.link.LedgerEntry;
import dev.seatrial.link.Link;
import dev.seatrial.suite.call.Operations;
import dev.seatrial.suite.request.CallTemplate;
import dev.seatrial.suite.request.KnownCalls;
import dev.seatrial.target.Operation.Fallback;
import dev.seatrial.target.Service;
import dev.seatrial.target.Target;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * An operation that uses a link, as its healthy run showed.
 *
 * @param service whose operation it is
 * @param template how it is called
 * @param answer what the healthy run was answered
 * @param calls how many requests went over the link in the healthy run, by route
 */
record LinkUse(Service service, CallTemplate template, Exchange answer, Map<String, Integer> calls) {

    /** Operations looked at for one service. */
    private static final int MOST_LOOKED_AT = 12;

    /** How long a request may take to show on the link after its answer. */
    private static final Duration LATE = Duration.ofMillis(150);

    private static final int HEALTHY_TRIES = 5;

    /** The links between services of a target. */
    static Subjects subjects(Target target) {
        return Subjects.of(
                target.services().values().stream()
                        .flatMap(service -> service.calls().values().stream())
                        .map(link -> Subject.of(link.consumer(), link.provider()))
                        .toList(),
                "no service calls another; declare it with \"calls:\" if one does");
    }

    /** Operations of a service that use the link, those with a declared fallback for its provider first. */
    static List<LinkUse> of(Voyage voyage, Service service, Link link, int most) throws InterruptedException {
        List<CallTemplate> templates = new ArrayList<>(KnownCalls.of(Operations.of(voyage), service));
        templates.sort(Comparator.comparing(
                t -> fallbacks(service, t, link.id().provider()).isEmpty()));
        List<LinkUse> uses = new ArrayList<>();
        for (CallTemplate template : templates.subList(0, Math.min(MOST_LOOKED_AT, templates.size()))) {
            Mark mark = link.ledger().mark();
            Exchange answer = voyage.http().send(template.freshRequest());
            // A cold service may fall back although nothing is wrong; that is not how it is when all is well.
            for (int i = 1; i < HEALTHY_TRIES && fellBack(service, template, link, answer); i++) {
                mark = link.ledger().mark();
                answer = voyage.http().send(template.freshRequest());
            }
            if (answer.status() / 100 == 2 && awaitTraffic(link, mark, LATE)) {
                uses.add(new LinkUse(
                        service, template, answer, routes(link.ledger().requestsSince(mark))));
                if (uses.size() == most) {
                    break;
                }
            }
        }
        return uses;
    }

    private static boolean fellBack(Service service, CallTemplate template, Link link, Exchange answer) {
        return fallbacks(service, template, link.id().provider()).stream()
                .anyMatch(fallback -> fallback.status() == answer.status());
    }

    /** Whether a request shows on the link in time. */
    private static boolean awaitTraffic(Link link, Mark mark, Duration limit) throws InterruptedException {
        long end = System.nanoTime() + limit.toNanos();
        while (link.ledger().requestsSince(mark).isEmpty()) {
            if (System.nanoTime() > end) {
                return false;
            }
            Thread.sleep(5);
        }
        return true;
    }

    /** What the owner declares for an operation when the provider fails. */
    static List<Fallback> fallbacks(Service service, CallTemplate template, String provider) {
        return service.operations().containsKey(template.operation())
                ? service.operations().get(template.operation()).fallbacks().stream()
                        .filter(f -> f.when().equals(provider))
                        .toList()
                : List.of();
    }

    List<Fallback> fallbacks(String provider) {
        return fallbacks(service, template, provider);
    }

    Request request(Duration timeout) {
        return template.freshRequest().timeout(timeout);
    }

    /**
     * Waits until the operation answers as in its healthy run and the link is used again: a breaker has closed.
     *
     * @return whether it came to that in time
     */
    boolean awaitHealth(Voyage voyage, Link link, Duration limit, Duration timeout) throws InterruptedException {
        long end = System.nanoTime() + limit.toNanos();
        while (true) {
            Mark mark = link.ledger().mark();
            Exchange answer = voyage.http().send(request(timeout));
            if (answer.status() == this.answer.status() && awaitTraffic(link, mark, LATE)) {
                return true;
            }
            if (System.nanoTime() > end) {
                return false;
            }
            Thread.sleep(50);
        }
    }

    /** How many requests of each route. */
    static Map<String, Integer> routes(List<LedgerEntry.Http> requests) {
        Map<String, Integer> routes = new TreeMap<>();
        requests.forEach(request -> routes.merge(route(request), 1, Integer::sum));
        return routes;
    }

    /** Method and path, with what looks like an identifier replaced, so that two runs of an operation compare. */
    static String route(LedgerEntry.Http request) {
        return request.method() + " "
                + Stream.of(request.path().split("/", -1))
                        .map(segment -> segment.matches("\\d+|.*\\d.*-.*|[0-9a-fA-F-]{16,}") ? "*" : segment)
                        .collect(Collectors.joining("/"));
    }
}
