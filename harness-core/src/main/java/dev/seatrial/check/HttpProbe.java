package dev.seatrial.check;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Sends HTTP/1.1 requests as they are given, valid or not, and records what came back. Follows no redirect, retries
 * nothing. Safe for use by many threads.
 */
public interface HttpProbe {

    /** Sends a request and waits for the whole answer. A failure to get one is data too, see {@link Exchange#failure()}. */
    Exchange send(Request request) throws InterruptedException;

    /**
     * Sends the requests together: all are ready to send their last byte before any does.
     *
     * @return the exchanges in the order of the requests
     */
    List<Exchange> sendTogether(List<Request> requests) throws InterruptedException;

    /**
     * A request.
     *
     * @param method such as {@code POST}
     * @param url absolute
     * @param headers by name; a bearer token is kept out of all evidence
     * @param body empty for none
     * @param timeout for the whole exchange
     */
    record Request(String method, URI url, Map<String, List<String>> headers, Optional<byte[]> body, Duration timeout) {

        public Request {
            headers = Map.copyOf(headers);
        }

        /** A request without headers and body, with a limit of 10 s. */
        public static Request of(String method, URI url) {
            return new Request(method, url, Map.of(), Optional.empty(), Duration.ofSeconds(10));
        }

        /** The same with one header more; a header of that name is replaced. */
        public Request header(String name, String value) {
            Map<String, List<String>> more = new java.util.TreeMap<>(String.CASE_INSENSITIVE_ORDER);
            more.putAll(headers);
            more.put(name, List.of(value));
            return new Request(method, url, more, body, timeout);
        }

        /** The same with a bearer token; unchanged where the token is empty. */
        public Request bearer(String token) {
            return token.isEmpty() ? this : header("Authorization", "Bearer " + token);
        }

        /** The same with a body of this media type. */
        public Request body(String mediaType, byte[] bytes) {
            return new Request(method, url, headers, Optional.of(bytes.clone()), timeout)
                    .header("Content-Type", mediaType);
        }

        /** The same with another limit. */
        public Request timeout(Duration limit) {
            return new Request(method, url, headers, body, limit);
        }
    }

    /**
     * A request and what came of it, bounded and without secrets: fit to be kept in an observation.
     *
     * @param status 0 where no status line came
     * @param requestBody as text, cut at 4,000 characters
     * @param responseHeaders names in lower case
     * @param responseBody as text, cut at 16,000 characters
     * @param failure why no complete answer came, or empty
     * @param curl a command that sends the request again; the token is {@code $TOKEN}
     */
    record Exchange(
            String method,
            String url,
            Map<String, String> requestHeaders,
            String requestBody,
            int status,
            Map<String, String> responseHeaders,
            String responseBody,
            String failure,
            Instant start,
            Duration took,
            String curl) {

        public Exchange {
            requestHeaders = Map.copyOf(requestHeaders);
            responseHeaders = Map.copyOf(responseHeaders);
        }

        /** Whether a complete answer came. */
        public boolean answered() {
            return failure.isEmpty();
        }
    }
}
