package dev.seatrial.suite.request;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How a family of services speaks of repeated requests. The effect of a repetition is the same rule in every dialect;
 * how it is asked for and answered is data.
 *
 * @param name as in {@code seatrial.yaml}
 * @param header the header that carries the key
 * @param quoted whether the key is sent as a structured-field string (RFC 9651 §3.3.3)
 * @param firstSentHeader a header with the time of the first sending, empty where the dialect has none
 * @param sameBody whether a repetition is answered with the first answer's body
 * @param marker the header that marks a repeated answer, empty where the dialect has none
 * @param otherPayload the statuses for a used key with another payload
 * @param inFlight the statuses while the first request is being worked on
 * @param keyMissing the statuses where a required key is missing
 * @param problem whether errors are problem details (RFC 9457)
 */
public record Dialect(
        String name,
        String header,
        boolean quoted,
        String firstSentHeader,
        boolean sameBody,
        String marker,
        List<Integer> otherPayload,
        List<Integer> inFlight,
        List<Integer> keyMissing,
        boolean problem) {

    private static final String USUAL_HEADER = "Idempotency-Key";

    /** The IETF draft The Idempotency-Key HTTP Header Field. */
    private static final Dialect IETF =
            new Dialect("ietf", USUAL_HEADER, true, "", true, "", List.of(422), List.of(409), List.of(400, 428), true);

    /** Stripe's API v1, as publicly documented. */
    private static final Dialect STRIPE_V1 = new Dialect(
            "stripe-v1",
            USUAL_HEADER,
            false,
            "",
            true,
            "Idempotent-Replayed",
            List.of(400),
            List.of(409),
            List.of(400),
            false);

    /** Stripe's API v2, as publicly documented: a repetition tells the present state, so its body may have moved on. */
    private static final Dialect STRIPE_V2 = new Dialect(
            "stripe-v2", USUAL_HEADER, false, "", false, "", List.of(400, 409), List.of(409), List.of(400), false);

    /** OASIS Repeatable Requests 1.0. */
    private static final Dialect OASIS = new Dialect(
            "oasis",
            "Repeatability-Request-ID",
            false,
            "Repeatability-First-Sent",
            true,
            "Repeatability-Result",
            List.of(400, 409, 412),
            List.of(409),
            List.of(400),
            false);

    public Dialect {
        otherPayload = List.copyOf(otherPayload);
        inFlight = List.copyOf(inFlight);
        keyMissing = List.copyOf(keyMissing);
    }

    /**
     * The dialect that an operation declares.
     *
     * @param declared the header named by the owner; the usual one where they named none
     * @return empty where there is no dialect of this name
     */
    public static Optional<Dialect> of(String name, String declared) {
        return all().stream().filter(d -> d.name().equals(name)).findFirst().map(d -> d.withHeader(declared));
    }

    /** Every dialect. */
    public static List<Dialect> all() {
        return List.of(IETF, STRIPE_V1, STRIPE_V2, OASIS);
    }

    private Dialect withHeader(String declared) {
        String carries = declared.equals(USUAL_HEADER) ? header : declared;
        return new Dialect(
                name, carries, quoted, firstSentHeader, sameBody, marker, otherPayload, inFlight, keyMissing, problem);
    }

    /** The headers of a request with a key; a repetition carries the same. */
    public Map<String, String> headers(String key, Instant firstSent) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put(header, quoted ? "\"" + key + "\"" : key);
        if (!firstSentHeader.isEmpty()) {
            headers.put(
                    firstSentHeader, DateTimeFormatter.RFC_1123_DATE_TIME.format(firstSent.atOffset(ZoneOffset.UTC)));
        }
        return headers;
    }
}
