package dev.seatrial.suite.api;

import dev.seatrial.check.HttpProbe.Exchange;
import dev.seatrial.check.HttpProbe.Request;
import dev.seatrial.check.Voyage;
import dev.seatrial.suite.access.Databases;
import dev.seatrial.suite.api.ApiObservation.Case;
import dev.seatrial.suite.api.ApiObservation.Claim;
import dev.seatrial.suite.api.ApiRule.Flaw;
import dev.seatrial.suite.call.OperationException;
import dev.seatrial.suite.call.Operations;
import dev.seatrial.suite.call.Operations.Inputs;
import dev.seatrial.suite.call.Prepared;
import dev.seatrial.suite.journey.JourneyRun;
import dev.seatrial.suite.journey.JourneyRunner;
import dev.seatrial.suite.openapi.ApiDescription;
import dev.seatrial.suite.openapi.ApiOperation;
import dev.seatrial.suite.openapi.DescribedSchemas;
import dev.seatrial.suite.openapi.SchemaSamples;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Calls the operations of one service: those that make objects first, those that delete them last. */
final class ApiExploration {

    private static final JsonMapper JSON = new JsonMapper();
    private static final List<String> ORDER =
            List.of("POST", "PUT", "GET", "HEAD", "OPTIONS", "PATCH", "TRACE", "DELETE");
    private static final Duration RESERVE = Duration.ofSeconds(2);

    private final String service;
    private final Voyage voyage;
    private final Databases databases;
    private final Operations operations;
    private final ApiDescription description;
    private final DescribedSchemas schemas;
    private final SchemaSamples samples;
    private final InvalidBodies invalid;
    private final ApiRule rule;
    private final KnownObjects objects;
    private final List<Case> cases = new ArrayList<>();
    private final List<String> unasked = new ArrayList<>();
    private final Set<String> shrunk = new HashSet<>();
    private final Set<String> hurried = new HashSet<>();
    private final Set<String> deadly = new HashSet<>();
    private boolean travelled;

    ApiExploration(String service, Voyage voyage, Databases databases) {
        this.databases = databases;
        this.service = service;
        this.voyage = voyage;
        this.operations = Operations.of(voyage);
        this.description = operations
                .describe(voyage.environment().service(service).spec())
                .orElseThrow();
        this.schemas = new DescribedSchemas(description);
        this.samples = new SchemaSamples(description, schemas, voyage.random());
        this.invalid = new InvalidBodies(description, schemas);
        this.rule = new ApiRule(description);
        this.objects = new KnownObjects(description);
    }

    ApiObservation explore() throws InterruptedException {
        List<ApiOperation> inOrder = description.operations().stream()
                .sorted(Comparator.comparing((ApiOperation o) -> ORDER.indexOf(o.method()))
                        .thenComparing(o -> o.path().length()))
                .toList();
        for (ApiOperation operation : inOrder) {
            if (voyage.remaining().compareTo(RESERVE) < 0) {
                unasked.add(operation.id() + " was not called: the check's time was over");
            } else {
                try {
                    explore(operation);
                } catch (OperationException e) {
                    unasked.add(operation.id() + " was not called: " + e.getMessage());
                }
            }
        }
        return new ApiObservation(description.name(), JSON.writeValueAsString(description.root()), "", cases, unasked);
    }

    private void explore(ApiOperation operation) throws InterruptedException {
        Drafts drafts = new Drafts(operation, schemas, samples, invalid, voyage.random());
        Map<String, String> path = object(operation);
        Prepared example = operations.prepare(service, operation.id(), Inputs.path(path));
        Exchange first = send(operation, Draft.of(Claim.EXAMPLE, "the example", path));
        if (ApiRule.refused(first)) {
            return;
        }
        if (!path.isEmpty()) {
            send(
                    operation,
                    Draft.of(Claim.VALID, "an object that does not exist", operations.ofNoObject(service, operation)));
        }
        Set<String> vary =
                Set.copyOf(operations.find(service, operation.id()).declared().vary());
        for (Draft draft : drafts.valid(path, json(example.request()), vary)) {
            sendAndShrink(operation, draft, drafts);
        }
        for (Draft draft : drafts.invalid(path, json(example.request()))) {
            sendAndShrink(operation, draft, drafts);
        }
    }

    /** An object of our own where one is known; what is deleted or changed is never one that was there before. */
    private Map<String, String> object(ApiOperation operation) throws InterruptedException {
        if (!operation.path().contains("{")) {
            return Map.of();
        }
        Optional<Map<String, String>> own =
                operation.method().equals("DELETE") ? objects.take(operation.path()) : objects.at(operation.path());
        if (own.isPresent()) {
            return own.get();
        }
        if (Set.of("GET", "HEAD", "OPTIONS").contains(operation.method())) {
            travel();
            Optional<Map<String, String>> visited = objects.visited(operation.path());
            if (visited.isPresent()) {
                return visited.get();
            }
        }
        Map<String, String> none = operations.ofNoObject(service, operation);
        if (Set.of("GET", "HEAD", "OPTIONS", "POST").contains(operation.method())) {
            operation.parameters().stream()
                    .filter(p -> p.in().equals("path"))
                    .forEach(p -> p.example().ifPresent(e -> none.put(p.name(), e.asString())));
        }
        return none;
    }

