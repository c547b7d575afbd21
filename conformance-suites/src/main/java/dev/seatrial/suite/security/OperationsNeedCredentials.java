package dev.seatrial.suite.security;

import dev.seatrial.check.Check;
import dev.seatrial.check.Finding;
import dev.seatrial.check.HttpProbe.Exchange;
import dev.seatrial.check.HttpProbe.Request;
import dev.seatrial.check.Outcome;
import dev.seatrial.check.Requirement;
import dev.seatrial.check.Requirement.Level;
import dev.seatrial.check.Requirement.Manner;
import dev.seatrial.check.Subject;
import dev.seatrial.check.Subjects;
import dev.seatrial.check.Voyage;
import dev.seatrial.suite.access.Databases;
import dev.seatrial.suite.call.OperationException;
import dev.seatrial.suite.call.Operations;
import dev.seatrial.suite.call.Operations.Inputs;
import dev.seatrial.suite.journey.JourneyRun;
import dev.seatrial.suite.journey.JourneyRunner;
import dev.seatrial.suite.openapi.ApiDescription;
import dev.seatrial.suite.openapi.ApiOperation;
import dev.seatrial.suite.openapi.DescriptionException;
import dev.seatrial.suite.security.CredentialsObservation.Asked;
import dev.seatrial.suite.security.CredentialsObservation.Stranger;
import dev.seatrial.target.Service;
import dev.seatrial.target.Target;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** SEC-002: from inside the system, too, every operation that is not declared public asks for credentials. */
public final class OperationsNeedCredentials implements Check<CredentialsObservation> {

    private static final Requirement REQUIREMENT = new Requirement(
            "SEC-002",
            "security",
            Level.MUST,
            "Every operation that is not declared public refuses requests without valid credentials",
            "A service that trusts its network gives everything to whoever gets into it",
            "NIST SP 800-207 section 2.1, tenet 2; RFC 9110 section 15.5.2",
            Set.of(),
            Manner.STEADY);
    private static final String NONE = "no credentials";
    private static final String GARBAGE = "a bearer token that is garbage";

    private final Databases databases;

    /** The check, asking databases in this way where journeys need it. */
    public OperationsNeedCredentials(Databases databases) {
        this.databases = databases;
    }

    @Override
    public Requirement requirement() {
        return REQUIREMENT;
    }

    @Override
    public Class<CredentialsObservation> observation() {
        return CredentialsObservation.class;
    }

    @Override
    public Subjects subjects(Target target) {
        return Subjects.of(
                target.services().values().stream()
                        .filter(service -> service.openapi().isPresent())
                        .map(service -> Subject.of(service.name()))
                        .toList(),
                "no service has an OpenAPI description, so its operations are not known; give it one with \"openapi:\"");
    }

    @Override
    public CredentialsObservation observe(Subject subject, Voyage voyage) throws InterruptedException {
        Operations operations = Operations.of(voyage);
        Service service = voyage.environment().service(subject.service()).spec();
        ApiDescription description;
        try {
            description = operations.describe(service).orElseThrow();
        } catch (DescriptionException e) {
            return new CredentialsObservation(String.valueOf(e.getMessage()), List.of(), List.of());
        }
        Map<String, Map<String, String>> visited = visited(service.name(), description, voyage);
        List<String> open = new ArrayList<>();
        List<Asked> asked = new ArrayList<>();
        for (ApiOperation operation : description.operations()) {
            if (operation.needsCredentials()) {
                asked.add(ask(service.name(), operation, visited, operations, voyage));
            } else {
                open.add(operation.id());
            }
        }
        return new CredentialsObservation("", open, asked);
    }

    /** What the journeys read of the service: a stranger could not be told from a wrong address without an object. */
    private Map<String, Map<String, String>> visited(String service, ApiDescription description, Voyage voyage)
            throws InterruptedException {
        Map<String, Map<String, String>> visited = new TreeMap<>();
        if (description.operations().stream().noneMatch(OperationsNeedCredentials::readsAnObject)) {
            return visited;
        }
        String url = voyage.environment().service(service).url().toString();
        for (JourneyRun run : new JourneyRunner(voyage, databases).runAll()) {
            for (Exchange exchange : run.exchanges()) {
                if (exchange.url().startsWith(url) && exchange.status() / 100 == 2) {
                    description.match(exchange.url()).ifPresent(m -> visited.putIfAbsent(m.template(), m.values()));
                }
            }
        }
        return visited;
    }

    private static boolean readsAnObject(ApiOperation operation) {
        return operation.needsCredentials()
                && operation.path().contains("{")
                && Set.of("GET", "HEAD").contains(operation.method());
    }

