package dev.seatrial.report;

import dev.seatrial.run.RecordJson;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Reports as JSON and back, see {@code report.schema.json}. What was observed stands in it as JSON, not as text. */
public final class ReportJson {

    private static final JsonMapper MAPPER =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();
    private static final String OBSERVATION = "observation";
    private static final String DISTURBED = "disturbed";

    private ReportJson() {}

    /** The report as JSON text; the same report always gives the same text. */
    public static String write(Report report) {
        JsonNode tree = MAPPER.readTree(RecordJson.write(report));
        observers(tree, node -> {
            JsonNode text = node.get(OBSERVATION);
            if (text != null && text.isString()) {
                node.set(OBSERVATION, MAPPER.readTree(text.stringValue()));
            }
            sortNeeds(node);
        });
        return MAPPER.writeValueAsString(tree) + "\n";
    }

    /**
     * Reads a report.
     *
     * @throws IllegalArgumentException if it is none, or one of another version; the message says which
     */
    public static Report read(String json) {
        JsonNode tree;
        try {
            tree = MAPPER.readTree(json);
        } catch (JacksonException e) {
            throw new IllegalArgumentException(
                    "not JSON, line " + e.getLocation().getLineNr() + ": " + e.getOriginalMessage(), e);
        }
        if (!tree.isObject() || !tree.path("format").isInt()) {
            throw new IllegalArgumentException("not a report of Seatrial: no number \"format\" in it");
        }
        int format = tree.path("format").intValue();
        if (format != Report.FORMAT) {
            throw new IllegalArgumentException("the report has format " + format + ", this Seatrial reads "
                    + Report.FORMAT + "; use the version that wrote it: "
                    + tree.path("tool").asString("unknown"));
        }
        observers(tree, node -> {
            JsonNode seen = node.get(OBSERVATION);
            if (seen != null && !seen.isNull()) {
                node.set(OBSERVATION, JsonNodeFactory.instance.stringNode(compact(seen)));
            }
        });
        for (JsonNode link : tree.path("links")) {
            if (link instanceof ObjectNode object && !object.has(DISTURBED)) {
                object.put(DISTURBED, 0); // a report from before the member was added
            }
        }
        return RecordJson.read(tree.toString(), Report.class);
    }

    /** SHA-256 of the report as JSON, in hex: names exactly this report. */
    public static String hash(Report report) {
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256").digest(write(report).getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    private interface Change {
        void on(ObjectNode node);
    }

    private static void observers(JsonNode report, Change change) {
        for (JsonNode result : report.path("results")) {
            if (result instanceof ObjectNode object) {
                change.on(object);
                if (object.get("firstLook") instanceof ObjectNode first) {
                    change.on(first);
                }
            }
        }
    }

    /** A set has another order in each JVM; the text, and so its hash, must not. */
    private static void sortNeeds(ObjectNode result) {
        if (result.path("requirement").path("needs") instanceof ArrayNode needs) {
            List<String> sorted =
                    needs.valueStream().map(JsonNode::stringValue).sorted().toList();
            needs.removeAll();
            sorted.forEach(needs::add);
        }
    }

    private static String compact(JsonNode node) {
        return JsonMapper.shared().writeValueAsString(node);
    }
}
