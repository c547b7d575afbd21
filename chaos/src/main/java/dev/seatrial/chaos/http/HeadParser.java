package dev.seatrial.chaos.http;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Reads a complete head out of bytes. Knows only the fields that framing and the ledger need. RFC 9112, sections 3 to 6. */
final class HeadParser {

    private final byte[] bytes;
    private final int end;
    private int at;

    private boolean keepsAlive;
    private boolean chunked;
    private boolean otherCoding;
    private long contentLength = -1;
    private boolean expectsContinue;
    private @Nullable String upgrade;
    private @Nullable String requestId;
    private @Nullable String traceparent;
    private @Nullable String idempotencyKey;
    private @Nullable String http2Settings;

    private HeadParser(byte[] bytes, int end) {
        this.bytes = bytes;
        this.end = end;
    }

    /** The request's head in {@code bytes[0, end)}, or null if that is none. */
    static @Nullable Head request(byte[] bytes, int end) {
        return new HeadParser(bytes, end).request();
    }

    /** The answer's head in {@code bytes[0, end)}, or null if that is none. */
    static @Nullable Head answer(byte[] bytes, int end) {
        return new HeadParser(bytes, end).answer();
    }

    /** The value of a field in a head, or null; the last one, should it stand there twice. */
    static @Nullable String field(byte[] bytes, int end, String name) {
        HeadParser parser = new HeadParser(bytes, end);
        String lowerCase = name.toLowerCase(Locale.ROOT);
        String found = null;
        while (parser.at < end) {
            int lineEnd = parser.lineEnd();
            int colon = parser.find((byte) ':', parser.at, lineEnd);
            if (colon - parser.at == lowerCase.length() && parser.named(parser.at, lowerCase)) {
                found = parser.value(colon, lineEnd);
            }
            parser.at = lineEnd;
            parser.skipLineBreak();
        }
        return found;
    }

    private @Nullable Head request() {
        int lineEnd = lineEnd();
        int first = find((byte) ' ', at, lineEnd);
        int last = lastSpace(lineEnd);
        if (first <= at || last <= first || !version(last + 1, lineEnd)) {
            return null;
        }
        for (int i = at; i < first; i++) {
            if (!isToken(bytes[i])) {
                return null;
            }
        }
        String method = text(at, first);
        String target = text(first + 1, last);
        return fields(lineEnd) ? head(method, target, 0) : null;
    }

    private @Nullable Head answer() {
        int lineEnd = lineEnd();
        int space = find((byte) ' ', at, lineEnd);
        if (space < 0 || !version(at, space) || space + 4 > lineEnd) {
            return null;
        }
        int status = 0;
        for (int i = space + 1; i < space + 4; i++) {
            if (bytes[i] < '0' || bytes[i] > '9') {
                return null;
            }
            status = status * 10 + bytes[i] - '0';
        }
        return status >= 100 && fields(lineEnd) ? head("", "", status) : null;
    }

    private Head head(String method, String target, int status) {
        return new Head(
                method,
                target,
                status,
                keepsAlive,
                chunked,
                otherCoding,
                contentLength,
                expectsContinue,
                upgrade,
                requestId,
                traceparent,
                idempotencyKey,
                http2Settings);
    }

    /** {@code HTTP/1.x}; only 1.1 keeps the connection by itself. */
    private boolean version(int from, int to) {
        if (to - from != 8 || !text(from, to - 1).equals("HTTP/1.")) {
            return false;
        }
        keepsAlive = bytes[to - 1] >= '1';
        return bytes[to - 1] >= '0' && bytes[to - 1] <= '9';
    }

