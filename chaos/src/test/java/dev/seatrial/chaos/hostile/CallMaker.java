package dev.seatrial.chaos.hostile;

import java.util.List;
import java.util.Random;

/** Makes control calls, good, odd and bad, out of a grammar. */
final class CallMaker {

    private static final List<String> NUMBERS = List.of(
            "0",
            "1",
            "-1",
            "1000",
            "9223372036854775807",
            "-9223372036854775808",
            "9223372036854775808",
            "1e308",
            "-0.5",
            "1E400",
            "99999999999",
            "null",
            "\"7\"",
            "[]",
            "{}",
            "true",
            "00",
            "NaN");
    private static final List<String> NAMES = List.of(
            "p0",
            "p1",
            "p2",
            "",
            "a/b",
            "%2e%2e",
            "..",
            "é",
            "x\\u0000y",
            "\\ud800",
            "\\n",
            "p 3",
            "'\\\"<>&",
            "n".repeat(5000));
    private static final List<String> PARTS = List.of(
            "proxies",
            "populate",
            "reset",
            "version",
            "metrics",
            "seatrial",
            "links",
            "toxics",
            "faults",
            "ledger",
            "p0",
            "p1",
            "p2",
            "t",
            "latency_downstream",
            "",
            ".",
            "..",
            "%2F",
            "%zz",
            "%00",
            "p%200",
            "?after=-1",
            "?format=har",
            "\u00e9");
    private static final List<String> METHODS = List.of(
            "GET", "POST", "PATCH", "DELETE", "PUT", "HEAD", "OPTIONS", "CONNECT", "TRACE", "get", "X".repeat(300));
    private static final List<String> TYPES = List.of(
            "latency",
            "bandwidth",
            "slow_close",
            "timeout",
            "reset_peer",
            "slicer",
            "limit_data",
            "noop",
            "nothing",
            "");
    private static final List<String> ATTRIBUTES = List.of(
            "latency",
            "jitter",
            "rate",
            "delay",
            "timeout",
            "average_size",
            "size_variation",
            "bytes",
            "BYTES",
            "other");
    private static final List<String> KINDS = List.of(
            "down",
            "latency",
            "blackhole",
            "connectBlackhole",
            "answer",
            "dropResponse",
            "halfBody",
            "trickle",
            "slowConnect",
            "garbage",
            "hang",
            "duplicate",
            "truncate",
            "slowAnswer",
            "x");
    private static final List<String> ADDRESSES = List.of(
            "127.0.0.1:0",
            "localhost:0",
            "127.0.0.1:1",
            ":0",
            "[::1]:0",
            "127.0.0.1:99999",
            "127.0.0.1",
            "nobody.invalid:80",
            "256.1.1.1:0",
            "[::1",
            "127.0.0.1:http",
            "",
            "\\u0000:0",
            "a:b:c");

    private final Random random;
    private final String upstream;

    CallMaker(Random random, String upstream) {
        this.random = random;
        this.upstream = upstream;
    }

    private <T> T one(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }

    /** The bytes of one call. */
    byte[] call() {
        String body = spoilt(body());
        StringBuilder head = new StringBuilder();
        head.append(random.nextInt(4) == 0 ? one(METHODS) : one(METHODS.subList(0, 4)));
        head.append(' ')
                .append(path())
                .append(random.nextInt(30) == 0 ? " HTTP/9.x" : " HTTP/1.1")
                .append("\r\n");
        if (random.nextInt(20) == 0) {
            head.append("User-Agent: Mozilla/5.0\r\n");
        }
        if (random.nextInt(40) == 0) {
            head.append("X-Long: ").append("y".repeat(20_000)).append("\r\n");
        }
        byte[] bytes = body.getBytes(
                random.nextBoolean()
                        ? java.nio.charset.StandardCharsets.UTF_8
                        : java.nio.charset.StandardCharsets.ISO_8859_1);
        String length = random.nextInt(25) == 0 ? one(NUMBERS) : String.valueOf(bytes.length);
        head.append("Content-Length: ").append(length).append("\r\n\r\n");
        byte[] start = head.toString().getBytes(java.nio.charset.StandardCharsets.ISO_8859_1);
        byte[] all = new byte[start.length + bytes.length];
        System.arraycopy(start, 0, all, 0, start.length);
        System.arraycopy(bytes, 0, all, start.length, bytes.length);
        return all;
    }

