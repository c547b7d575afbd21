package dev.seatrial.graph.output;

import dev.seatrial.graph.model.Component;
import dev.seatrial.graph.model.EdgeKind;
import dev.seatrial.graph.model.Graph;
import dev.seatrial.graph.output.Layout.Arrow;
import dev.seatrial.graph.output.Layout.Box;
import dev.seatrial.graph.output.Layout.Point;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eclipse.elk.alg.layered.LayeredLayoutProvider;
import org.eclipse.elk.core.data.LayoutMetaDataService;
import org.eclipse.elk.core.math.ElkPadding;
import org.eclipse.elk.core.options.CoreOptions;
import org.eclipse.elk.core.options.Direction;
import org.eclipse.elk.core.options.EdgeRouting;
import org.eclipse.elk.core.util.BasicProgressMonitor;
import org.eclipse.elk.graph.ElkEdge;
import org.eclipse.elk.graph.ElkEdgeSection;
import org.eclipse.elk.graph.ElkNode;
import org.eclipse.elk.graph.util.ElkGraphUtil;

/**
 * Lays a graph out in layers, callers left of what they call.
 *
 * @see <a href="https://eclipse.dev/elk/reference/algorithms/org-eclipse-elk-layered.html">ELK Layered</a>
 */
final class ElkLayout {

    /** Above this many components, what everything needs (discovery and the like) no longer shapes the picture. */
    static final int LARGE = 30;

    /** Kinds of edges that most components have to one hub. */
    static final Set<EdgeKind> BACKGROUND =
            EnumSet.of(EdgeKind.DISCOVERY, EdgeKind.CONFIGURATION, EdgeKind.MONITORING, EdgeKind.MAIL);

    private static final double LETTER = 7.8;
    private static final double HEIGHT = 40;

    private ElkLayout() {}

    static Layout of(Graph graph) {
        boolean large = graph.components().size() > LARGE;
        LayoutMetaDataService.getInstance(); // registers the types of ELK's own options
        ElkNode root = ElkGraphUtil.createGraph();
        root.setProperty(CoreOptions.DIRECTION, Direction.RIGHT);
        root.setProperty(CoreOptions.EDGE_ROUTING, EdgeRouting.ORTHOGONAL);
        root.setProperty(CoreOptions.SPACING_NODE_NODE, 22.0);
        root.setProperty(CoreOptions.RANDOM_SEED, 1);
        root.setProperty(CoreOptions.ASPECT_RATIO, 1.6);
        root.setProperty(CoreOptions.PADDING, new ElkPadding(16));
        Map<String, ElkNode> nodes = new LinkedHashMap<>();
        for (Component component : graph.components()) {
            ElkNode node = ElkGraphUtil.createNode(root);
            node.setWidth(Math.max(70, 24 + LETTER * component.name().length()));
            node.setHeight(HEIGHT);
            nodes.put(component.name(), node);
        }
        Map<Lines, ElkEdge> edges = new LinkedHashMap<>();
        List<Lines> straight = new ArrayList<>();
        for (Lines line : Lines.of(graph)) {
            ElkNode from = nodes.get(line.from());
            ElkNode to = nodes.get(line.to());
            if (from != null && to != null) {
                if (large && BACKGROUND.contains(line.edgeKind())) {
                    straight.add(line);
                } else {
                    edges.put(line, ElkGraphUtil.createSimpleEdge(from, to));
                }
            }
        }
        new LayeredLayoutProvider().layout(root, new BasicProgressMonitor());
        Map<String, Box> boxes = new LinkedHashMap<>();
        graph.components().forEach(c -> {
            ElkNode node = nodes.get(c.name());
            if (node != null) {
                boxes.put(c.name(), new Box(c, node.getX(), node.getY(), node.getWidth(), node.getHeight()));
            }
        });
        List<Arrow> arrows = new ArrayList<>();
        edges.forEach((line, edge) -> arrows.add(new Arrow(line, points(edge))));
        for (Lines line : straight) {
            Box from = boxes.get(line.from());
            Box to = boxes.get(line.to());
            if (from != null && to != null) {
                arrows.add(new Arrow(line, between(from, to)));
            }
        }
        return new Layout(root.getWidth(), root.getHeight(), List.copyOf(boxes.values()), List.copyOf(arrows));
    }

    private static List<Point> points(ElkEdge edge) {
        List<Point> points = new ArrayList<>();
        for (ElkEdgeSection section : edge.getSections()) {
            points.add(new Point(section.getStartX(), section.getStartY()));
            section.getBendPoints().forEach(b -> points.add(new Point(b.getX(), b.getY())));
            points.add(new Point(section.getEndX(), section.getEndY()));
        }
        return points;
    }

    /** A straight line from border to border. */
    private static List<Point> between(Box from, Box to) {
        Point a = new Point(from.x() + from.width() / 2, from.y() + from.height() / 2);
        Point b = new Point(to.x() + to.width() / 2, to.y() + to.height() / 2);
        return List.of(border(from, a, b), border(to, b, a));
    }

    private static Point border(Box box, Point inside, Point outside) {
        double dx = outside.x() - inside.x();
        double dy = outside.y() - inside.y();
        double across = dx == 0 ? Double.MAX_VALUE : box.width() / 2 / Math.abs(dx);
        double down = dy == 0 ? Double.MAX_VALUE : box.height() / 2 / Math.abs(dy);
        double share = Math.min(1, Math.min(across, down));
        return new Point(inside.x() + dx * share, inside.y() + dy * share);
    }
}
