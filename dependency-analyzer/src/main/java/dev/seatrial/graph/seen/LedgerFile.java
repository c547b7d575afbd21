package dev.seatrial.graph.seen;

import dev.seatrial.graph.config.BadFileException;
import dev.seatrial.graph.model.EdgeKind;
import dev.seatrial.graph.model.Place;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads a ledger that the proxy gave as NDJSON (docs/proxy.md); a ledger is of one link, which its rows do not name. */
final class LedgerFile {

    /** {@code orders -> payments=FILE}, or a file that is called {@code orders->payments.ndjson}. */
    private static final Pattern NAMED = Pattern.compile("\\s*([\\w.-]+?)\\s*->\\s*([\\w.-]+?)\\s*=(.+)");

    private static final Pattern FILE_NAME =
            Pattern.compile("([\\w.-]+?)\\s*->\\s*([\\w.-]+?)(\\.(ndjson|jsonl|json))?");
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private LedgerFile() {}

    /** The link and the file of an option's value. */
    record Named(String from, String to, String file) {

        static Named of(String option) throws BadFileException {
            Matcher named = NAMED.matcher(option);
            if (named.matches()) {
                return new Named(named.group(1), named.group(2), named.group(3));
            }
            Matcher byName = FILE_NAME.matcher(option.replaceFirst(".*[/\\\\]", ""));
            if (byName.matches()) {
                return new Named(byName.group(1), byName.group(2), option);
            }
            throw new BadFileException("--ledger " + option
                    + ": a ledger's rows do not name their link; write --ledger 'orders->payments=" + option
                    + "', or call the file orders->payments.ndjson");
        }
    }

    static List<Sighting> read(Named named, String text) throws BadFileException {
        List<Sighting> found = new ArrayList<>();
        Set<String> told = new HashSet<>();
        int number = 0;
        for (String line : text.lines().toList()) {
            number++;
            if (line.isBlank()) {
                continue;
            }
            JsonNode row;
            try {
                row = MAPPER.readTree(line);
            } catch (JacksonException e) {
                throw new BadFileException("line " + number + ": no valid JSON: " + e.getOriginalMessage());
            }
            if (!row.has("sequence") || !row.has("outcome")) {
                throw new BadFileException(
                        "line " + number
                                + ": no row of a ledger (\"sequence\" and \"outcome\" are missing); expected what GET /seatrial/links/{proxy}/ledger answers");
            }
            String protocol = row.path("protocol").asString("");
            EdgeKind kind = switch (protocol) {
                case "postgres" -> EdgeKind.DATA_STORE;
                case "kafka" -> EdgeKind.EVENT;
                default -> EdgeKind.HTTP;
            };
            String method = row.path("method").asString("");
            String path = Paths.template(row.path("path").asString(""));
            if (told.add(kind + " " + method + " " + path)) {
                found.add(new Sighting(
                        named.from(), named.to(), kind, new Place(named.file(), number), method, path, ""));
            }
        }
        return found;
    }
}
