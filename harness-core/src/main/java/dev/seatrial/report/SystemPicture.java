package dev.seatrial.report;

import dev.seatrial.link.LinkId;
import dev.seatrial.report.Part.Kind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The system as a picture: from the outside on the left over the services to the resources on the right, each link in the
 * colour of what happened on it.
 */
final class SystemPicture {

    private static final int BOX_WIDTH = 150;
    private static final int BOX_HEIGHT = 46;
    private static final int COLUMN = 250;
    private static final int ROW = 84;
    private static final int MARGIN = 14;

    private final Report report;
    private final Map<String, Integer> columns = new HashMap<>();
    private final Map<String, double[]> places = new HashMap<>();
    private int tallest = 1;

    private SystemPicture(Report report) {
        this.report = report;
    }

    static SystemPicture of(Report report) {
        SystemPicture picture = new SystemPicture(report);
        picture.layOut();
        return picture;
    }

    /** What happened on a link, as the name of a class of the style sheet. */
    static String state(LinkSummary link) {
        if (link.failed() > 0) {
            return "failed";
        }
        if (link.faulted() > 0) {
            return "faulted";
        }
        return link.requests() + link.connections() > 0 ? "used" : "idle";
    }

    String svg() {
        int width = MARGIN * 2 + columns.values().stream().max(Integer::compare).orElse(0) * COLUMN + BOX_WIDTH;
        int height = MARGIN * 2 + tallest * ROW - (ROW - BOX_HEIGHT);
        StringBuilder svg = new StringBuilder("<svg viewBox=\"0 0 " + width + " " + height + "\" width=\"" + width
                + "\" role=\"img\" aria-label=\"The services and resources of the system and what happened on the links"
                + " between them; the table below says the same\">");
        svg.append("<defs>");
        for (String state : List.of("idle", "used", "faulted", "failed")) {
            svg.append("<marker id=\"arrow-" + state + "\" class=\"arrow " + state
                    + "\" viewBox=\"0 0 10 10\" refX=\"9\" refY=\"5\" markerWidth=\"7\" markerHeight=\"7\""
                    + " orient=\"auto-start-reverse\"><path d=\"M0 0L10 5L0 10z\"/></marker>");
        }
        svg.append("</defs>");
        // What went wrong is drawn last, over the rest.
        report.links().stream()
                .sorted(java.util.Comparator.comparingInt(
                        link -> List.of("idle", "used", "faulted", "failed").indexOf(state(link))))
                .forEach(link -> svg.append(line(link)));
        places.forEach((name, at) -> svg.append(box(name, at)));
        return svg.append("</svg>").toString();
    }

    private void layOut() {
        columns.put(LinkId.OUTSIDE, 0);
        List<String> services = names(Kind.SERVICE);
        services.forEach(name -> columns.put(name, 1));
        // The longest way from the outside; more rounds than services would only follow a cycle.
        for (int round = 0; round < services.size(); round++) {
            for (LinkSummary link : report.links()) {
                if (services.contains(link.consumer()) && services.contains(link.provider())) {
                    columns.merge(link.provider(), columns.getOrDefault(link.consumer(), 1) + 1, Math::max);
                }
            }
        }
        services.forEach(name -> columns.merge(name, services.size(), Math::min));
        int last = columns.values().stream().max(Integer::compare).orElse(1) + 1;
        report.parts().stream()
                .filter(part -> part.kind() != Kind.SERVICE)
                .forEach(part -> columns.put(part.name(), last));
        if (report.links().stream().noneMatch(link -> link.consumer().equals(LinkId.OUTSIDE))) {
            columns.remove(LinkId.OUTSIDE);
        }
        place();
    }

    private void place() {
        Map<Integer, List<String>> byColumn = new HashMap<>();
        List<String> inOrder = new ArrayList<>(List.of(LinkId.OUTSIDE));
        report.parts().forEach(part -> inOrder.add(part.name()));
        inOrder.stream()
                .filter(columns::containsKey)
                .forEach(name -> byColumn.computeIfAbsent(columns.get(name), c -> new ArrayList<>())
                        .add(name));
        tallest = byColumn.values().stream().mapToInt(List::size).max().orElse(1);
        byColumn.forEach((column, names) -> {
            double free = (tallest - names.size()) * ROW / 2.0;
            for (int i = 0; i < names.size(); i++) {
                places.put(names.get(i), new double[] {MARGIN + column * COLUMN, MARGIN + free + i * ROW});
            }
        });
    }

    private List<String> names(Kind kind) {
        return report.parts().stream()
                .filter(part -> part.kind() == kind)
                .map(Part::name)
                .toList();
    }

    private String line(LinkSummary link) {
        double[] from = places.get(link.consumer());
        double[] to = places.get(link.provider());
        if (from == null || to == null) {
            return "";
        }
        String state = state(link);
        boolean back = to[0] <= from[0];
        double x1 = from[0] + (back ? BOX_WIDTH / 2.0 : BOX_WIDTH);
        double y1 = from[1] + (back ? BOX_HEIGHT : BOX_HEIGHT / 2.0);
        double x2 = to[0] + (back ? BOX_WIDTH / 2.0 : 0);
        double y2 = to[1] + (back ? BOX_HEIGHT : BOX_HEIGHT / 2.0);
        double bend = back ? 0 : (x2 - x1) / 2;
        double sag = back ? 40 : 0;
        String path = number(
                "M%.0f %.0fC%.0f %.0f %.0f %.0f %.0f %.0f", x1, y1, x1 + bend, y1 + sag, x2 - bend, y2 + sag, x2, y2);
        return "<g class=\"link " + state + "\"><path d=\"" + path + "\" marker-end=\"url(#arrow-" + state + ")\"/>"
                + "<title>" + Html.text(words(link)) + "</title></g>";
    }

    private static String words(LinkSummary link) {
        String traffic = link.requests() > 0 ? link.requests() + " requests" : link.connections() + " connections";
        return link.consumer() + " → " + link.provider() + ": " + traffic + ", " + link.failed() + " failed, "
                + link.faulted() + " hit by a fault"
                + (link.faults().isEmpty() ? "" : " (" + String.join(", ", link.faults()) + ")");
    }

    private String box(String name, double[] at) {
        String kind = report.parts().stream()
                .filter(part -> part.name().equals(name))
                .findFirst()
                .map(part -> part.kind().name().toLowerCase(Locale.ROOT))
                .orElse("outside");
        boolean violated = report.standing(dev.seatrial.check.Outcome.Violated.class).stream()
                .anyMatch(result ->
                        result.subject().filter(s -> s.service().equals(name)).isPresent());
        String shown = name.length() <= 18 ? name : name.substring(0, 17) + "…";
        return number(
                        "<g class=\"part " + kind + (violated ? " violated" : "")
                                + "\"><rect x=\"%.0f\" y=\"%.0f\" width=\"%.0f\" height=\"%.0f\" rx=\"%.0f\"/>",
                        at[0],
                        at[1],
                        (double) BOX_WIDTH,
                        (double) BOX_HEIGHT,
                        kind.equals("service") ? 9.0 : 23.0)
                + number("<text x=\"%.0f\" y=\"%.0f\">", at[0] + BOX_WIDTH / 2.0, at[1] + 20) + Html.text(shown)
                + "</text>"
                + number("<text class=\"kind\" x=\"%.0f\" y=\"%.0f\">", at[0] + BOX_WIDTH / 2.0, at[1] + 36)
                + (violated ? kind + ", violates" : kind) + "</text><title>" + Html.text(name) + "</title></g>";
    }

    private static String number(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
