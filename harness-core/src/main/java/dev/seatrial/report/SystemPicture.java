package dev.seatrial.report;

import dev.seatrial.check.Outcome;
import dev.seatrial.link.LinkId;
import dev.seatrial.report.Layers.Node;
import dev.seatrial.report.Part.Kind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The system as a picture: from the outside on the left over the services to the resources on the right, each link in the
 * colour of what happened on it.
 */
final class SystemPicture {

    private static final int BOX_WIDTH = 148;
    private static final int BOX_HEIGHT = 46;
    private static final int COLUMN = 250;
    private static final int ROW = 78;
    private static final int MARGIN = 12;
    private static final List<String> STATES = List.of("idle", "used", "faulted", "failed");

    private final Report report;
    private final Map<String, Integer> columns = new LinkedHashMap<>();
    private final Layers layers = new Layers();
    private final Map<LinkSummary, List<Node>> passed = new HashMap<>();

    private SystemPicture(Report report) {
        this.report = report;
    }

    static SystemPicture of(Report report) {
        SystemPicture picture = new SystemPicture(report);
        picture.assignColumns();
        picture.columns.forEach(picture.layers::add);
        report.links().stream()
                .filter(picture::isForward)
                .forEach(link -> picture.passed.put(
                        link,
                        picture.layers.join(
                                link.consumer(),
                                picture.column(link.consumer()),
                                link.provider(),
                                picture.column(link.provider()))));
        picture.layers.settle();
        return picture;
    }

    /** What happened on a link, as the name of a class of the style sheet. */
    static String state(LinkSummary link) {
        if (link.failed() > 0) {
            return "failed";
        }
        if (link.faulted() + link.disturbed() > 0) {
            return "faulted";
        }
        return link.requests() + link.connections() > 0 ? "used" : "idle";
    }

    String svg() {
        int width = MARGIN * 2 + columns.values().stream().max(Integer::compare).orElse(0) * COLUMN + BOX_WIDTH;
        int height = MARGIN * 2 + (int) Math.round(layers.rows() * ROW);
        StringBuilder svg = new StringBuilder("<svg viewBox=\"0 0 " + width + " " + height + "\" width=\"" + width
                + "\" role=\"img\" aria-label=\"The services and resources of the system and what happened on the links"
                + " between them; the table below says the same\"><defs>");
        STATES.forEach(state -> svg.append("<marker id=\"arrow-" + state + "\" class=\"arrow " + state
                + "\" viewBox=\"0 0 10 10\" refX=\"9\" refY=\"5\" markerWidth=\"11\" markerHeight=\"11\""
                + " markerUnits=\"userSpaceOnUse\" orient=\"auto\"><path d=\"M0 0.5L10 5L0 9.5z\"/></marker>"));
        svg.append("</defs>");
        // What went wrong is drawn last, over the rest.
        report.links().stream()
                .filter(link -> columns.containsKey(link.consumer()) && columns.containsKey(link.provider()))
                .sorted(Comparator.comparingInt(link -> STATES.indexOf(state(link))))
                .forEach(link -> svg.append(line(link)));
        columns.keySet().forEach(name -> svg.append(box(name)));
        return svg.append("</svg>").toString();
    }

    /** A service stands as far right as the longest way from the outside, a resource right of all services. */
    private void assignColumns() {
        if (report.links().stream().anyMatch(link -> link.consumer().equals(LinkId.OUTSIDE))) {
            columns.put(LinkId.OUTSIDE, 0);
        }
        List<String> services = report.parts().stream()
                .filter(part -> part.kind() == Kind.SERVICE)
                .map(Part::name)
                .toList();
        services.forEach(name -> columns.put(name, 1));
        // A cycle must not push its services right for ever.
        for (int round = 0; round < services.size(); round++) {
            for (LinkSummary link : report.links()) {
                if (services.contains(link.consumer()) && services.contains(link.provider())) {
                    int after = Math.min(services.size(), column(link.consumer()) + 1);
                    columns.merge(link.provider(), after, Math::max);
                }
            }
        }
        int last = columns.values().stream().max(Integer::compare).orElse(0) + 1;
        report.parts().stream()
                .filter(part -> part.kind() != Kind.SERVICE)
                .forEach(part -> columns.put(part.name(), last));
    }

    private int column(String name) {
        return columns.getOrDefault(name, 0);
    }

    private boolean isForward(LinkSummary link) {
        return columns.containsKey(link.consumer())
                && columns.containsKey(link.provider())
                && column(link.consumer()) < column(link.provider());
    }

    private double left(int column) {
        return MARGIN + (double) column * COLUMN;
    }

    private double middle(Node node) {
        return MARGIN + layers.middle(node) * ROW;
    }

    private double middle(String name) {
        return middle(new Node(name, column(name), 1));
    }

