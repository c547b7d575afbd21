package dev.seatrial.target;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads where the consumer contracts are, and which of their interactions count. */
final class ContractsReader {

    private final Surroundings around;
    private final List<String> identities;

    ContractsReader(Surroundings around, List<String> identities) {
        this.around = around;
        this.identities = identities;
    }

    Optional<Contracts> read(Branch file) {
        Optional<Tree.Scalar> sole = file.scalar("contracts");
        if (sole.isPresent()) {
            return around.existing(sole.get(), "the contract directory")
                    .map(p -> new Contracts.Directory(p, Optional.empty(), Optional.empty()));
        }
        return file.branch("contracts").flatMap(branch -> {
            branch.scalar("as").ifPresent(a -> around.known(a, "identity", identities));
            List<InteractionSelector> selectors = selectors(branch);
            Optional<Contracts> broker = branch.branch("broker")
                    .map(b -> new Contracts.Broker(
                            URI.create(b.text("url").orElse("http://unset").replace(" ", "%20")),
                            b.texts("selectors"),
                            branch.text("states"),
                            branch.text("as")));
            return broker.or(() -> branch.scalar("directory")
                    .flatMap(d -> around.existing(d, "the contract directory"))
                    .map(p -> new Contracts.Directory(p, branch.text("states"), branch.text("as"), selectors)));
        });
    }

    private List<InteractionSelector> selectors(Branch branch) {
        List<InteractionSelector> selectors = new ArrayList<>();
        for (Tree item : branch.items("interactions")) {
            Branch selector = Branch.of(item);
            if (selector.tree().entries().isEmpty()) {
                around.problem(
                        item,
                        "this chooses nothing; expected one or more of " + String.join(", ", InteractionSelector.KEYS));
            }
            selectors.add(new InteractionSelector(
                    selector.text("consumer"),
                    selector.text("provider"),
                    selector.text("description"),
                    selector.text("state")));
        }
        if (!selectors.isEmpty() && branch.branch("broker").isPresent()) {
            around.problem(
                    branch.items("interactions").get(0),
                    "\"interactions\" chooses among the Pacts of a \"directory\"; give that instead of the broker");
        }
        return selectors;
    }
}
