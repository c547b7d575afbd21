package dev.seatrial.suite.request;

import dev.seatrial.check.HttpProbe.Request;
import java.util.Map;

/**
 * One logical request: what a client repeats when it repeats itself.
 *
 * @param request through the entry link, with credentials, without a key; the same bytes each time
 * @param members the body's top-level scalar members, as text
 * @param traceId the W3C trace id that every repetition carries, so that what it causes can be told from the rest
 */
public record Call(Request request, Map<String, String> members, String traceId) {

    public Call {
        members = Map.copyOf(members);
    }
}
