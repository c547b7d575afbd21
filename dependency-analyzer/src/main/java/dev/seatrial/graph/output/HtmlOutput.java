package dev.seatrial.graph.output;

import dev.seatrial.graph.model.Comparison;
import dev.seatrial.graph.model.Component;
import dev.seatrial.graph.model.Edge;
import dev.seatrial.graph.model.EdgeKind;
import dev.seatrial.graph.model.Endpoint;
import dev.seatrial.graph.model.Graph;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The graph as one page that needs nothing else: {@code graph.html} is its frame. */
final class HtmlOutput {

    private static final Pattern SLOT = Pattern.compile("\\{\\{([a-z-]+)}}");
    /** Places shown of one line; a page must stay small however often something is called. */
    private static final int MOST_PLACES = 12;

    private HtmlOutput() {}

    static String of(Graph graph, Snippets snippets) {
        Layout layout = ElkLayout.of(graph);
        StringBuilder picture = new StringBuilder();
        SvgOutput.body(layout, picture);
        Map<String, String> slots = new HashMap<>();
        slots.put("svg-style", Resources.text("graph.svg.css"));
        slots.put("style", Resources.text("graph.css"));
        slots.put("script", Resources.text("graph.js"));
        slots.put(
                "summary",
                Counted.of(graph.components().size(), "component") + ", "
                        + Counted.of(layout.arrows().size(), "dependency") + ", "
                        + Counted.of(graph.endpoints().size(), "endpoint"));
        slots.put("kinds", kinds(layout, graph.components().size() > ElkLayout.LARGE));
        slots.put("width", SvgOutput.number(Math.max(200, layout.width())));
        slots.put("height", SvgOutput.number(Math.max(120, layout.height())));
        slots.put("picture", picture.toString());
        slots.put("list", list(graph, snippets));
        slots.put("notes", components(graph) + notes(graph));
        return SLOT.matcher(Resources.text("graph.html"))
                .replaceAll(slot -> Matcher.quoteReplacement(slots.getOrDefault(slot.group(1), "")));
    }

    private static String kinds(Layout layout, boolean large) {
        StringBuilder text = new StringBuilder();
        for (EdgeKind kind : SvgOutput.kinds(layout)) {
            boolean on = !(large && ElkLayout.BACKGROUND.contains(kind));
            text.append("<button type=\"button\" class=\"")
                    .append(SvgOutput.css(kind.word()))
                    .append("\" data-kind=\"")
                    .append(kind.word())
                    .append("\" aria-pressed=\"")
                    .append(on)
                    .append("\">")
                    .append(kind.word())
                    .append("</button>");
        }
        return text.toString();
    }

    private static String list(Graph graph, Snippets snippets) {
        StringBuilder text = new StringBuilder();
        for (Lines line : Lines.of(graph)) {
            String all = line.from() + " " + line.to() + " " + line.kind() + " " + line.tiers() + " "
                    + line.edges().stream()
                            .map(e -> e.method() + " " + e.path() + " " + e.topic() + " " + e.place())
                            .collect(Collectors.joining(" "));
            text.append("<li data-from=\"")
                    .append(html(line.from()))
                    .append("\" data-to=\"")
                    .append(html(line.to()))
                    .append("\" data-kind=\"")
                    .append(line.kind())
                    .append("\" data-text=\"")
                    .append(html(all.toLowerCase(Locale.ROOT)))
                    .append("\"><button type=\"button\" class=\"")
                    .append(SvgOutput.css(line.kind()))
                    .append("\">")
                    .append(html(line.from()))
                    .append(" → ")
                    .append(html(line.to()))
                    .append(" <small>")
                    .append(line.kind())
                    .append(", ")
                    .append(line.tiers())
                    .append("</small></button><template>");
            detail(line, snippets, text);
            text.append("</template></li>\n");
        }
        return text.toString();
    }

    private static void detail(Lines line, Snippets snippets, StringBuilder text) {
        text.append("<h2>")
                .append(html(line.from()))
                .append(" → ")
                .append(html(line.to()))
                .append("</h2><small>")
                .append(line.kind())
                .append(line.waits() ? ", waits for the answer" : ", does not wait")
                .append("</small>");
        line.edges().stream().limit(MOST_PLACES).forEach(e -> place(e, snippets, text));
        if (line.edges().size() > MOST_PLACES) {
            text.append("<p>and ")
                    .append(line.edges().size() - MOST_PLACES)
                    .append(" more places; the JSON form has all</p>");
        }
    }

    private static void place(Edge edge, Snippets snippets, StringBuilder text) {
        String what =
                (edge.method() + " " + edge.path() + " " + edge.topic()).strip().replaceAll("\\s+", " ");
        text.append("<h3>")
                .append(html(what.isEmpty() ? edge.kind().word() : what))
                .append(" <small>")
                .append(edge.tier().word())
                .append("</small></h3><span class=\"place\">")
                .append(html(edge.place().toString()))
                .append("</span>");
        List<Snippets.Line> lines = snippets.around(edge.place());
        if (!lines.isEmpty()) {
            text.append("<pre>");
            for (Snippets.Line line : lines) {
                String shown = String.format(Locale.ROOT, "%4d  %s", line.number(), line.text());
                text.append(
                        line.number() == edge.place().line()
                                ? "<mark>" + html(shown) + "</mark>\n"
                                : html(shown) + "\n");
            }
            text.append("</pre>");
        }
    }

    private static String components(Graph graph) {
        StringBuilder text = new StringBuilder();
        Map<String, List<Endpoint>> offered =
                graph.endpoints().stream().collect(Collectors.groupingBy(Endpoint::component));
        for (Component component : graph.components()) {
            text.append("<template data-name=\"")
                    .append(html(component.name()))
                    .append("\"><h2>")
                    .append(html(component.name()))
                    .append("</h2><small>")
                    .append(component.kind().word())
                    .append(", named by ")
                    .append(html(component.namedBy()))
                    .append("</small>");
            List<Endpoint> endpoints = offered.getOrDefault(component.name(), List.of());
            if (!endpoints.isEmpty()) {
                text.append("<h3>Endpoints</h3><ul>");
                endpoints.forEach(e -> text.append("<li>")
                        .append(html(e.method() + " " + e.base() + e.path()))
                        .append(" <span class=\"place\">")
                        .append(html(e.place().toString()))
                        .append("</span></li>"));
                text.append("</ul>");
            }
            text.append("</template>\n");
        }
        return text.toString();
    }

    private static String notes(Graph graph) {
        Comparison comparison = Comparison.of(graph);
        return note(
                        "seen, undeclared",
                        comparison.undeclared().stream()
                                .map(p -> p.from() + " → " + p.to() + " ("
                                        + p.kind().word() + ")")
                                .toList())
                + note(
                        "declared, never seen",
                        comparison.neverSeen().stream()
                                .map(p -> p.from() + " → " + p.to() + " ("
                                        + p.kind().word() + ")")
                                .toList())
                + note(
                        "calls to the outside",
                        graph.outside().stream()
                                .map(o -> o.from() + " → " + o.host() + "  " + o.place())
                                .toList())
                + note(
                        "warnings",
                        graph.warnings().stream().map(Object::toString).toList());
    }

    private static String note(String title, List<String> rows) {
        if (rows.isEmpty()) {
            return "";
        }
        return "<details class=\"notes\"><summary>" + rows.size() + " " + title + "</summary><ul>"
                + rows.stream().map(r -> "<li>" + html(r) + "</li>").collect(Collectors.joining("\n"))
                + "</ul></details>\n";
    }

    private static String html(String text) {
        return SvgOutput.xml(text);
    }
}
