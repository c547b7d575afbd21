package dev.seatrial.chaos.ledger;

import dev.seatrial.link.LedgerEntry;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Writes HTTP rows as HAR 1.2, which browsers' tools open. A ledger keeps no bodies and no header fields, so those parts
 * are empty; what has no place in HAR stands in members that begin with an underscore, as HAR wants it.
 */
public final class Har {

    private static final JsonMapper JSON = JsonMapper.shared();

    /** A row does not keep whether its request was one of HTTP/1.1 or a stream of HTTP/2. */
    private static final String VERSION = "unknown";

    private Har() {}

    /**
     * The document.
     *
     * @param link names the link, and stands for the host in addresses
     */
    public static String of(String link, List<LedgerEntry> entries) {
        ObjectNode root = JSON.createObjectNode();
        ObjectNode log = root.putObject("log");
        log.put("version", "1.2");
        log.putObject("creator").put("name", "Seatrial").put("version", "1");
        ArrayNode list = log.putArray("entries");
        for (LedgerEntry entry : entries) {
            if (entry instanceof LedgerEntry.Http http) {
                write(list.addObject(), link, http);
            }
        }
        return JSON.writeValueAsString(root) + "\n";
    }

    private static void write(ObjectNode to, String link, LedgerEntry.Http http) {
        double millis = http.took().map(t -> t.toNanos() / 1e6).orElse(0.0);
        to.put("startedDateTime", http.start().toString()).put("time", millis);
        ObjectNode request = to.putObject("request");
        request.put("method", http.method()).put("url", url(link, http.path())).put("httpVersion", VERSION);
        common(request);
        request.putArray("queryString");
        ObjectNode response = to.putObject("response");
        response.put("status", http.status().orElse(0)).put("statusText", "").put("httpVersion", VERSION);
        common(response);
        response.put("redirectURL", "");
        response.putObject("content").put("size", -1).put("mimeType", "");
        to.putObject("cache");
        to.putObject("timings").put("send", 0).put("wait", millis).put("receive", 0);
        to.put("connection", String.valueOf(http.connection()));
        http.grpcStatus().ifPresent(status -> to.put("_grpcStatus", status));
        to.put("_requestBytes", http.requestBytes()).put("_responseBytes", http.responseBytes());
        to.put("_attempt", http.attempt()).put("_outcome", http.outcome().name());
        Map.of("_fault", http.fault(), "_requestId", http.requestId(), "_traceId", http.traceId())
                .forEach((name, value) -> value.ifPresent(v -> to.put(name, v)));
    }

    /** An address that is one whatever was sent: the schema of HAR wants URIs. */
    private static String url(String link, String path) {
        StringBuilder out = new StringBuilder("http://").append(link.replaceAll("[^A-Za-z0-9.-]+", "-"));
        if (!path.startsWith("/")) {
            out.append('/');
        }
        for (byte b : path.getBytes(StandardCharsets.UTF_8)) {
            if (b > 0x20 && b < 0x7f && "\"<>\\^`{|}[]".indexOf(b) < 0) {
                out.append((char) b);
            } else {
                out.append(String.format(Locale.ROOT, "%%%02X", b));
            }
        }
        return out.toString().replaceAll("%(?![0-9A-Fa-f]{2})", "%25");
    }

    /** Sizes of head and body apart are not known, only their sum. */
    private static void common(ObjectNode message) {
        message.putArray("cookies");
        message.putArray("headers");
        message.put("headersSize", -1).put("bodySize", -1);
    }
}
