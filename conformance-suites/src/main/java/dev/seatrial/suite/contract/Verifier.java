package dev.seatrial.suite.contract;

import dev.seatrial.check.HttpProbe.Exchange;
import dev.seatrial.check.HttpProbe.Request;
import dev.seatrial.check.Voyage;
import dev.seatrial.suite.contract.ContractObservation.Interaction;
import dev.seatrial.suite.contract.PactFile.State;
import dev.seatrial.suite.contract.PactMatching.Asked;
import dev.seatrial.target.Contracts;
import dev.seatrial.target.Identity;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Sends the requests of a contract to its provider, each after its provider states were set up. */
final class Verifier {

    private static final JsonMapper JSON = new JsonMapper();

    /** The probe cuts longer bodies; those cannot be matched. */
    private static final int CUT = 16_000;

    private final String service;
    private final Contracts.Directory contracts;
    private final Voyage voyage;

    Verifier(String service, Contracts.Directory contracts, Voyage voyage) {
        this.service = service;
        this.contracts = contracts;
        this.voyage = voyage;
    }

    /** What the provider answers to some interactions of a Pact. */
    List<Interaction> verify(PactFile pact, List<JsonNode> interactions) throws InterruptedException {
        List<Interaction> all = new ArrayList<>();
        for (JsonNode interaction : interactions) {
            all.add(verify(pact, interaction, PactFile.states(interaction), PactFile.title(interaction)));
        }
        return all;
    }

    private Interaction verify(PactFile pact, JsonNode interaction, List<State> states, String description)
            throws InterruptedException {
        String text = JSON.writeValueAsString(interaction);
        boolean pending = interaction.path("pending").asBoolean(false);
        if (!PactFile.http(interaction)) {
            return new Interaction(
                    description,
                    text,
                    pact.metadata(),
                    pending,
                    "it is a message, and only HTTP is verified yet",
                    List.of());
        }
        PactMatching matching;
        try {
            matching = PactMatching.of(text, pact.metadata());
        } catch (IllegalArgumentException e) {
            return new Interaction(
                    description, text, pact.metadata(), pending, String.valueOf(e.getMessage()), List.of());
        }
        Map<String, Object> values = new LinkedHashMap<>();
        for (State state : states) {
            Optional<String> problem = change(pact, state, "setup", values);
            if (problem.isPresent()) {
                return new Interaction(description, text, pact.metadata(), pending, problem.get(), List.of());
            }
        }
        Exchange exchange = voyage.http().send(request(matching.request(values)));
        for (State state : states) {
            change(pact, state, "teardown", new LinkedHashMap<>());
        }
        return exchange.responseBody().length() >= CUT
                ? new Interaction(
                        description,
                        text,
                        pact.metadata(),
                        pending,
                        "its answer is longer than " + CUT + " characters",
                        List.of(exchange))
                : new Interaction(description, text, pact.metadata(), pending, "", List.of(exchange));
    }

    /** Puts the provider into a state, or out of it; what it answers may be used by generators. */
    private Optional<String> change(PactFile pact, State state, String action, Map<String, Object> values)
            throws InterruptedException {
        if (contracts.stateChange().isEmpty()) {
            return Optional.of("it needs the provider state \"" + state.name() + "\"; tell the path that sets states up"
                    + " with \"contracts: { directory: ..., states: /... }\"");
        }
        ObjectNode body = JSON.createObjectNode();
        body.put("consumer", pact.consumer());
        body.put("state", state.name());
        body.put("action", action);
        body.set("params", state.params());
        Exchange exchange = voyage.http()
                .send(Request.of(
                                "POST",
                                URI.create(url() + contracts.stateChange().get()))
                        .bearer(token())
                        .body("application/json", JSON.writeValueAsBytes(body)));
        if (!exchange.answered() || exchange.status() / 100 != 2) {
            return Optional.of("the provider state \"" + state.name() + "\" could not be set up: "
                    + (exchange.answered()
                            ? "POST " + contracts.stateChange().get() + " was answered " + exchange.status() + " "
                                    + exchange.responseBody()
                            : exchange.failure()));
        }
        try {
            if (!exchange.responseBody().isBlank()) {
                values.putAll(JSON.readValue(exchange.responseBody(), new TypeReference<Map<String, Object>>() {}));
            }
        } catch (JacksonException e) {
            // An answer that is no JSON object gives no values; whoever needs one is told by the request that fails.
            values.remove("");
        }
        return Optional.empty();
    }

    private Request request(Asked asked) {
        Request request = Request.of(asked.method(), URI.create(url() + asked.path()));
        if (asked.body().isPresent()) {
            request = request.body(asked.contentType(), asked.body().get());
        }
        for (Map.Entry<String, String> header : asked.headers().entrySet()) {
            boolean ours = header.getKey().equalsIgnoreCase("Authorization")
                    && contracts.identity().isPresent();
            request = ours ? request.bearer(token()) : request.header(header.getKey(), header.getValue());
        }
        return request;
    }

    private String token() {
        return contracts
                .identity()
                .map(name -> voyage.environment().target().identities().get(name))
                .map((Identity identity) -> voyage.token(identity))
                .orElseGet(voyage::defaultToken);
    }

    private String url() {
        return voyage.environment().service(service).url().toString();
    }
}
