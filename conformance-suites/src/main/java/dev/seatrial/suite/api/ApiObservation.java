package dev.seatrial.suite.api;

import dev.seatrial.check.HttpProbe.Exchange;
import dev.seatrial.check.Observation;
import java.util.List;

/**
 * What a service answered to generated requests.
 *
 * @param name the description's file name
 * @param description the OpenAPI description as JSON, so that the answers can be judged again; empty if it cannot be read
 * @param obstacle why nothing could be asked, or empty
 * @param cases the requests that were sent
 * @param unasked operations that were not called, each with why
 */
public record ApiObservation(String name, String description, String obstacle, List<Case> cases, List<String> unasked)
        implements Observation {

    public ApiObservation {
        cases = List.copyOf(cases);
        unasked = List.copyOf(unasked);
    }

    /**
     * One request.
     *
     * @param operation its operationId or route
     * @param claim what the request is by the description
     * @param what in words what it is made of, such as {@code body without /item (required)}
     * @param exchange the request and its answer
     */
    public record Case(String operation, Claim claim, String what, Exchange exchange) {}

    /** What a request is by the description. */
    public enum Claim {
        /** The owner's own example: must be accepted. */
        EXAMPLE,
        /** As the description says. */
        VALID,
        /** Not as the description says, in exactly one place. */
        INVALID
    }
}
