package dev.seatrial.graph.rules;

import dev.seatrial.graph.config.JsonText;
import dev.seatrial.graph.model.Edge;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** A judgement in the forms that people and machines read. */
public final class Findings {

    private Findings() {}

    /** For a terminal: what, where, why, how to mend and how to allow. */
    public static String text(Judgement judgement) {
        StringBuilder text = new StringBuilder();
        for (Breach breach : judgement.open()) {
            text.append(breach.rule().id())
                    .append("  ")
                    .append(breach.rule().title())
                    .append(": ")
                    .append(breach.subject())
                    .append('\n');
            for (Edge edge : breach.edges()) {
                text.append("    ").append(said(edge)).append('\n');
            }
            text.append("  why:  ").append(breach.rule().why()).append('\n');
            text.append("  mend: ").append(breach.rule().mend()).append("\n\n");
        }
        for (Judgement.Pardon pardon : judgement.allowed()) {
            text.append("allowed until ")
                    .append(pardon.entry().expires())
                    .append(": ")
                    .append(pardon.breach().rule().id())
                    .append(' ')
                    .append(pardon.breach().subject())
                    .append(" (")
                    .append(pardon.entry().reason())
                    .append(")\n");
        }
        return text.toString();
    }

    /** For the summary of a pull request. */
    public static String markdown(Judgement judgement) {
        StringBuilder text = new StringBuilder();
        if (!judgement.open().isEmpty()) {
            text.append("| rule | what | where |\n| --- | --- | --- |\n");
            for (Breach breach : judgement.open()) {
                text.append("| ")
                        .append(breach.rule().id())
                        .append(' ')
                        .append(breach.rule().title())
                        .append(" | ")
                        .append(cell(breach.subject()))
                        .append(" | ")
                        .append(cell(String.join(
                                "; ",
                                breach.edges().stream()
                                        .map(e -> e.place().toString())
                                        .distinct()
                                        .toList())))
                        .append(" |\n");
            }
        }
        judgement
                .allowed()
                .forEach(p -> text.append("\nAllowed until ")
                        .append(p.entry().expires())
                        .append(": ")
                        .append(p.breach().rule().id())
                        .append(' ')
                        .append(cell(p.breach().subject()))
                        .append(" – ")
                        .append(cell(p.entry().reason()))
                        .append('\n'));
        return text.toString();
    }

    /** As plain values, for JSON. */
    public static List<Object> values(Judgement judgement) {
        List<Object> values = new ArrayList<>();
        judgement.open().forEach(b -> values.add(value(b, "")));
        judgement
                .allowed()
                .forEach(p -> values.add(value(p.breach(), p.entry().expires().toString())));
        return values;
    }

    private static Map<String, Object> value(Breach breach, String allowedUntil) {
        Map<String, Object> value = new LinkedHashMap<>();
        value.put("rule", breach.rule().id());
        value.put("title", breach.rule().title());
        value.put("subject", breach.subject());
        if (!allowedUntil.isEmpty()) {
            value.put("allowedUntil", allowedUntil);
        }
        List<Object> edges = new ArrayList<>();
        for (Edge edge : breach.edges()) {
            Map<String, Object> row = new LinkedHashMap<>();
            row.put("from", edge.from());
            row.put("to", edge.to());
            row.put("kind", edge.kind().word());
            row.put("file", edge.place().file());
            row.put("line", edge.place().line());
            edges.add(row);
        }
        value.put("edges", edges);
        return value;
    }

    /**
     * For code scanning.
     *
     * @see <a href="https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html">SARIF 2.1.0</a>
     */
    public static String sarif(Judgement judgement, String version) {
        ObjectNode root = JsonNodeFactory.instance.objectNode();
        root.put("$schema", "https://json.schemastore.org/sarif-2.1.0.json");
        root.put("version", "2.1.0");
        ObjectNode run = root.putArray("runs").addObject();
        ObjectNode driver = run.putObject("tool").putObject("driver");
        driver.put("name", "Seatrial graph");
        driver.put("semanticVersion", version);
        ArrayNode rules = driver.putArray("rules");
        Arrays.stream(GraphRule.values()).forEach(r -> {
            ObjectNode rule = rules.addObject();
            rule.put("id", r.id());
            rule.putObject("shortDescription").put("text", r.title());
            rule.putObject("fullDescription").put("text", r.why());
            rule.putObject("help").put("text", r.mend() + "\nSource: " + r.source());
            rule.putObject("defaultConfiguration").put("level", "error");
        });
        ArrayNode results = run.putArray("results");
        judgement.open().forEach(b -> result(results.addObject(), b));
        judgement.allowed().forEach(p -> {
            ObjectNode result = results.addObject();
            result(result, p.breach());
            result.putArray("suppressions")
                    .addObject()
                    .put("kind", "external")
                    .put("status", "accepted")
                    .put(
                            "justification",
                            p.entry().reason() + " (until " + p.entry().expires() + ")");
        });
        return JsonText.pretty(root);
    }

    private static void result(ObjectNode result, Breach breach) {
        result.put("ruleId", breach.rule().id());
        result.put("level", "error");
        result.putObject("message")
                .put(
                        "text",
                        breach.rule().title() + ": " + breach.subject() + "\nmend: "
                                + breach.rule().mend());
        // one result is one place, the first; the others are related (SARIF 2.1.0 §3.27.12, §3.27.22)
        List<Edge> edges = breach.edges();
        ArrayNode first = result.putArray("locations");
        ArrayNode related = result.putArray("relatedLocations");
        for (int i = 0; i < edges.size(); i++) {
            ObjectNode location = (i == 0 ? first : related).addObject();
            if (i > 0) {
                location.put("id", i);
            }
            ObjectNode physical = location.putObject("physicalLocation");
            physical.putObject("artifactLocation")
                    .put("uri", edges.get(i).place().file().replace(" ", "%20"));
            physical.putObject("region")
                    .put("startLine", Math.max(1, edges.get(i).place().line()));
            location.putObject("message").put("text", said(edges.get(i)));
        }
        result.putObject("partialFingerprints").put("seatrial/v1", breach.rule().id() + " " + breach.subject());
    }

    private static String said(Edge edge) {
        return edge.from() + " -> " + edge.to() + " [" + edge.kind().word() + "]  " + edge.place();
    }

    /** Text within a cell of a Markdown table. */
    public static String cell(String text) {
        return text.replace("\\", "\\\\")
                .replace("|", "\\|")
                .replace("<", "&lt;")
                .replace("\n", " ");
    }
}
