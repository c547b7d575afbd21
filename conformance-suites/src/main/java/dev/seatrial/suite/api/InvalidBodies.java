package dev.seatrial.suite.api;

import dev.seatrial.suite.api.Draft.Fault;
import dev.seatrial.suite.openapi.ApiDescription;
import dev.seatrial.suite.openapi.DescribedSchemas;
import dev.seatrial.suite.openapi.DescribedSchemas.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Bodies that break their schema in exactly one place, made from one that conforms. */
final class InvalidBodies {

    private static final JsonNodeFactory NODES = new JsonMapper().getNodeFactory();
    private static final int LONGEST = 4096;

    private final ApiDescription description;
    private final DescribedSchemas schemas;

    InvalidBodies(ApiDescription description, DescribedSchemas schemas) {
        this.description = description;
        this.schemas = schemas;
    }

    /** A body and what is wrong with it. */
    record Invalid(JsonNode body, Fault fault) {}

    /** Every body that could be made; each is known to be invalid for its one fault. */
    List<Invalid> of(JsonNode schema, JsonNode valid) {
        List<Invalid> all = new ArrayList<>();
        walk(schema, schema, valid, valid, "", all);
        return all;
    }

    /** The one fault of a body, if it has exactly one. */
    Optional<Fault> onlyFault(JsonNode schema, JsonNode body) {
        List<Problem> problems = schemas.problems(schema, body);
        return problems.size() == 1
                ? Optional.of(new Fault(problems.get(0).at(), problems.get(0).keyword()))
                : Optional.empty();
    }

    private void walk(JsonNode root, JsonNode given, JsonNode whole, JsonNode here, String at, List<Invalid> into) {
        JsonNode schema = description.resolve(given);
        for (JsonNode wrong : wrong(schema, here)) {
            keep(root, replace(whole, at, wrong), into);
        }
        if (here instanceof ObjectNode object) {
            for (Map.Entry<String, JsonNode> property :
                    schema.path("properties").properties()) {
                String below = at + "/" + property.getKey().replace("~", "~0").replace("/", "~1");
                if (object.has(property.getKey())) {
                    ObjectNode without = object.deepCopy();
                    without.remove(property.getKey());
                    keep(root, replace(whole, at, without), into);
                    walk(root, property.getValue(), whole, object.get(property.getKey()), below, into);
                }
            }
            ObjectNode more = object.deepCopy();
            more.put("seatrialUnknown", "x");
            keep(root, replace(whole, at, more), into);
        } else if (here instanceof ArrayNode array && !array.isEmpty()) {
            walk(root, schema.path("items"), whole, array.get(0), at + "/0", into);
        }
        for (JsonNode part : schema.path("allOf")) {
            walk(root, part, whole, here, at, into);
        }
    }

    /** Only what really is invalid, in one place, is kept: a schema may allow what looks wrong. */
    private void keep(JsonNode root, JsonNode body, List<Invalid> into) {
        onlyFault(root, body)
                .map(fault -> new Invalid(body, fault))
                .filter(invalid -> !into.contains(invalid))
                .ifPresent(into::add);
    }

    private static List<JsonNode> wrong(JsonNode schema, JsonNode here) {
        List<JsonNode> wrong = new ArrayList<>();
        wrong.add(NODES.nullNode());
        wrong.add(here.isString() ? NODES.numberNode(12) : NODES.stringNode("seatrial"));
        wrong.add(here.isObject() ? NODES.arrayNode() : NODES.objectNode());
        if (here.isNumber()) {
            for (String bound : new String[] {"minimum", "exclusiveMinimum", "maximum", "exclusiveMaximum"}) {
                if (schema.path(bound).isNumber()) {
                    int step = bound.startsWith("exclusive") ? 0 : bound.equals("minimum") ? -1 : 1;
                    wrong.add(NODES.numberNode(
                            schema.path(bound).decimalValue().add(java.math.BigDecimal.valueOf(step))));
                }
            }
            wrong.add(NODES.numberNode(0.5));
            wrong.add(NODES.numberNode(-1));
        }
        if (here.isString()) {
            wrong.add(NODES.stringNode(""));
            if (schema.path("maxLength").asInt(LONGEST) < LONGEST) {
                wrong.add(NODES.stringNode("x".repeat(schema.path("maxLength").asInt() + 1)));
            }
            wrong.add(NODES.stringNode("\u0001 not as described"));
        }
        return wrong;
    }

    private static JsonNode replace(JsonNode whole, String at, JsonNode value) {
        if (at.isEmpty()) {
            return value;
        }
        JsonNode copy = whole.deepCopy();
        int last = at.lastIndexOf('/');
        JsonNode parent = copy.at(at.substring(0, last));
        String name = at.substring(last + 1).replace("~1", "/").replace("~0", "~");
        if (parent instanceof ObjectNode object) {
            object.set(name, value);
        } else if (parent instanceof ArrayNode array) {
            array.set(Integer.parseInt(name), value);
        }
        return copy;
    }
}
