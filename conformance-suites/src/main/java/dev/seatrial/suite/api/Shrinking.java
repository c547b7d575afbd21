package dev.seatrial.suite.api;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Makes a body smaller as long as it stays what it claims to be and still shows the flaw. */
final class Shrinking {

    private static final JsonNodeFactory NODES = new JsonMapper().getNodeFactory();
    private static final int MOST_TRIES = 30;

    private Shrinking() {}

    /** Says of a smaller body whether it will do. */
    interface Trial {
        /** Whether the body is still what it claims to be; sends nothing. */
        boolean keepsClaim(JsonNode body);

        /** Whether the flaw still shows; sends a request. */
        boolean showsFlaw(JsonNode body) throws InterruptedException;
    }

    /** The smallest body that was found with a bounded number of requests. */
    static JsonNode smallest(JsonNode body, Trial trial) throws InterruptedException {
        JsonNode best = body;
        int tries = 0;
        boolean smaller = true;
        while (smaller && tries < MOST_TRIES) {
            smaller = false;
            for (JsonNode candidate : candidates(best)) {
                if (tries < MOST_TRIES && trial.keepsClaim(candidate)) {
                    tries++;
                    if (trial.showsFlaw(candidate)) {
                        best = candidate;
                        smaller = true;
                        break;
                    }
                }
            }
        }
        return best;
    }

    /** Smaller values, the greatest cuts first; each is smaller by a measure, so that shrinking ends. */
    static List<JsonNode> candidates(JsonNode value) {
        List<JsonNode> smaller = new ArrayList<>();
        if (value instanceof ObjectNode object) {
            for (Map.Entry<String, JsonNode> member : object.properties()) {
                ObjectNode without = object.deepCopy();
                without.remove(member.getKey());
                smaller.add(without);
            }
            for (Map.Entry<String, JsonNode> member : object.properties()) {
                for (JsonNode less : candidates(member.getValue())) {
                    ObjectNode with = object.deepCopy();
                    with.set(member.getKey(), less);
                    smaller.add(with);
                }
            }
        } else if (value instanceof ArrayNode array) {
            for (int i = 0; i < array.size(); i++) {
                ArrayNode without = array.deepCopy();
                without.remove(i);
                smaller.add(without);
            }
        } else if (value.isString() && value.asString().length() > 1) {
            smaller.add(NODES.stringNode("a"));
            smaller.add(NODES.stringNode(
                    value.asString().substring(0, value.asString().length() / 2)));
        } else if (value.isIntegralNumber() && value.asLong() > 1) {
            smaller.add(NODES.numberNode(1));
            smaller.add(NODES.numberNode(value.asLong() / 2));
        }
        return smaller;
    }
}
