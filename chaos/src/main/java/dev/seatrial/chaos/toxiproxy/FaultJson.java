package dev.seatrial.chaos.toxiproxy;

import dev.seatrial.link.ActiveFault;
import dev.seatrial.link.Fault;
import dev.seatrial.link.Fault.HttpSelector;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Reads and writes a fault as flat JSON: {@code {"kind":"answer","ttl":5000,"status":503,"method":"GET","path":"/a",
 * "first":3}}; times are in milliseconds.
 */
final class FaultJson {

    private static final Set<String> KNOWN = new TreeSet<>(Set.of(
            "kind",
            "ttl",
            "delay",
            "jitter",
            "status",
            "contentType",
            "body",
            "method",
            "path",
            "first",
            "every",
            "gap"));

    private final Map<String, String> members = new HashMap<>();

    private FaultJson() {}

    static Fault parse(byte[] body) throws ApiError {
        FaultJson json = new FaultJson();
        json.read(body);
        try {
            return json.fault();
        } catch (IllegalArgumentException e) {
            throw ApiError.badBody(String.valueOf(e.getMessage()));
        }
    }

    private void read(byte[] body) throws ApiError {
        GoJson.Value value;
        try {
            value = GoJson.first(body);
        } catch (GoJson.Malformed e) {
            throw ApiError.badBody(String.valueOf(e.getMessage()));
        }
        if (!(value instanceof GoJson.Obj object)) {
            throw ApiError.badBody("a fault is an object such as {\"kind\":\"blackhole\",\"ttl\":5000}");
        }
        for (GoJson.Member member : object.members()) {
            if (!KNOWN.contains(member.name())) {
                throw ApiError.badBody("unknown member \"" + member.name() + "\"; known are " + KNOWN);
            }
            if (member.value() instanceof GoJson.Text text) {
                members.put(member.name(), text.value());
            } else if (member.value() instanceof GoJson.Numeral number) {
                members.put(member.name(), number.literal());
            } else {
                throw ApiError.badBody(member.name() + " must be a number or a string");
            }
        }
    }

    private Fault fault() throws ApiError {
        Duration ttl = millis("ttl", null);
        return switch (text("kind").orElse("").toLowerCase(Locale.ROOT)) {
            case "down" -> new Fault.Down(ttl);
            case "latency" -> new Fault.Latency(millis("delay", null), millis("jitter", 0L), ttl);
            case "blackhole" -> new Fault.Blackhole(ttl);
            case "connectblackhole" -> new Fault.ConnectBlackhole(ttl);
            case "answer" ->
                new Fault.Answer(
                        which(),
                        Math.toIntExact(number("status", 503L)),
                        text("contentType").orElse("text/plain"),
                        text("body").orElse(""),
                        ttl);
            case "dropresponse" -> new Fault.DropResponse(which(), ttl);
            case "halfbody" -> new Fault.HalfBody(which(), ttl);
            case "trickle" -> new Fault.Trickle(which(), millis("gap", 100L), ttl);
            default ->
                throw ApiError.badBody("kind must be one of down, latency, blackhole, connectBlackhole, answer,"
                        + " dropResponse, halfBody, trickle, not \""
                        + text("kind").orElse("") + "\"");
        };
    }

    private HttpSelector which() throws ApiError {
        return new HttpSelector(text("method"), text("path"), count("first"), count("every"));
    }

    private Optional<String> text(String name) {
        return Optional.ofNullable(members.get(name));
    }

    private Optional<Integer> count(String name) throws ApiError {
        if (!members.containsKey(name)) {
            return Optional.empty();
        }
        long n = number(name, null);
        if (n < 1 || n > Integer.MAX_VALUE) {
            throw ApiError.badBody(name + " must be between 1 and " + Integer.MAX_VALUE + ", not " + n);
        }
        return Optional.of((int) n);
    }

    private Duration millis(String name, @Nullable Long otherwise) throws ApiError {
        long n = number(name, otherwise);
        if (n < 0 || n > Duration.ofDays(366).toMillis()) {
            throw ApiError.badBody(name + " must be milliseconds between 0 and a year, not " + n);
        }
        return Duration.ofMillis(n);
    }

    private long number(String name, @Nullable Long otherwise) throws ApiError {
        String text = members.get(name);
        if (text == null) {
            if (otherwise == null) {
                throw ApiError.badBody(name + " is missing; it is a number, times are in milliseconds");
            }
            return otherwise;
        }
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw ApiError.badBody(name + " must be a whole number, not " + text);
        }
    }

    static String write(ActiveFault fault) {
        return "{\"kind\":" + GoText.quote(fault.fault().getClass().getSimpleName()) + ",\"ttl\":"
                + fault.fault().timeToLive().toMillis() + ",\"active\":" + fault.active() + ",\"hits\":" + fault.hits()
                + "}";
    }
}
