package dev.seatrial.suite.api;

import dev.seatrial.suite.api.ApiObservation.Claim;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * A request that is to be sent; what is absent is as the example has it.
 *
 * @param path values of the path template
 * @param query further query parameters
 * @param without headers that are left out
 * @param headers headers that are replaced
 * @param body a JSON body
 * @param text a body that is no JSON
 * @param fault the one thing that is wrong with the body, where it is invalid
 */
record Draft(
        Claim claim,
        String what,
        Map<String, String> path,
        Map<String, String> query,
        Set<String> without,
        Map<String, String> headers,
        Optional<JsonNode> body,
        Optional<String> text,
        Optional<Fault> fault) {

    /** A place in a body and the keyword that it breaks. */
    record Fault(String at, String keyword) {}

    static Draft of(Claim claim, String what, Map<String, String> path) {
        return new Draft(
                claim, what, path, Map.of(), Set.of(), Map.of(), Optional.empty(), Optional.empty(), Optional.empty());
    }

    Draft withQuery(Map<String, String> values) {
        return new Draft(claim, what, path, values, without, headers, body, text, fault);
    }

    Draft withoutHeader(String name) {
        return new Draft(claim, what, path, query, Set.of(name), headers, body, text, fault);
    }

    Draft withHeader(String name, String value) {
        return new Draft(claim, what, path, query, without, Map.of(name, value), body, text, fault);
    }

    Draft withBody(JsonNode value) {
        return new Draft(claim, what, path, query, without, headers, Optional.of(value), text, fault);
    }

    Draft withText(String value) {
        return new Draft(claim, what, path, query, without, headers, body, Optional.of(value), fault);
    }

    Draft withFault(Fault one) {
        return new Draft(claim, what, path, query, without, headers, body, text, Optional.of(one));
    }
}
