package dev.seatrial.suite.api;

import dev.seatrial.suite.api.ApiObservation.Claim;
import dev.seatrial.suite.openapi.ApiOperation;
import dev.seatrial.suite.openapi.ApiOperation.Content;
import dev.seatrial.suite.openapi.ApiOperation.Parameter;
import dev.seatrial.suite.openapi.DescribedSchemas;
import dev.seatrial.suite.openapi.SchemaSamples;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.random.RandomGenerator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Plans the requests for one operation: valid ones, and ones with a single fault. */
final class Drafts {

    private static final JsonNodeFactory NODES = new JsonMapper().getNodeFactory();
    private static final int VALID = 4;
    private static final int MOST_INVALID = 24;
    private static final List<String> CANDIDATES = List.of("seatrial-none", "-1", "0", "1000000000000", "", "%", "a b");

    private final ApiOperation operation;
    private final DescribedSchemas schemas;
    private final SchemaSamples samples;
    private final InvalidBodies invalid;
    private final Random random;

    Drafts(
            ApiOperation operation,
            DescribedSchemas schemas,
            SchemaSamples samples,
            InvalidBodies invalid,
            RandomGenerator random) {
        this.operation = operation;
        this.schemas = schemas;
        this.samples = samples;
        this.invalid = invalid;
        this.random = new Random(random.nextLong());
    }

    /** The schema of the operation's JSON body, if it takes one. */
    Optional<JsonNode> bodySchema() {
        return operation.body().stream()
                .flatMap(body -> body.content().entrySet().stream())
                .filter(content -> json(content.getKey()))
                .map(Map.Entry::getValue)
                .flatMap((Content content) -> content.schema().stream())
                .findFirst();
    }

    static boolean json(String mediaType) {
        String type = mediaType.split(";", 2)[0].strip();
        return type.equals("application/json") || type.endsWith("+json");
    }

    /**
     * Requests as the description wants them, besides the example.
     *
     * @param path the object, or parameters of one that does not exist
     * @param example the owner's body
     * @param vary members that stay as the example has them, because they are made fresh there
     */
    List<Draft> valid(Map<String, String> path, Optional<JsonNode> example, Set<String> vary) {
        List<Draft> drafts = new ArrayList<>();
        Optional<JsonNode> schema = bodySchema();
        for (int i = 0; i < VALID; i++) {
            boolean minimal = i == 0;
            Draft draft = Draft.of(Claim.VALID, "generated", path).withQuery(query(minimal ? 0 : 0.7));
            if (schema.isPresent()) {
                Optional<JsonNode> body = minimal ? samples.minimal(schema.get()) : samples.full(schema.get());
                if (body.isEmpty()) {
                    continue;
                }
                draft = draft.withBody(fresh(body.get(), example, vary, schema.get()));
            } else if (draft.query().isEmpty()) {
                continue;
            }
            drafts.add(draft);
        }
        return drafts;
    }

    private JsonNode fresh(JsonNode body, Optional<JsonNode> example, Set<String> vary, JsonNode schema) {
        if (!(body.deepCopy() instanceof ObjectNode copy) || example.isEmpty()) {
            return body;
        }
        for (String member : vary) {
            if (example.get().has(member)) {
                copy.set(member, example.get().get(member));
            }
        }
        return schemas.valid(schema, copy) ? copy : body;
    }

    private Map<String, String> query(double optional) {
        Map<String, String> query = new LinkedHashMap<>();
        for (Parameter parameter : operation.parameters()) {
            if (parameter.in().equals("query") && (parameter.required() || random.nextDouble() < optional)) {
                samples.full(parameter.schema())
                        .filter(JsonNode::isValueNode)
                        .ifPresent(value -> query.put(parameter.name(), value.asString()));
            }
        }
        return query;
    }

    /** Requests with one fault each, all else as in the example. */
    List<Draft> invalid(Map<String, String> path, Optional<JsonNode> example) {
        List<Draft> drafts = new ArrayList<>();
        Optional<JsonNode> schema = bodySchema();
        if (schema.isPresent() && example.isPresent()) {
            for (InvalidBodies.Invalid body : invalid.of(schema.get(), example.get())) {
                String what = "body breaks \"" + body.fault().keyword() + "\""
                        + (body.fault().at().isEmpty()
                                ? ""
                                : " at " + body.fault().at());
                drafts.add(Draft.of(Claim.INVALID, what, path)
                        .withBody(body.body())
                        .withFault(body.fault()));
            }
        }
        for (Parameter parameter : operation.parameters()) {
            wrong(parameter).ifPresent(value -> drafts.add(invalid(path, parameter, value)));
            if (parameter.in().equals("header") && parameter.required()) {
                drafts.add(Draft.of(Claim.INVALID, "without the required header " + parameter.name(), path)
                        .withoutHeader(parameter.name()));
            }
        }
        Collections.shuffle(drafts, random);
        List<Draft> chosen = new ArrayList<>(drafts.subList(0, Math.min(drafts.size(), MOST_INVALID)));
        if (schema.isPresent() && operation.body().orElseThrow().required()) {
            chosen.add(Draft.of(Claim.INVALID, "a body that is no JSON", path).withText("{\"seatrial\": "));
            chosen.add(Draft.of(Claim.INVALID, "no body", path).withText(""));
        }
        return chosen;
    }

    private static Draft invalid(Map<String, String> path, Parameter parameter, String value) {
        String what = parameter.in() + " parameter " + parameter.name() + " = \"" + value + "\"";
        return switch (parameter.in()) {
            case "path" -> {
                Map<String, String> changed = new LinkedHashMap<>(path);
                changed.put(parameter.name(), value);
                yield Draft.of(Claim.INVALID, what, changed);
            }
            case "query" -> Draft.of(Claim.INVALID, what, path).withQuery(Map.of(parameter.name(), value));
            default -> Draft.of(Claim.INVALID, what, path).withHeader(parameter.name(), value);
        };
    }

    /** A value that the parameter's schema does not allow, in whatever way it is read. */
    private Optional<String> wrong(Parameter parameter) {
        return CANDIDATES.stream()
                .filter(value -> !parameter.in().equals("path") || !value.isEmpty())
                .filter(value -> !parameter.in().equals("query") || !value.isEmpty())
                .filter(value -> !schemas.valid(parameter.schema(), read(value)))
                .filter(value -> !schemas.valid(parameter.schema(), NODES.stringNode(value)))
                .findFirst();
    }

    private static JsonNode read(String value) {
        try {
            BigDecimal number = new BigDecimal(value);
            return number.scale() <= 0 ? NODES.numberNode(number.toBigInteger()) : NODES.numberNode(number);
        } catch (NumberFormatException e) {
            return NODES.stringNode(value);
        }
    }
}
