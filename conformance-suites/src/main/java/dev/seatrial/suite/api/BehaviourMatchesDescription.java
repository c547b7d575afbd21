package dev.seatrial.suite.api;

import dev.seatrial.check.Check;
import dev.seatrial.check.Finding;
import dev.seatrial.check.Outcome;
import dev.seatrial.check.Requirement;
import dev.seatrial.check.Requirement.Level;
import dev.seatrial.check.Requirement.Manner;
import dev.seatrial.check.Subject;
import dev.seatrial.check.Subjects;
import dev.seatrial.check.Voyage;
import dev.seatrial.suite.access.Databases;
import dev.seatrial.suite.api.ApiObservation.Case;
import dev.seatrial.suite.api.ApiObservation.Claim;
import dev.seatrial.suite.api.ApiRule.Flaw;
import dev.seatrial.suite.openapi.ApiDescription;
import dev.seatrial.suite.openapi.ApiOperation;
import dev.seatrial.suite.openapi.DescriptionException;
import dev.seatrial.target.Target;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** API-001: what a service does is what its OpenAPI description says, for valid and for invalid data. */
public final class BehaviourMatchesDescription implements Check<ApiObservation> {

    private static final Requirement REQUIREMENT = new Requirement(
            "API-001",
            "api",
            Level.MUST,
            "Every operation answers valid and invalid data as the OpenAPI description says",
            "Clients are generated and written from the description; what it does not say breaks them",
            "OpenAPI 3.1.0 section 4.8.16; RFC 9110 section 15.5",
            Set.of(),
            Manner.STEADY);

    private static final Comparator<Case> SMALLEST = Comparator.comparingInt(
            c -> c.exchange().requestBody().length() + c.exchange().url().length());

    private final Databases databases;

    /** The check, asking databases in this way where journeys need it. */
    public BehaviourMatchesDescription(Databases databases) {
        this.databases = databases;
    }

    @Override
    public Requirement requirement() {
        return REQUIREMENT;
    }

    @Override
    public Class<ApiObservation> observation() {
        return ApiObservation.class;
    }

    @Override
    public Subjects subjects(Target target) {
        return Subjects.of(
                target.services().values().stream()
                        .filter(service -> service.openapi().isPresent())
                        .map(service -> Subject.of(service.name()))
                        .toList(),
                "no service has an OpenAPI description; give it one with \"openapi:\"");
    }

    @Override
    public ApiObservation observe(Subject subject, Voyage voyage) throws InterruptedException {
        try {
            return new ApiExploration(subject.service(), voyage, databases).explore();
        } catch (DescriptionException e) {
            return new ApiObservation("", "", String.valueOf(e.getMessage()), List.of(), List.of());
        }
    }

    @Override
    public Outcome judge(ApiObservation seen) {
        if (!seen.obstacle().isEmpty()) {
            return new Outcome.Inconclusive(seen.obstacle());
        }
        ApiDescription description = ApiDescription.parse(seen.name(), seen.description());
        if (description.operations().isEmpty()) {
            return new Outcome.Inapplicable(seen.name() + " describes no operation");
        }
        List<Finding> findings = findings(seen, new ApiRule(description), description);
        List<String> unclear = unclear(seen, description);
        if (findings.isEmpty() && !unclear.isEmpty()) {
            return new Outcome.Inconclusive(String.join("; ", unclear));
        }
        long invalid =
                seen.cases().stream().filter(c -> c.claim() == Claim.INVALID).count();
        return Outcome.of(
                findings,
                description.operations().size() + " operations answered "
                        + (seen.cases().size() - invalid) + " valid and " + invalid + " invalid requests as "
                        + seen.name() + " says");
    }

    /** One for each flaw of an operation, with the last request that shows it: shrinking comes smallest. */
    private static List<Finding> findings(ApiObservation seen, ApiRule rule, ApiDescription description) {
        Map<String, Shown> shown = new LinkedHashMap<>();
        for (Case sent : seen.cases()) {
            for (Flaw flaw : rule.flaws(sent)) {
                String key = sent.operation() + " " + flaw.kind() + " " + flaw.where();
                shown.computeIfAbsent(key, k -> new Shown(new ArrayList<>(), new ArrayList<>()))
                        .add(sent, flaw);
            }
        }
        List<Finding> findings = new ArrayList<>();
        shown.values().forEach(it -> {
            List<Case> cases = it.cases();
            Case smallest = cases.stream().min(SMALLEST).orElseThrow();
            Flaw flaw = it.flaws().get(cases.indexOf(smallest));
            ApiOperation operation = description.operation(smallest.operation()).orElseThrow();
            List<String> others = cases.stream()
                    .map(Case::what)
                    .filter(what -> !what.equals(smallest.what()))
                    .distinct()
                    .toList();
            findings.add(new Finding(
                    "called " + smallest.operation() + " (" + operation.route() + ") with "
                            + (smallest.claim() == Claim.INVALID ? "invalid" : "valid") + " data: " + smallest.what()
                            + (smallest.exchange().requestBody().isEmpty()
                                    ? ""
                                    : ": " + smallest.exchange().requestBody()),
                    flaw.kind() + ": " + flaw.saw()
                            + (others.isEmpty() ? "" : "; also with " + String.join(", ", others)),
                    flaw.expected() + " (" + seen.name() + "#" + flaw.where() + ")",
                    flaw.mend(),
                    smallest.exchange().curl()));
        });
        return findings;
    }

    /** One flaw of one operation: the requests that show it, each with how it shows. */
    private record Shown(List<Case> cases, List<Flaw> flaws) {
        void add(Case sent, Flaw flaw) {
            cases.add(sent);
            flaws.add(flaw);
        }
    }

    private static List<String> unclear(ApiObservation seen, ApiDescription description) {
        List<String> unclear = new ArrayList<>(seen.unasked());
        Set<String> asked = seen.cases().stream().map(Case::operation).collect(Collectors.toSet());
        for (ApiOperation operation : description.operations()) {
            if (asked.contains(operation.id())) {
                accepted(seen, operation).ifPresent(unclear::add);
            }
        }
        return unclear;
    }

    /** Why it is not shown that the operation works at all. */
    private static Optional<String> accepted(ApiObservation seen, ApiOperation operation) {
        List<Case> valid = seen.cases().stream()
                .filter(c -> c.operation().equals(operation.id()) && c.claim() != Claim.INVALID)
                .toList();
        if (valid.stream()
                .anyMatch(c -> c.exchange().status() / 100 == 2 || c.exchange().status() / 100 == 3)) {
            return Optional.empty();
        }
        String statuses = valid.stream()
                .map(c -> String.valueOf(c.exchange().status()))
                .distinct()
                .collect(Collectors.joining(", "));
        String how = valid.stream().anyMatch(c -> ApiRule.refused(c.exchange()))
                ? "let it be called by an identity that may, with \"as:\""
                : "give its parameters and body examples, link to it from the operation that makes its objects, or let a"
                        + " journey read one";
        return Optional.of("no valid request to " + operation.id() + " was accepted ("
                + (statuses.isEmpty() ? "none was sent" : statuses) + "); " + how);
    }
}