    private boolean fields(int firstLineEnd) {
        at = firstLineEnd;
        skipLineBreak();
        while (at < end) {
            int lineEnd = lineEnd();
            if (lineEnd == at) {
                return true;
            }
            int colon = find((byte) ':', at, lineEnd);
            // A line that begins with a blank continues the one before: obsolete, and none of ours is so long.
            if (colon > at && bytes[at] != ' ' && bytes[at] != '\t') {
                if (!field(at, colon, lineEnd)) {
                    return false;
                }
            } else if (colon < 0 && bytes[at] != ' ' && bytes[at] != '\t') {
                return false;
            }
            at = lineEnd;
            skipLineBreak();
        }
        return true;
    }

    /** Notes a field that matters; false if it makes the framing ambiguous. */
    private boolean field(int from, int colon, int lineEnd) {
        switch (colon - from) {
            case 6 -> {
                if (named(from, "expect")) {
                    expectsContinue = value(colon, lineEnd).equalsIgnoreCase("100-continue");
                }
            }
            case 7 -> {
                if (named(from, "upgrade")) {
                    upgrade = value(colon, lineEnd).toLowerCase(Locale.ROOT);
                }
            }
            case 10 -> {
                if (named(from, "connection")) {
                    connection(value(colon, lineEnd).toLowerCase(Locale.ROOT));
                }
            }
            case 11 -> {
                if (named(from, "traceparent")) {
                    traceparent = value(colon, lineEnd);
                }
            }
            case 12 -> {
                if (named(from, "x-request-id")) {
                    requestId = value(colon, lineEnd);
                }
            }
            case 14 -> {
                if (named(from, "content-length")) {
                    return length(value(colon, lineEnd));
                }
                if (named(from, "http2-settings")) {
                    http2Settings = value(colon, lineEnd);
                }
            }
            case 15 -> {
                if (named(from, "idempotency-key")) {
                    idempotencyKey = value(colon, lineEnd);
                }
            }
            case 17 -> {
                if (named(from, "transfer-encoding")) {
                    String coding = value(colon, lineEnd).toLowerCase(Locale.ROOT);
                    chunked = coding.endsWith("chunked");
                    otherCoding = !chunked;
                }
            }
            default -> {}
        }
        return true;
    }

    private void connection(String options) {
        if (options.contains("close")) {
            keepsAlive = false;
        } else if (options.contains("keep-alive")) {
            keepsAlive = true;
        }
    }

    private boolean length(String text) {
        if (text.isEmpty() || text.length() > 18 || !text.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return false;
        }
        long said = Long.parseLong(text);
        boolean agrees = contentLength < 0 || contentLength == said;
        contentLength = said;
        return agrees;
    }

    private boolean named(int from, String lowerCase) {
        for (int i = 0; i < lowerCase.length(); i++) {
            int b = bytes[from + i];
            if ((b >= 'A' && b <= 'Z' ? b + 32 : b) != lowerCase.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    private String value(int colon, int lineEnd) {
        return text(colon + 1, lineEnd).strip();
    }

    private String text(int from, int to) {
        return new String(bytes, from, to - from, StandardCharsets.ISO_8859_1);
    }

    private int lineEnd() {
        int i = find((byte) '\n', at, end);
        if (i < 0) {
            return end;
        }
        return i > at && bytes[i - 1] == '\r' ? i - 1 : i;
    }

    private void skipLineBreak() {
        if (at < end && bytes[at] == '\r') {
            at++;
        }
        if (at < end && bytes[at] == '\n') {
            at++;
        }
    }

    private int lastSpace(int to) {
        for (int i = to - 1; i >= at; i--) {
            if (bytes[i] == ' ') {
                return i;
            }
        }
        return -1;
    }

    private int find(byte what, int from, int to) {
        for (int i = from; i < to; i++) {
            if (bytes[i] == what) {
                return i;
            }
        }
        return -1;
    }

    /** {@code tchar} of RFC 9110, section 5.6.2. */
    static boolean isToken(byte b) {
        return (b >= 'a' && b <= 'z')
                || (b >= 'A' && b <= 'Z')
                || (b >= '0' && b <= '9')
                || "!#$%&'*+-.^_`|~".indexOf(b) >= 0;
    }
}
