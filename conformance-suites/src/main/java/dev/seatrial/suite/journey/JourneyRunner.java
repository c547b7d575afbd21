package dev.seatrial.suite.journey;

import dev.seatrial.check.HttpProbe.Exchange;
import dev.seatrial.check.Voyage;
import dev.seatrial.suite.access.AccessException;
import dev.seatrial.suite.access.Databases;
import dev.seatrial.suite.call.OperationException;
import dev.seatrial.suite.call.Operations;
import dev.seatrial.suite.call.Prepared;
import dev.seatrial.suite.openapi.DescriptionException;
import dev.seatrial.target.Journey;
import dev.seatrial.target.Journey.Step;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Makes journeys as a user would, all requests of one journey in one trace. */
public final class JourneyRunner {

    private static final JsonMapper JSON = new JsonMapper();
    private static final SecureRandom IDS = new SecureRandom();
    private static final Duration POLL = Duration.ofMillis(50);
    private static final int ATTEMPTS = 3;

    private final Voyage voyage;
    private final Databases databases;
    private final Operations operations;

    /** A runner that asks databases in this way. */
    public JourneyRunner(Voyage voyage, Databases databases) {
        this.voyage = voyage;
        this.databases = databases;
        this.operations = Operations.of(voyage);
    }

    /** Makes every journey of the target once. */
    public List<JourneyRun> runAll() throws InterruptedException {
        List<JourneyRun> runs = new ArrayList<>();
        for (Journey journey : voyage.environment().target().journeys().values()) {
            runs.add(run(journey));
        }
        return List.copyOf(runs);
    }

    /**
     * Makes one journey. A step that does not go as the owner says ends it; that is told, not thrown. A journey that ended
     * because a call was answered otherwise is made again, twice at most: checks run side by side, and a service under their
     * load may take its documented fallback for once.
     */
    public JourneyRun run(Journey journey) throws InterruptedException {
        for (int attempt = 1; ; attempt++) {
            Attempt made = once(journey);
            if (!made.answeredOtherwise() || attempt == ATTEMPTS) {
                return made.run();
            }
            voyage.note("the journey " + journey.name() + " was made again: "
                    + made.run().broken());
        }
    }

    /** A journey, and whether it ended with a call that was answered, but not as expected. */
    private record Attempt(JourneyRun run, boolean answeredOtherwise) {}

    private Attempt once(Journey journey) throws InterruptedException {
        String trace = hex(16);
        List<Exchange> exchanges = new ArrayList<>();
        Map<String, String> values = new LinkedHashMap<>();
        String broken = "";
        boolean otherwise = false;
        for (int i = 0; i < journey.steps().size() && broken.isEmpty(); i++) {
            Step step = journey.steps().get(i);
            String where = "step " + (i + 1) + " of journey " + journey.name() + ": ";
            try {
                if (step instanceof Step.Call call) {
                    Exchange exchange = send(call, trace, values);
                    exchanges.add(exchange);
                    broken = answered(call, exchange, where);
                    otherwise = !broken.isEmpty() && exchange.answered();
                    broken = broken.isEmpty() ? save(call, exchange, values, where) : broken;
                } else {
                    broken = await((Step.Eventually) step, values, where);
                }
            } catch (OperationException | DescriptionException | AccessException e) {
                broken = where + e.getMessage();
            }
        }
        return new Attempt(new JourneyRun(journey.name(), trace, exchanges, broken), otherwise);
    }

    private Exchange send(Step.Call call, String trace, Map<String, String> values) throws InterruptedException {
        Prepared prepared = operations.prepare(
                call.service(),
                call.operation(),
                new Operations.Inputs(
                        call.as(), call.body(), filled(call.headers(), values), filled(call.pathParameters(), values)));
        Exchange exchange =
                voyage.http().send(prepared.request().header("traceparent", "00-" + trace + "-" + hex(8) + "-01"));
        values.putAll(prepared.members());
        return exchange;
    }

    /** What is wrong with the answer's status, or nothing. */
    private static String answered(Step.Call call, Exchange exchange, String where) {
        if (!exchange.answered()) {
            return where + exchange.method() + " " + exchange.url() + " got no answer: " + exchange.failure();
        }
        boolean expected = call.expectStatus().map(s -> s == exchange.status()).orElse(exchange.status() / 100 == 2);
        return expected
                ? ""
                : where + exchange.method() + " " + exchange.url() + " was answered " + exchange.status()
                        + " instead of "
                        + call.expectStatus().map(String::valueOf).orElse("2xx");
    }

    private static String save(Step.Call call, Exchange exchange, Map<String, String> values, String where) {
        if (call.save().isEmpty()) {
            return "";
        }
        JsonNode answer;
        try {
            answer = JSON.readTree(exchange.responseBody());
        } catch (JacksonException e) {
            return where + "the answer is not JSON, nothing to save from it";
        }
        for (Map.Entry<String, String> save : call.save().entrySet()) {
            JsonNode value = answer.at(save.getValue());
            if (!value.isValueNode() || value.isNull()) {
                return where + "the answer has no value at " + save.getValue() + " to save as " + save.getKey();
            }
            values.put(save.getKey(), value.asString());
        }
        return "";
    }

    private String await(Step.Eventually step, Map<String, String> values, String where) throws InterruptedException {
        Duration limit = step.within().compareTo(voyage.remaining()) < 0 ? step.within() : voyage.remaining();
        long end = System.nanoTime() + limit.toNanos();
        while (true) {
            String last = databases.value(voyage.environment().resource(step.resource()), step.query(), values);
            if (last.equals(step.equals())) {
                return "";
            }
            if (System.nanoTime() >= end) {
                return where + "within " + limit.toMillis() + " ms \"" + step.query() + "\" on " + step.resource()
                        + " should have become " + step.equals() + ", but was last " + last;
            }
            Thread.sleep(POLL.toMillis());
        }
    }

    private static Map<String, String> filled(Map<String, String> templates, Map<String, String> values) {
        Map<String, String> filled = new LinkedHashMap<>();
        templates.forEach((name, template) -> filled.put(name, fill(template, values)));
        return filled;
    }

    private static String fill(String template, Map<String, String> values) {
        String text = template;
        for (Map.Entry<String, String> value : values.entrySet()) {
            text = text.replace("${" + value.getKey() + "}", value.getValue());
        }
        int open = text.indexOf("${");
        if (open >= 0) {
            throw new OperationException("nothing was saved for "
                    + Optional.of(text.substring(open))
                            .map(t -> t.substring(0, t.indexOf('}') + 1))
                            .orElse(text));
        }
        return text;
    }

    private static String hex(int bytes) {
        byte[] id = new byte[bytes];
        IDS.nextBytes(id);
        return HexFormat.of().formatHex(id);
    }
}
