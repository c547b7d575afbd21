package dev.seatrial.chaos.toxiproxy;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The faults that the API takes, and the members of each. */
enum FaultKind {
    DOWN("down", false),
    LATENCY("latency", false, "delay", "jitter"),
    BLACKHOLE("blackhole", false),
    CONNECTBLACKHOLE("connectBlackhole", false),
    SLOWCONNECT("slowConnect", false, "delay", "jitter"),
    ANSWER("answer", true, "status", "contentType", "body", "grpcStatus"),
    GARBAGE("garbage", true, "bytes"),
    HANG("hang", true),
    DUPLICATE("duplicate", true),
    DROPRESPONSE("dropResponse", true),
    HALFBODY("halfBody", true),
    TRUNCATE("truncate", true, "bytes"),
    SLOWANSWER("slowAnswer", true, "delay", "jitter"),
    TRICKLE("trickle", true, "gap");

    private final String text;
    private final String members;

    FaultKind(String text, boolean selects, String... own) {
        this.text = text;
        Set<String> all = new TreeSet<>(Set.of("kind", "ttl", "lease"));
        all.addAll(List.of(own));
        if (selects) {
            all.addAll(List.of(
                    "method", "path", "header", "value", "answered", "request", "attempts", "first", "every", "share"));
        }
        this.members = String.join(" ", all);
    }

    static Optional<FaultKind> of(String text) {
        String lowerCase = text.toLowerCase(Locale.ROOT);
        return Arrays.stream(values())
                .filter(k -> k.text.toLowerCase(Locale.ROOT).equals(lowerCase))
                .findFirst();
    }

    /** Every kind, as it is written. */
    static String all() {
        return String.join(", ", Arrays.stream(values()).map(FaultKind::text).toList());
    }

    String text() {
        return text;
    }

    /** The names that may stand in its object. */
    List<String> members() {
        return List.of(members.split(" "));
    }
}