    /** Makes the journeys, once: what they read of this service exists. */
    private void travel() throws InterruptedException {
        if (!travelled) {
            travelled = true;
            String url = voyage.environment().service(service).url().toString();
            for (JourneyRun run : new JourneyRunner(voyage, databases).runAll()) {
                run.exchanges().stream()
                        .filter(exchange -> exchange.url().startsWith(url))
                        .forEach(objects::visit);
            }
        }
    }

    private void sendAndShrink(ApiOperation operation, Draft draft, Drafts drafts) throws InterruptedException {
        if (voyage.remaining().compareTo(RESERVE) < 0) {
            if (hurried.add(operation.id())) {
                unasked.add(operation.id() + " was not called with all its data: the check's time was over");
            }
            return;
        }
        if (deadly.contains(operation.id())) {
            return;
        }
        send(operation, draft);
        Set<String> kinds = kinds(cases.get(cases.size() - 1));
        Optional<JsonNode> schema = drafts.bodySchema();
        if (kinds.isEmpty()
                || deadly.contains(operation.id())
                || draft.body().isEmpty()
                || schema.isEmpty()
                || !shrunk.add(operation.id() + kinds)) {
            return;
        }
        List<Case> smaller = new ArrayList<>();
        JsonNode body = Shrinking.smallest(draft.body().get(), new Shrinking.Trial() {
            @Override
            public boolean keepsClaim(JsonNode candidate) {
                return draft.fault().isPresent()
                        ? invalid.onlyFault(schema.get(), candidate).equals(draft.fault())
                        : schemas.valid(schema.get(), candidate);
            }

            @Override
            public boolean showsFlaw(JsonNode candidate) throws InterruptedException {
                Case tried = exchange(operation, draft.withBody(candidate));
                boolean shows = kinds(tried).equals(kinds);
                if (shows) {
                    smaller.add(tried);
                }
                return shows;
            }
        });
        if (!body.equals(draft.body().get())) {
            cases.add(smaller.get(smaller.size() - 1));
        }
    }

    private Set<String> kinds(Case sent) {
        return rule.flaws(sent).stream().map(Flaw::kind).collect(Collectors.toSet());
    }

    private Exchange send(ApiOperation operation, Draft draft) throws InterruptedException {
        Case sent = exchange(operation, draft);
        cases.add(sent);
        return sent.exchange();
    }

    private Case exchange(ApiOperation operation, Draft draft) throws InterruptedException {
        Exchange exchange = voyage.http().send(request(operation, draft));
        if (turnedAway(exchange)) {
            voyage.note(operation.id() + " was called again with " + draft.what() + ": "
                    + (exchange.answered() ? "it was answered " + exchange.status() : exchange.failure()));
            voyage.revive(service);
            exchange = voyage.http().send(request(operation, draft));
        }
        if (!exchange.answered() && voyage.revive(service) && deadly.add(operation.id())) {
            unasked.add(operation.id() + " was not called with the rest of its data: it ends the service");
        }
        if (draft.claim() != Claim.INVALID) {
            objects.learn(operation, draft.path(), exchange);
        }
        return new Case(operation.id(), draft.claim(), draft.what(), exchange);
    }

    /** Other checks run beside this one: what their load does once says nothing about the data. */
    private static boolean turnedAway(Exchange exchange) {
        return !exchange.answered() || exchange.status() == 429 || exchange.status() == 503;
    }

    private Request request(ApiOperation operation, Draft draft) {
        Request base = operations
                .prepare(service, operation.id(), Inputs.path(draft.path()))
                .request();
        Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        headers.putAll(base.headers());
        draft.without().forEach(headers::remove);
        draft.headers().forEach((name, value) -> headers.put(name, List.of(value)));
        Optional<byte[]> body = draft.body()
                .map(JSON::writeValueAsBytes)
                .or(() -> draft.text().map(text -> text.getBytes(StandardCharsets.UTF_8)))
                .or(base::body);
        return new Request(base.method(), url(base.url(), draft.query()), headers, body, base.timeout());
    }

    private static URI url(URI url, Map<String, String> query) {
        if (query.isEmpty()) {
            return url;
        }
        String text = query.entrySet().stream()
                .map(e -> encode(e.getKey()) + "=" + encode(e.getValue()))
                .collect(Collectors.joining("&"));
        String bare = url.toString();
        int mark = bare.indexOf('?');
        return URI.create((mark < 0 ? bare : bare.substring(0, mark)) + "?" + text);
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private static Optional<JsonNode> json(Request request) {
        try {
            return request.body().map(JSON::readTree);
        } catch (JacksonException e) {
            return Optional.empty();
        }
    }
}
