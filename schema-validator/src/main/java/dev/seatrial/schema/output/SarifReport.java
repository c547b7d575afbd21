package dev.seatrial.schema.output;

import dev.seatrial.schema.SchemaProblem;
import dev.seatrial.schema.json.JsonText;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The findings as SARIF.
 *
 * @see <a href="https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html">SARIF 2.1.0</a>
 */
final class SarifReport {
    private SarifReport() {}

    static String of(Tally tally) {
        List<Object> rules = tally.found().stream()
                .map(found -> rule(found.problem()))
                .distinct()
                .map(rule -> (Object) Map.of("id", rule))
                .toList();
        Map<String, Object> driver = new LinkedHashMap<>();
        driver.put("name", "seatrial schema");
        driver.put("rules", rules);
        Map<String, Object> run = new LinkedHashMap<>();
        run.put("tool", Map.of("driver", driver));
        run.put("results", tally.found().stream().map(SarifReport::result).toList());
        Map<String, Object> report = new LinkedHashMap<>();
        report.put("$schema", "https://json.schemastore.org/sarif-2.1.0.json");
        report.put("version", "2.1.0");
        report.put("runs", List.of(run));
        return JsonText.of(report);
    }

    private static String rule(SchemaProblem problem) {
        return problem.kind().name().toLowerCase(Locale.ROOT) + "/" + problem.keyword();
    }

    private static Map<String, Object> result(Found found) {
        SchemaProblem problem = found.problem();
        Map<String, Object> region = new LinkedHashMap<>();
        region.put("startLine", (long) problem.position().line());
        region.put("startColumn", (long) problem.position().column());
        Map<String, Object> physical = new LinkedHashMap<>();
        physical.put("artifactLocation", Map.of("uri", uri(found.source())));
        physical.put("region", region);
        Map<String, Object> location = new LinkedHashMap<>();
        location.put("physicalLocation", physical);
        location.put(
                "logicalLocations",
                List.of(Map.of("fullyQualifiedName", problem.pointer().isEmpty() ? "/" : problem.pointer())));
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("ruleId", rule(problem));
        result.put("level", "error");
        result.put("message", Map.of("text", problem.sentence()));
        result.put("locations", List.of(location));
        return result;
    }

    private static String uri(String source) {
        String path = source.replace('\\', '/');
        // A colon in the first segment would be a scheme.
        String safe = path.indexOf(':') >= 0 && !path.startsWith("/") ? "./" + path : path;
        try {
            return new URI(null, null, safe, null).toASCIIString();
        } catch (URISyntaxException e) {
            return URLEncoder.encode(safe, StandardCharsets.UTF_8);
        }
    }
}
