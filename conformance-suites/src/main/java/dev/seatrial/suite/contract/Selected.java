package dev.seatrial.suite.contract;

import dev.seatrial.suite.contract.PactFile.State;
import dev.seatrial.target.Contracts;
import dev.seatrial.target.InteractionSelector.Traits;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** The interactions of a Pact, parted by the selectors of the target. */
record Selected(List<JsonNode> chosen, List<JsonNode> leftOut) {

    static Selected of(Contracts.Directory contracts, PactFile pact) {
        Map<Boolean, List<JsonNode>> parts = pact.interactions().stream()
                .collect(Collectors.partitioningBy(interaction ->
                        contracts.interactions().isEmpty()
                                || contracts.interactions().stream()
                                        .anyMatch(selector -> selector.matches(traits(pact, interaction)))));
        return new Selected(parts.getOrDefault(true, List.of()), parts.getOrDefault(false, List.of()));
    }

    /** What is wrong with a selector that chooses nothing. Empty where there is no interaction at all: that is another story. */
    static Optional<String> mistake(Contracts.Directory contracts, List<PactFile> pacts) {
        List<Traits> all = pacts.stream()
                .flatMap(pact -> pact.interactions().stream().map(interaction -> traits(pact, interaction)))
                .toList();
        List<String> broken = pacts.stream()
                .map(PactFile::problem)
                .filter(problem -> !problem.isEmpty())
                .toList();
        return all.isEmpty()
                ? Optional.empty()
                : contracts.interactions().stream()
                        .flatMap(selector -> selector.mistake(all).stream())
                        .findFirst()
                        .map(why -> "\"interactions\" of \"contracts\": " + why + ", in the Pacts of "
                                + contracts.path() + (broken.isEmpty() ? "" : "; but " + String.join("; ", broken)));
    }

    private static Traits traits(PactFile pact, JsonNode interaction) {
        return Traits.of(
                pact.consumer(),
                pact.provider(),
                interaction.path("description").asString(""),
                PactFile.states(interaction).stream().map(State::name).toList());
    }
}
