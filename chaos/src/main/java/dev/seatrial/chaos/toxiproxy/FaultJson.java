package dev.seatrial.chaos.toxiproxy;

import dev.seatrial.link.ActiveFault;
import dev.seatrial.link.Fault;
import dev.seatrial.link.Fault.HttpSelector;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * Reads and writes a fault as flat JSON: {@code {"kind":"answer","ttl":5000,"status":503,"method":"GET","path":"/a",
 * "first":3}}; times are in milliseconds.
 */
final class FaultJson {

    /** What a caller asks for: a fault, and the lease that holds it, if one shall. */
    record Wanted(Fault fault, Optional<String> lease) {}

    private FaultJson() {}

    static Wanted parse(byte[] body) throws ApiError {
        FaultMembers members = FaultMembers.of(body);
        try {
            Fault fault = fault(members);
            return new Wanted(fault, members.text("lease"));
        } catch (IllegalArgumentException e) {
            throw ApiError.badBody(String.valueOf(e.getMessage()));
        }
    }

    private static Fault fault(FaultMembers in) throws ApiError {
        Duration ttl = in.millis("ttl", 1, null);
        return switch (in.kind()) {
            case DOWN -> new Fault.Down(ttl);
            case LATENCY -> new Fault.Latency(in.millis("delay", 0, null), in.millis("jitter", 0, 0L), ttl);
            case BLACKHOLE -> new Fault.Blackhole(ttl);
            case CONNECTBLACKHOLE -> new Fault.ConnectBlackhole(ttl);
            case SLOWCONNECT -> new Fault.SlowConnect(in.millis("delay", 0, null), in.millis("jitter", 0, 0L), ttl);
            case ANSWER ->
                new Fault.Answer(
                        which(in),
                        (int) in.number("status", 100, 599, 503L),
                        in.text("contentType").orElse("text/plain"),
                        in.text("body").orElse(""),
                        in.has("grpcStatus")
                                ? Optional.of((int) in.number("grpcStatus", 0, 16, null))
                                : Optional.empty(),
                        ttl);
            case GARBAGE -> new Fault.Garbage(which(in), (int) in.number("bytes", 1, 65_536, 64L), ttl);
            case HANG -> new Fault.Hang(which(in), ttl);
            case DUPLICATE -> new Fault.Duplicate(which(in), ttl);
            case DROPRESPONSE -> new Fault.DropResponse(which(in), ttl);
            case HALFBODY -> new Fault.HalfBody(which(in), ttl);
            case TRUNCATE -> new Fault.Truncate(which(in), in.number("bytes", 0, Long.MAX_VALUE, 0L), ttl);
            case SLOWANSWER ->
                new Fault.SlowAnswer(which(in), in.millis("delay", 0, null), in.millis("jitter", 0, 0L), ttl);
            case TRICKLE -> new Fault.Trickle(which(in), in.millis("gap", 1, 100L), ttl);
        };
    }

    private static HttpSelector which(FaultMembers in) throws ApiError {
        Optional<String> header = in.text("header");
        if (header.isEmpty() && in.text("value").isPresent()) {
            throw ApiError.badBody("value needs header: the name of the field that has it");
        }
        return new HttpSelector(
                in.text("method"),
                in.text("path"),
                header.map(name -> new HttpSelector.Field(name, in.text("value"))),
                in.statuses("answered"),
                in.text("request"),
                in.counts("attempts"),
                in.count("first"),
                in.count("every"),
                in.share("share"));
    }

    static String write(ActiveFault on) {
        Fault fault = on.fault();
        StringBuilder out = new StringBuilder("{\"kind\":").append(GoText.quote(kind(fault)));
        put(out, "ttl", fault.timeToLive());
        if (fault instanceof Fault.Latency latency) {
            put(out, "delay", latency.delay());
            put(out, "jitter", latency.jitter());
        } else if (fault instanceof Fault.SlowConnect slow) {
            put(out, "delay", slow.delay());
            put(out, "jitter", slow.jitter());
        } else if (fault instanceof Fault.SlowAnswer slow) {
            put(out, "delay", slow.delay());
            put(out, "jitter", slow.jitter());
        } else if (fault instanceof Fault.Trickle trickle) {
            put(out, "gap", trickle.gap());
        } else if (fault instanceof Fault.Answer answer) {
            out.append(",\"status\":").append(answer.status());
            put(out, "contentType", answer.contentType());
            put(out, "body", answer.body());
            answer.grpcStatus().ifPresent(s -> out.append(",\"grpcStatus\":").append(s));
        } else if (fault instanceof Fault.Garbage garbage) {
            out.append(",\"bytes\":").append(garbage.bytes());
        } else if (fault instanceof Fault.Truncate truncate) {
            out.append(",\"bytes\":").append(truncate.bytes());
        }
        if (fault instanceof Fault.OfRequests of) {
            put(out, of.which());
        }
        return out.append(",\"active\":")
                .append(on.active())
                .append(",\"hits\":")
                .append(on.hits())
                .append('}')
                .toString();
    }

    /** The kind's name, such as {@code DropResponse}. */
    static String kind(Fault fault) {
        return fault.getClass().getSimpleName();
    }

    private static void put(StringBuilder out, HttpSelector which) {
        which.method().ifPresent(m -> put(out, "method", m));
        which.pathPrefix().ifPresent(p -> put(out, "path", p));
        which.header().ifPresent(h -> {
            put(out, "header", h.name());
            h.value().ifPresent(v -> put(out, "value", v));
        });
        which.status().ifPresent(s -> put(out, "answered", s.from() + "-" + s.to()));
        which.request().ifPresent(r -> put(out, "request", r));
        Set<Integer> attempts = which.attempts();
        if (!attempts.isEmpty()) {
            out.append(",\"attempts\":").append(attempts.stream().sorted().toList());
        }
        which.first().ifPresent(n -> out.append(",\"first\":").append(n));
        which.every().ifPresent(n -> out.append(",\"every\":").append(n));
        if (which.share() < 1) {
            out.append(",\"share\":").append(which.share());
        }
    }

    private static void put(StringBuilder out, String name, Duration time) {
        out.append(",\"").append(name).append("\":").append(time.toMillis());
    }

    private static void put(StringBuilder out, String name, String text) {
        out.append(",\"").append(name).append("\":").append(GoText.quote(text));
    }
}
