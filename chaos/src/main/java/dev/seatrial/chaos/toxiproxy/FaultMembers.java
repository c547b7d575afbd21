package dev.seatrial.chaos.toxiproxy;

import dev.seatrial.link.Fault.HttpSelector;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The members of a fault's object, each checked when it is asked for. */
final class FaultMembers {

    private static final Duration LONGEST = Duration.ofDays(366);

    private final Map<String, String> members = new LinkedHashMap<>();
    private final FaultKind kind;

    private FaultMembers(GoJson.Obj object) throws ApiError {
        for (GoJson.Member member : object.members()) {
            members.put(member.name(), text(member.name(), member.value()));
        }
        String name = text("kind").orElse("");
        kind = FaultKind.of(name)
                .orElseThrow(
                        () -> ApiError.badBody("kind must be one of " + FaultKind.all() + ", not \"" + name + "\""));
        for (String member : members.keySet()) {
            if (!kind.members().contains(member)) {
                throw ApiError.badBody("unknown member \"" + member + "\"; " + kind.text() + " has "
                        + String.join(", ", kind.members()));
            }
        }
    }

    static FaultMembers of(byte[] body) throws ApiError {
        GoJson.Value value;
        try {
            value = GoJson.first(body);
        } catch (GoJson.Malformed e) {
            throw ApiError.badBody(String.valueOf(e.getMessage()));
        }
        if (!(value instanceof GoJson.Obj object)) {
            throw ApiError.badBody("a fault is an object such as {\"kind\":\"blackhole\",\"ttl\":5000}");
        }
        return new FaultMembers(object);
    }

    /** A list becomes its items with commas between them. */
    private static String text(String name, GoJson.Value value) throws ApiError {
        if (value instanceof GoJson.Text text) {
            return text.value();
        }
        if (value instanceof GoJson.Numeral number) {
            return number.literal();
        }
        if (value instanceof GoJson.Array array && name.equals("attempts")) {
            StringBuilder all = new StringBuilder();
            for (GoJson.Value item : array.items()) {
                all.append(all.isEmpty() ? "" : ",").append(text("an attempt", item));
            }
            return all.toString();
        }
        throw ApiError.badBody(name + " must be a number or a string");
    }

    FaultKind kind() {
        return kind;
    }

    boolean has(String name) {
        return members.containsKey(name);
    }

    Optional<String> text(String name) {
        return Optional.ofNullable(members.get(name));
    }

    Duration millis(String name, long least, @Nullable Long otherwise) throws ApiError {
        return Duration.ofMillis(number(name, least, LONGEST.toMillis(), otherwise));
    }

    /** A whole number within bounds; {@code otherwise} if it is not there, or an error if there is no otherwise. */
    long number(String name, long least, long most, @Nullable Long otherwise) throws ApiError {
        String text = members.get(name);
        if (text == null) {
            if (otherwise == null) {
                throw ApiError.badBody(name + " is missing; it is a whole number of milliseconds");
            }
            return otherwise;
        }
        return bounded(name, text, least, most);
    }

    private static long bounded(String name, String text, long least, long most) throws ApiError {
        try {
            long n = Long.parseLong(text.strip());
            if (n >= least && n <= most) {
                return n;
            }
        } catch (NumberFormatException e) {
            // Said below.
        }
        String bounds = most == Long.MAX_VALUE ? "of " + least + " or more" : "between " + least + " and " + most;
        throw ApiError.badBody(name + " must be a whole number " + bounds + ", not " + text);
    }

    Optional<Integer> count(String name) throws ApiError {
        return members.containsKey(name)
                ? Optional.of((int) number(name, 1, Integer.MAX_VALUE, null))
                : Optional.empty();
    }

    /** Numbers from 1, separated by commas. */
    Set<Integer> counts(String name) throws ApiError {
        Set<Integer> all = new LinkedHashSet<>();
        for (String item : text(name).map(t -> t.split(",", -1)).orElse(new String[0])) {
            all.add((int) bounded("each of " + name, item, 1, Integer.MAX_VALUE));
        }
        return all;
    }

    /** One status, or two with a dash between them. */
    Optional<HttpSelector.Statuses> statuses(String name) throws ApiError {
        String text = members.get(name);
        if (text == null) {
            return Optional.empty();
        }
        if (!text.matches("[1-5]\\d\\d(-[1-5]\\d\\d)?")) {
            throw ApiError.badBody(name + " must be a status such as 404 or a range such as \"500-599\", not " + text);
        }
        int from = Integer.parseInt(text.substring(0, 3));
        return Optional.of(new HttpSelector.Statuses(from, Integer.parseInt(text.substring(text.length() - 3))));
    }

    double share(String name) throws ApiError {
        String text = members.getOrDefault(name, "1");
        try {
            double share = Double.parseDouble(text);
            if (share > 0 && share <= 1) {
                return share;
            }
        } catch (NumberFormatException e) {
            // Said below.
        }
        throw ApiError.badBody(name + " must be a number above 0 and at most 1, not " + text);
    }
}
