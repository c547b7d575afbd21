package dev.seatrial.graph.output;

import dev.seatrial.graph.model.EdgeKind;
import dev.seatrial.graph.model.Graph;
import dev.seatrial.graph.model.Kind;
import dev.seatrial.graph.output.Layout.Arrow;
import dev.seatrial.graph.output.Layout.Box;
import dev.seatrial.graph.output.Layout.Point;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** The graph as a picture. Colours follow the reader's light or dark; dashes tell what nobody waits for. */
final class SvgOutput {

    private static final double LEGEND = 34;

    private SvgOutput() {}

    /** A file of its own. */
    static String of(Graph graph) {
        Layout layout = ElkLayout.of(graph);
        List<EdgeKind> kinds = kinds(layout);
        double width = Math.max(layout.width(), 40 + kinds.size() * 112.0);
        StringBuilder text = new StringBuilder();
        text.append("<svg xmlns=\"http://www.w3.org/2000/svg\" role=\"img\" viewBox=\"0 0 ")
                .append(number(width))
                .append(' ')
                .append(number(layout.height() + LEGEND))
                .append("\" width=\"")
                .append(number(width))
                .append("\" height=\"")
                .append(number(layout.height() + LEGEND))
                .append("\">\n<title>Dependency graph</title>\n<style>\n")
                .append(Resources.text("graph.svg.css"))
                .append("</style>\n<rect class=\"paper\" width=\"100%\" height=\"100%\"/>\n");
        body(layout, text);
        legend(kinds, layout.height() + LEGEND / 2, text);
        return text.append("</svg>\n").toString();
    }

    /** What is drawn, without a frame. */
    static void body(Layout layout, StringBuilder text) {
        text.append(
                "<defs><marker id=\"head\" viewBox=\"0 0 8 8\" refX=\"7\" refY=\"4\" markerWidth=\"7\" markerHeight=\"7\" orient=\"auto\"><path d=\"M0 0L8 4L0 8z\" class=\"head\"/></marker></defs>\n");
        for (Arrow arrow : layout.arrows()) {
            arrow(arrow, text);
        }
        for (Box box : layout.boxes()) {
            box(box, text);
        }
    }

    static List<EdgeKind> kinds(Layout layout) {
        Set<EdgeKind> present =
                layout.arrows().stream().map(a -> a.line().edgeKind()).collect(Collectors.toSet());
        return Arrays.stream(EdgeKind.values()).filter(present::contains).toList();
    }

    private static void arrow(Arrow arrow, StringBuilder text) {
        Lines line = arrow.line();
        text.append("<g class=\"edge ")
                .append(css(line.kind()))
                .append(line.waits() ? "" : " async")
                .append(line.tiers().equals("inferred") ? " inferred" : "")
                .append("\" data-from=\"")
                .append(xml(line.from()))
                .append("\" data-to=\"")
                .append(xml(line.to()))
                .append("\" data-kind=\"")
                .append(line.kind())
                .append("\"><title>")
                .append(xml(line.from() + " → " + line.to() + " (" + line.kind() + ", " + line.tiers() + ")"))
                .append("</title><polyline marker-end=\"url(#head)\" points=\"")
                .append(arrow.points().stream().map(SvgOutput::point).collect(Collectors.joining(" ")))
                .append("\"/></g>\n");
    }

    private static void box(Box box, StringBuilder text) {
        String name = xml(box.component().name());
        double middle = box.x() + box.width() / 2;
        text.append("<g class=\"node ")
                .append(box.component().kind().word())
                .append("\" data-name=\"")
                .append(name)
                .append("\"><title>")
                .append(name)
                .append(" (")
                .append(box.component().kind().word())
                .append(")</title><rect x=\"")
                .append(number(box.x()))
                .append("\" y=\"")
                .append(number(box.y()))
                .append("\" width=\"")
                .append(number(box.width()))
                .append("\" height=\"")
                .append(number(box.height()))
                .append("\" rx=\"")
                .append(box.component().kind() == Kind.DATABASE ? 16 : 4)
                .append("\"/><text x=\"")
                .append(number(middle))
                .append("\" y=\"")
                .append(number(box.y() + 18))
                .append("\">")
                .append(name)
                .append("</text><text class=\"kind\" x=\"")
                .append(number(middle))
                .append("\" y=\"")
                .append(number(box.y() + 32))
                .append("\">")
                .append(box.component().kind().word())
                .append("</text></g>\n");
    }

    private static void legend(List<EdgeKind> kinds, double y, StringBuilder text) {
        double x = 16;
        for (EdgeKind kind : kinds) {
            text.append("<g class=\"edge ").append(css(kind.word())).append(kind.synchronous() ? "" : " async");
            text.append("\"><polyline points=\"")
                    .append(number(x))
                    .append(',')
                    .append(number(y))
                    .append(' ')
                    .append(number(x + 22))
                    .append(',')
                    .append(number(y))
                    .append("\"/></g><text class=\"legend\" x=\"")
                    .append(number(x + 28))
                    .append("\" y=\"")
                    .append(number(y + 4))
                    .append("\">")
                    .append(kind.word())
                    .append("</text>\n");
            x += 112;
        }
    }

    static String css(String kind) {
        return "k-" + kind.replace(' ', '-');
    }

    private static String point(Point point) {
        return number(point.x()) + "," + number(point.y());
    }

    static String number(double value) {
        return value == Math.rint(value) ? Long.toString((long) value) : String.format(Locale.ROOT, "%.1f", value);
    }

    static String xml(String text) {
        StringBuilder clean = new StringBuilder();
        text.codePoints().forEach(c -> {
            switch (c) {
                case '&' -> clean.append("&amp;");
                case '<' -> clean.append("&lt;");
                case '>' -> clean.append("&gt;");
                case '"' -> clean.append("&quot;");
                case '\'' -> clean.append("&#39;");
                default -> clean.appendCodePoint(c < 0x20 && c != '\n' && c != '\t' ? '\uFFFD' : c);
            }
        });
        return clean.toString();
    }
}
