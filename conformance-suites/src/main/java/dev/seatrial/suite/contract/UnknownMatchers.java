package dev.seatrial.suite.contract;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** Names of matchers that no version of the specification has; pact-jvm would silently take them for equality. */
final class UnknownMatchers {

    /** Pact specification, versions 2 to 4. */
    private static final Set<String> KNOWN = Set.of(
            "arrayContains",
            "boolean",
            "contentType",
            "date",
            "datetime",
            "decimal",
            "eachKey",
            "eachValue",
            "equality",
            "include",
            "integer",
            "notEmpty",
            "null",
            "number",
            "regex",
            "semver",
            "statusCode",
            "time",
            "timestamp",
            "type",
            "values");

    private UnknownMatchers() {}

    /** The unknown names under the matching rules of a request and a response. */
    static List<String> in(JsonNode interaction) {
        List<String> unknown = new ArrayList<>();
        collect(interaction.path("response").path("matchingRules"), unknown);
        collect(interaction.path("request").path("matchingRules"), unknown);
        return unknown.stream().distinct().toList();
    }

    private static void collect(JsonNode node, List<String> into) {
        for (Map.Entry<String, JsonNode> member : node.properties()) {
            if (member.getKey().equals("match")
                    && member.getValue().isString()
                    && !KNOWN.contains(member.getValue().asString())) {
                into.add(member.getValue().asString());
            }
            collect(member.getValue(), into);
        }
        if (node.isArray()) {
            node.forEach(element -> collect(element, into));
        }
    }
}
