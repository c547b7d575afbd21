package dev.seatrial.suite.access;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * A query whose named placeholders became question marks.
 *
 * @param sql for a prepared statement
 * @param values in the order of the question marks
 */
record NamedParameters(String sql, List<String> values) {

    /** Quoted text, casts ({@code ::text}) and comments hold no placeholders. */
    private static final Pattern PLACEHOLDER =
            Pattern.compile("'(?:[^']|'')*'|\"(?:[^\"]|\"\")*\"|--[^\\n]*|::|:([A-Za-z_][A-Za-z0-9_]*)");

    NamedParameters {
        values = List.copyOf(values);
    }

    static NamedParameters of(String query, Map<String, String> parameters) {
        List<String> values = new ArrayList<>();
        String sql = PLACEHOLDER.matcher(query).replaceAll(match -> replacement(match, query, parameters, values));
        return new NamedParameters(sql, values);
    }

    private static String replacement(
            MatchResult match, String query, Map<String, String> parameters, List<String> values) {
        String name = match.group(1);
        if (name == null) {
            return java.util.regex.Matcher.quoteReplacement(match.group());
        }
        String value = parameters.get(name);
        if (value == null) {
            throw new AccessException("no value for :" + name + " in \"" + query + "\"; there are "
                    + parameters.keySet().stream().sorted().toList());
        }
        values.add(value);
        return "?";
    }
}