    private String path() {
        if (random.nextInt(4) > 0) {
            return one(List.of(
                    "/proxies",
                    "/proxies",
                    "/populate",
                    "/proxies/p0",
                    "/proxies/p1",
                    "/proxies/p0/toxics",
                    "/proxies/p1/toxics",
                    "/proxies/p0/toxics/t",
                    "/reset",
                    "/seatrial/links",
                    "/seatrial/links/p0/faults",
                    "/seatrial/links/p1/faults",
                    "/seatrial/links/p0/faults/latency",
                    "/seatrial/links/p0/ledger"));
        }
        StringBuilder path = new StringBuilder();
        for (int i = random.nextInt(6); i >= 0; i--) {
            path.append('/').append(one(PARTS));
        }
        return path.toString();
    }

    private String body() {
        return switch (random.nextInt(8)) {
            case 0, 1 -> proxy();
            case 2, 3 -> toxic();
            case 4 -> "[" + proxy() + "," + proxy() + "]";
            case 5, 6 -> fault();
            default ->
                one(List.of("", "[", "[".repeat(20_000), "{\"a\":".repeat(5_000), "null", "\"", "{}", "\ufeff{}"));
        };
    }

    private String proxy() {
        String to = random.nextInt(3) == 0 ? one(ADDRESSES) : upstream;
        String name = random.nextInt(3) == 0 ? one(NAMES) : one(NAMES.subList(0, 3));
        return "{\"name\":\"" + name + "\",\"listen\":\"" + (random.nextInt(3) == 0 ? one(ADDRESSES) : "127.0.0.1:0")
                + "\",\"upstream\":\"" + to + "\"" + (random.nextInt(4) == 0 ? ",\"enabled\":" + one(NUMBERS) : "")
                + "}";
    }

    private String toxic() {
        StringBuilder attributes = new StringBuilder();
        for (int i = random.nextInt(4); i >= 0; i--) {
            attributes
                    .append(attributes.isEmpty() ? "" : ",")
                    .append('"')
                    .append(one(ATTRIBUTES))
                    .append("\":")
                    .append(one(NUMBERS));
        }
        return "{\"type\":\"" + one(TYPES) + "\",\"name\":\"" + one(List.of("t", "", "u")) + "\",\"stream\":\""
                + one(List.of("upstream", "downstream", "downstream", "sideways", "")) + "\",\"toxicity\":"
                + one(NUMBERS)
                + ",\"attributes\":{" + attributes + "}}";
    }

    private String fault() {
        StringBuilder more = new StringBuilder();
        for (String member : List.of(
                "delay",
                "jitter",
                "status",
                "first",
                "every",
                "gap",
                "bytes",
                "share",
                "attempts",
                "answered",
                "lease")) {
            if (random.nextInt(3) == 0) {
                more.append(",\"").append(member).append("\":").append(one(NUMBERS));
            }
        }
        return "{\"kind\":\"" + one(KINDS) + "\",\"ttl\":" + (random.nextInt(4) == 0 ? one(NUMBERS) : "50") + more
                + "}";
    }

    private String spoilt(String body) {
        if (body.isEmpty() || random.nextInt(4) > 0) {
            return body;
        }
        StringBuilder bad = new StringBuilder(body);
        int at = random.nextInt(bad.length());
        switch (random.nextInt(3)) {
            case 0 -> bad.setCharAt(at, (char) random.nextInt(256));
            case 1 -> bad.delete(at, Math.min(bad.length(), at + 1 + random.nextInt(20)));
            default -> bad.insert(at, (char) random.nextInt(128));
        }
        return bad.toString();
    }
}
