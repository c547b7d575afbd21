package dev.seatrial.suite.contract;

import dev.seatrial.check.HttpProbe.Exchange;
import dev.seatrial.check.Observation;
import java.util.List;

/**
 * What a provider answered to the interactions of one contract.
 *
 * @param file the Pact file's name
 * @param obstacle why nothing could be verified, or empty
 * @param interactions the interactions of the contract that were chosen
 * @param leftOut descriptions of those that no selector of the target chose
 */
public record ContractObservation(String file, String obstacle, List<Interaction> interactions, List<String> leftOut)
        implements Observation {

    public ContractObservation {
        interactions = List.copyOf(interactions);
        leftOut = List.copyOf(leftOut);
    }

    /**
     * One interaction.
     *
     * @param description what the consumer calls it, with its provider states
     * @param pact the interaction as JSON, as the Pact file has it
     * @param metadata of that Pact as JSON; it tells the version of the specification
     * @param pending whether the Pact marks it as pending
     * @param skipped why it was not tried, or empty
     * @param exchange the request and its answer, one at most
     */
    public record Interaction(
            String description,
            String pact,
            String metadata,
            boolean pending,
            String skipped,
            List<Exchange> exchange) {
        public Interaction {
            exchange = List.copyOf(exchange);
        }
    }
}
