package dev.seatrial.suite.contract;

import dev.seatrial.check.Check;
import dev.seatrial.check.Finding;
import dev.seatrial.check.HttpProbe.Exchange;
import dev.seatrial.check.Outcome;
import dev.seatrial.check.Requirement;
import dev.seatrial.check.Requirement.Level;
import dev.seatrial.check.Requirement.Manner;
import dev.seatrial.check.Subject;
import dev.seatrial.check.Subjects;
import dev.seatrial.check.Voyage;
import dev.seatrial.suite.contract.ContractObservation.Interaction;
import dev.seatrial.target.Contracts;
import dev.seatrial.target.Target;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.json.JsonMapper;

/** CONTRACT-001: a service answers as every Pact that names it says. */
public final class EveryPactHolds implements Check<ContractObservation> {

    private static final Requirement REQUIREMENT = new Requirement(
            "CONTRACT-001",
            "contract",
            Level.MUST,
            "Every interaction of every Pact that names a service is answered as the Pact says",
            "What a consumer counts on breaks without anybody noticing",
            "Pact specification 1 to 4",
            Set.of(),
            // Provider states change the data that other checks work with.
            Manner.DISTURBING);
    private static final JsonMapper JSON = new JsonMapper();

    @Override
    public Requirement requirement() {
        return REQUIREMENT;
    }

    @Override
    public Class<ContractObservation> observation() {
        return ContractObservation.class;
    }

    @Override
    public Subjects subjects(Target target) {
        if (!(target.contracts().orElse(null) instanceof Contracts.Directory directory)) {
            return new Subjects.None(
                    target.contracts().isEmpty()
                            ? "the target names no contracts; say where the Pacts are with \"contracts:\""
                            : "contracts in a broker are not read yet; give a directory of Pact files");
        }
        List<PactFile> pacts = PactFile.in(directory.path());
        Optional<String> mistake = Selected.mistake(directory, pacts);
        if (mistake.isPresent()) {
            return new Subjects.Mistaken(mistake.get());
        }
        List<Subject> subjects = pacts.stream()
                .filter(pact -> target.services().containsKey(pact.provider()))
                .map(pact -> Subject.of(pact.provider(), pact.consumer()))
                .distinct()
                .toList();
        List<Subject> broken = pacts.stream()
                .filter(pact -> !pact.problem().isEmpty())
                .map(pact -> Subject.of("contracts", pact.name()))
                .toList();
        List<Subject> all = new ArrayList<>(subjects);
        all.addAll(broken);
        return Subjects.of(
                all,
                "no Pact in " + directory.path()
                        + " names a service of the target as its provider; the providers named are "
                        + pacts.stream().map(PactFile::provider).distinct().toList());
    }

    @Override
    public ContractObservation observe(Subject subject, Voyage voyage) throws InterruptedException {
        Contracts.Directory directory =
                (Contracts.Directory) voyage.environment().target().contracts().orElseThrow();
        String detail = subject.detail().orElseThrow();
        List<PactFile> pacts = PactFile.in(directory.path());
        Optional<PactFile> broken = pacts.stream()
                .filter(pact -> !pact.problem().isEmpty() && pact.name().equals(detail))
                .findFirst();
        if (broken.isPresent()) {
            return new ContractObservation(detail, broken.get().problem(), List.of(), List.of());
        }
        List<Interaction> interactions = new ArrayList<>();
        List<PactFile> own = pacts.stream()
                .filter(pact -> pact.provider().equals(subject.service())
                        && pact.consumer().equals(detail))
                .toList();
        Verifier verifier = new Verifier(subject.service(), directory, voyage);
        List<String> leftOut = new ArrayList<>();
        for (PactFile pact : own) {
            if (pact.interactions().isEmpty() && own.size() > 1) {
                interactions.add(new Interaction(
                        pact.name(), "{}", pact.metadata(), false, "the file has no interaction", List.of()));
            }
            Selected selected = Selected.of(directory, pact);
            interactions.addAll(verifier.verify(pact, selected.chosen()));
            selected.leftOut().forEach(interaction -> leftOut.add(PactFile.title(interaction)));
        }
        if (!leftOut.isEmpty()) {
            voyage.note(
                    "the selectors choose " + interactions.size() + " interactions and leave out " + leftOut.size());
        }
        String names = String.join(", ", own.stream().map(PactFile::name).toList());
        return new ContractObservation(names, "", interactions, leftOut);
    }

    @Override
    public Outcome judge(ContractObservation seen) {
        if (!seen.obstacle().isEmpty()) {
            return new Outcome.Inconclusive(seen.obstacle());
        }
        if (seen.interactions().isEmpty() && !seen.leftOut().isEmpty()) {
            return new Outcome.Inapplicable("none of the " + seen.leftOut().size() + " interactions of " + seen.file()
                    + " is chosen by" + " \"interactions:\" of the contracts");
        }
        if (seen.interactions().isEmpty()) {
            return new Outcome.Inconclusive(seen.file() + " has no interaction, so it says nothing");
        }
        List<Finding> findings = new ArrayList<>();
        List<String> unclear = new ArrayList<>();
        for (Interaction interaction : seen.interactions()) {
            judge(seen, interaction, findings, unclear);
        }
        if (findings.isEmpty() && !unclear.isEmpty()) {
            return new Outcome.Inconclusive(String.join("; ", unclear) + leftOut(seen));
        }
        int chosen = seen.interactions().size();
        String count = seen.leftOut().isEmpty()
                ? chosen + " interactions"
                : chosen + " of " + (chosen + seen.leftOut().size()) + " interactions";
        return Outcome.of(findings, count + " of " + seen.file() + " were answered as it says" + leftOut(seen));
    }

    private static String leftOut(ContractObservation seen) {
        return seen.leftOut().isEmpty()
                ? ""
                : "; not verified, because no selector chooses them: "
                        + String.join(
                                ", ",
                                seen.leftOut().stream()
                                        .map(title -> "\"" + title + "\"")
                                        .toList());
    }

    private static void judge(
            ContractObservation seen, Interaction interaction, List<Finding> findings, List<String> unclear) {
        String name = "\"" + interaction.description() + "\"";
        if (!interaction.skipped().isEmpty()) {
            unclear.add(name + " was not verified: " + interaction.skipped());
            return;
        }
        List<String> unknown = UnknownMatchers.in(JSON.readTree(interaction.pact()));
        if (!unknown.isEmpty()) {
            unclear.add(name + " cannot be verified: no version of Pact has the matcher \"" + unknown.get(0) + "\"");
            return;
        }
        Exchange exchange = interaction.exchange().get(0);
        if (!exchange.answered()) {
            unclear.add(name + " got no answer: " + exchange.failure());
            return;
        }
        List<String> mismatches =
                PactMatching.of(interaction.pact(), interaction.metadata()).mismatches(exchange);
        if (mismatches.isEmpty()) {
            return;
        }
        if (interaction.pending()) {
            unclear.add(name + " is pending and does not hold yet: " + String.join("; ", mismatches));
            return;
        }
        findings.add(new Finding(
                "sent the request of the interaction " + name + " of " + seen.file(),
                "status " + exchange.status() + "; " + String.join("; ", mismatches),
                "the answer that the consumer counts on, see the Pact",
                "bring the answer back to what the Pact says, or agree on a new one with the consumer and let both"
                        + " hold until the consumer has moved",
                exchange.curl()));
    }
}