    private String line(LinkSummary link) {
        String path = passed.containsKey(link) ? forward(link) : backward(link);
        String state = state(link);
        return "<g class=\"link " + state + "\"><path d=\"" + path + "\" marker-end=\"url(#arrow-" + state + ")\"/>"
                + "<title>" + Html.text(words(link)) + "</title></g>";
    }

    private String forward(LinkSummary link) {
        StringBuilder path = new StringBuilder();
        double x = left(column(link.consumer())) + BOX_WIDTH;
        double y = port(link, true);
        path.append(number("M%.0f %.1f", x, y));
        for (Node node : passed.getOrDefault(link, List.of())) {
            path.append(curve(x, y, left(node.column()), middle(node)));
            x = left(node.column()) + BOX_WIDTH;
            y = middle(node);
            path.append(number("L%.0f %.1f", x, y));
        }
        return path + curve(x, y, left(column(link.provider())), port(link, false));
    }

    private static String curve(double x1, double y1, double x2, double y2) {
        double half = (x2 - x1) / 2;
        return number("C%.0f %.1f %.0f %.1f %.0f %.1f", x1 + half, y1, x2 - half, y2, x2, y2);
    }

    /** Back or within one column: below the boxes. */
    private String backward(LinkSummary link) {
        double x1 = left(column(link.consumer())) + BOX_WIDTH * 0.6;
        double x2 = left(column(link.provider())) + BOX_WIDTH * 0.4;
        double y1 = middle(link.consumer()) + BOX_HEIGHT / 2.0;
        double y2 = middle(link.provider()) + BOX_HEIGHT / 2.0;
        return number("M%.0f %.1fC%.0f %.1f %.0f %.1f %.0f %.1f", x1, y1, x1, y1 + 34, x2, y2 + 34, x2, y2);
    }

    /** The lines at one side of a box are spread over it, in the order of where they go. */
    private double port(LinkSummary link, boolean out) {
        String box = out ? link.consumer() : link.provider();
        List<LinkSummary> beside = new ArrayList<>(passed.keySet().stream()
                .filter(other -> (out ? other.consumer() : other.provider()).equals(box))
                .sorted(Comparator.comparingDouble((LinkSummary other) -> next(other, out))
                        .thenComparing(LinkSummary::name))
                .toList());
        double share = (beside.indexOf(link) + 1.0) / (beside.size() + 1.0);
        return middle(box) + (share - 0.5) * (BOX_HEIGHT - 8);
    }

    private double next(LinkSummary link, boolean out) {
        List<Node> way = passed.getOrDefault(link, List.of());
        if (way.isEmpty()) {
            return middle(out ? link.provider() : link.consumer());
        }
        return middle(out ? way.get(0) : way.get(way.size() - 1));
    }

    private static String words(LinkSummary link) {
        String traffic = link.requests() > 0 ? link.requests() + " requests" : link.connections() + " connections";
        return link.consumer() + " → " + link.provider() + ": " + traffic + ", " + link.failed() + " failed, "
                + (link.disturbed() == 0 ? "" : link.disturbed() + " failed while a check disturbed the system, ")
                + link.faulted() + " hit by a fault"
                + (link.faults().isEmpty() ? "" : " (" + String.join(", ", link.faults()) + ")");
    }

    private String box(String name) {
        String kind = report.parts().stream()
                .filter(part -> part.name().equals(name))
                .findFirst()
                .map(part -> part.kind().name().toLowerCase(Locale.ROOT))
                .orElse("outside");
        boolean violated = report.standing(Outcome.Violated.class).stream()
                .anyMatch(result -> result.subject()
                        .filter(subject -> subject.service().equals(name))
                        .isPresent());
        double x = left(column(name));
        double y = middle(name);
        String shown = name.length() <= 17 ? name : name.substring(0, 16) + "…";
        String below = kind.equals("outside") ? "the checks" : violated ? kind + ", violates" : kind;
        return "<g class=\"part " + kind + (violated ? " violated" : "") + "\">"
                + number(
                        "<rect x=\"%.0f\" y=\"%.1f\" width=\"%d\" height=\"%d\" rx=\"%d\"/>",
                        x, y - BOX_HEIGHT / 2.0, BOX_WIDTH, BOX_HEIGHT, kind.equals("service") ? 9 : 23)
                + number("<text x=\"%.0f\" y=\"%.1f\">", x + BOX_WIDTH / 2.0, y - 2)
                + Html.text(shown)
                + number("</text><text class=\"kind\" x=\"%.0f\" y=\"%.1f\">", x + BOX_WIDTH / 2.0, y + 14)
                + below
                + "</text><title>"
                + Html.text(name)
                + "</title></g>";
    }

    private static String number(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
