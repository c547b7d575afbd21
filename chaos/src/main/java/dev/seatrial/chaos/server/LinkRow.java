package dev.seatrial.chaos.server;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.JsonNode;

/** A line of the live view. */
record LinkRow(String link, String live, String rows, String up, String down, String faults) {

    private static final LinkRow HEAD = new LinkRow("link", "live", "rows/s", "up/s", "down/s", "faults and toxics");
    private static final int NARROWEST = 12;
    private static final int NUMBERS = " 12345 1234567 12345678 12345678  ".length();
    private static final int FAULTS = 18;

    /** What a link says of itself, and what has changed since. */
    static LinkRow of(JsonNode now, JsonNode before, Duration since) {
        return new LinkRow(
                now.path("name").asString() + " " + now.path("listen").asString()
                        + (now.path("enabled").asBoolean() ? "" : " (off)"),
                now.path("live").asString("0"),
                String.valueOf(Math.round(rate(now, before, "requests", since))),
                bytes(rate(now, before, "up", since)),
                bytes(rate(now, before, "down", since)),
                names(now.path("faults"), now.path("toxics")));
    }

    private static double rate(JsonNode now, JsonNode before, String member, Duration since) {
        long grown = now.path(member).asLong() - before.path(member).asLong();
        return Math.max(0, grown) * 1e9 / since.toNanos();
    }

    /** A number of bytes in at most seven places. */
    static String bytes(double number) {
        double n = number;
        String unit = "B";
        for (String larger : List.of("KiB", "MiB", "GiB")) {
            if (n >= 1024) {
                n /= 1024;
                unit = larger;
            }
        }
        return String.format(Locale.ROOT, n >= 10 || unit.equals("B") ? "%.0f%s" : "%.1f%s", n, unit);
    }

    private static String names(JsonNode faults, JsonNode toxics) {
        StringBuilder out = new StringBuilder();
        faults.forEach(f -> out.append(out.isEmpty() ? "" : ", ").append(f.asString()));
        toxics.forEach(t -> out.append(out.isEmpty() ? "" : ", ").append(t.asString()));
        return out.toString();
    }

    /** The lines, with a head; names are cut to the columns that there are. */
    static List<String> table(List<LinkRow> rows, int columns) {
        int longest = Math.max(
                NARROWEST, rows.stream().mapToInt(r -> r.link.length()).max().orElse(0));
        int width = Math.max(NARROWEST, Math.min(longest, columns - NUMBERS - FAULTS));
        List<String> lines = new ArrayList<>();
        lines.add(HEAD.line(width));
        rows.forEach(row -> lines.add(row.line(width)));
        if (rows.isEmpty()) {
            lines.add("no proxies yet: POST /proxies makes one");
        }
        return lines;
    }

    private String line(int width) {
        String name = link.length() <= width ? link : link.substring(0, width - 1) + "…";
        return String.format(Locale.ROOT, "%-" + width + "s %5s %7s %8s %8s  %s", name, live, rows, up, down, faults)
                .stripTrailing();
    }
}
