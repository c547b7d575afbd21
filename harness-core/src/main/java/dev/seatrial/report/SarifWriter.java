package dev.seatrial.report;

import dev.seatrial.check.Finding;
import dev.seatrial.check.Outcome;
import dev.seatrial.check.Requirement;
import dev.seatrial.check.Requirement.Level;
import dev.seatrial.run.CheckResult;
import dev.seatrial.run.Outcomes;
import java.util.Optional;
import java.util.TreeMap;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The report as SARIF 2.1.0, for code scanning. What a result is about is its logical location: a service, or a part of one. */
public final class SarifWriter implements ReportWriter {

    private static final JsonMapper MAPPER =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    @Override
    public String id() {
        return "sarif";
    }

    @Override
    public Optional<String> file() {
        return Optional.of("report.sarif");
    }

    @Override
    public String text(Report report) {
        ObjectNode root = MAPPER.createObjectNode();
        root.put("$schema", "https://json.schemastore.org/sarif-2.1.0.json");
        root.put("version", "2.1.0");
        ObjectNode run = root.putArray("runs").addObject();
        ObjectNode driver = run.putObject("tool").putObject("driver");
        driver.put("name", "Seatrial");
        driver.put("semanticVersion", report.tool());
        rules(driver.putArray("rules"), report);
        ArrayNode results = run.putArray("results");
        report.results().forEach(result -> results(results, result));
        return MAPPER.writeValueAsString(root) + "\n";
    }

    private static void rules(ArrayNode rules, Report report) {
        TreeMap<String, Requirement> byId = new TreeMap<>();
        report.results().forEach(r -> byId.put(r.requirement().id(), r.requirement()));
        byId.values().forEach(requirement -> {
            ObjectNode rule = rules.addObject();
            rule.put("id", requirement.id());
            rule.putObject("shortDescription").put("text", requirement.title());
            rule.putObject("fullDescription").put("text", requirement.why());
            rule.putObject("help").put("text", requirement.why() + "\nSource: " + requirement.source());
            rule.putObject("defaultConfiguration").put("level", level(requirement.level()));
            rule.putObject("properties").putArray("tags").add(requirement.suite());
        });
    }

    private static void results(ArrayNode results, CheckResult result) {
        if (result.outcome() instanceof Outcome.Violated violated) {
            for (Finding finding : violated.findings()) {
                Level level = finding.level().orElse(result.requirement().level());
                String text = finding.did() + "\nsaw: " + finding.saw() + "\nexpected: " + finding.expected()
                        + "\nmend: " + finding.mend();
                result(results.addObject(), result, "fail", level(level), text);
            }
            return;
        }
        String kind = result.outcome() instanceof Outcome.Satisfied
                ? "pass"
                : result.outcome() instanceof Outcome.Inapplicable ? "notApplicable" : "open";
        // SARIF 2.1.0 §3.27.10: where kind is not "fail", the level is "none".
        result(results.addObject(), result, kind, "none", Outcomes.detail(result.outcome()));
    }

    private static void result(ObjectNode node, CheckResult result, String kind, String level, String text) {
        node.put("ruleId", result.requirement().id());
        node.put("kind", kind);
        node.put("level", level);
        node.putObject("message").put("text", text);
        ObjectNode location = node.putArray("locations").addObject();
        ObjectNode file = location.putObject("physicalLocation");
        file.putObject("artifactLocation").put("uri", "seatrial.yaml");
        file.putObject("region").put("startLine", 1);
        result.subject()
                .ifPresent(subject -> location.putArray("logicalLocations")
                        .addObject()
                        .put("fullyQualifiedName", subject.toString()));
        node.putObject("partialFingerprints").put("seatrial/v1", result.name());
        result.waiver()
                .ifPresent(waiver -> node.putArray("suppressions")
                        .addObject()
                        .put("kind", "external")
                        .put("status", "accepted")
                        .put("justification", waiver.reason() + " (until " + waiver.expires() + ")"));
    }

    private static String level(Level level) {
        return switch (level) {
            case MUST -> "error";
            case SHOULD -> "warning";
            case MAY -> "note";
        };
    }
}