    private static Asked ask(
            String service,
            ApiOperation operation,
            Map<String, Map<String, String>> visited,
            Operations operations,
            Voyage voyage)
            throws InterruptedException {
        try {
            // Objects that do not exist: a valid token on a DELETE must not delete anything.
            Map<String, String> path = readsAnObject(operation) && visited.containsKey(operation.path())
                    ? visited.getOrDefault(operation.path(), Map.of())
                    : operations.ofNoObject(service, operation);
            Exchange allowed = voyage.http()
                    .send(operations
                            .prepare(service, operation.id(), Inputs.path(path))
                            .request());
            List<Stranger> strangers = new ArrayList<>();
            for (String with : List.of(NONE, GARBAGE)) {
                Request fresh = operations
                        .prepare(service, operation.id(), Inputs.path(path))
                        .request();
                Request bare = without(fresh);
                Request request = with.equals(NONE)
                        ? bare
                        : bare.bearer("garbage." + voyage.random().nextInt(1000));
                strangers.add(new Stranger(with, voyage.http().send(request)));
            }
            return new Asked(operation.id(), "", List.of(allowed), strangers);
        } catch (OperationException e) {
            return new Asked(operation.id(), String.valueOf(e.getMessage()), List.of(), List.of());
        }
    }

    private static Request without(Request request) {
        Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        headers.putAll(request.headers());
        headers.remove("Authorization");
        return new Request(request.method(), request.url(), headers, request.body(), request.timeout());
    }

    @Override
    public Outcome judge(CredentialsObservation seen) {
        if (!seen.obstacle().isEmpty()) {
            return new Outcome.Inconclusive(seen.obstacle());
        }
        if (seen.operations().isEmpty()) {
            return new Outcome.Inapplicable(
                    seen.open().isEmpty()
                            ? "the OpenAPI description has no operations"
                            : "the OpenAPI description declares every operation public: "
                                    + String.join(", ", seen.open()));
        }
        List<Finding> findings =
                seen.operations().stream().flatMap(o -> findings(o).stream()).toList();
        List<String> unclear =
                seen.operations().stream().flatMap(o -> unclear(o).stream()).toList();
        if (findings.isEmpty() && !unclear.isEmpty()) {
            return new Outcome.Inconclusive(String.join("; ", unclear));
        }
        return Outcome.of(
                findings,
                seen.operations().size() + " operations refused " + NONE + " and " + GARBAGE
                        + ", and took a valid token");
    }

    private static List<Finding> findings(Asked asked) {
        return asked.strangers().stream()
                .filter(s -> s.exchange().answered() && !refused(s.exchange()))
                .filter(s -> !hidden(asked, s.exchange()) && !busy(s.exchange()))
                .map(s -> new Finding(
                        "called " + asked.operation() + " (" + s.exchange().method() + ") with " + s.with(),
                        "status " + s.exchange().status()
                                + asked.allowed().stream()
                                        .findFirst()
                                        .map(a -> "; with a valid token it is " + a.status())
                                        .orElse(""),
                        "401 or 403",
                        "check credentials in the service itself, before anything else of the request is looked at;"
                                + " if the operation is meant to be public, declare it so with \"security: []\"",
                        s.exchange().curl()))
                .toList();
    }

    private static Optional<String> unclear(Asked asked) {
        if (!asked.problem().isEmpty()) {
            return Optional.of(asked.operation() + " could not be asked: " + asked.problem());
        }
        Exchange allowed = asked.allowed().get(0);
        if (!allowed.answered()) {
            return Optional.of(asked.operation() + " gave no answer to a valid token: " + allowed.failure());
        }
        if (refused(allowed)) {
            return Optional.of(asked.operation() + " refuses the valid token, too (" + allowed.status()
                    + "), so its refusals show nothing; give it an identity that may call it with \"as:\"");
        }
        if (allowed.status() >= 500) {
            return Optional.of(asked.operation() + " answers a valid token with " + allowed.status());
        }
        return asked.strangers().stream()
                .flatMap(s ->
                        unclear(asked, s.exchange()).map(why -> asked.operation() + " with " + s.with() + why).stream())
                .findFirst();
    }

    private static Optional<String> unclear(Asked asked, Exchange stranger) {
        if (!stranger.answered()) {
            return Optional.of(" gave no answer: " + stranger.failure());
        }
        if (busy(stranger)) {
            return Optional.of(" was turned away for the moment (" + stranger.status() + ")");
        }
        return hidden(asked, stranger)
                ? Optional.of(" is answered 404 as with a valid token; it is not known whether it exists")
                : Optional.empty();
    }

    /** Turned away before anybody looked at credentials. */
    private static boolean busy(Exchange exchange) {
        return exchange.status() == 429 || exchange.status() == 503;
    }

    private static boolean refused(Exchange exchange) {
        return exchange.status() == 401 || exchange.status() == 403;
    }

    /** 404 for everyone: perhaps there is no such operation at all. */
    private static boolean hidden(Asked asked, Exchange stranger) {
        return stranger.status() == 404 && asked.allowed().stream().anyMatch(a -> a.status() == 404);
    }
}
