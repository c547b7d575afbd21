package dev.seatrial.graph.output;

import dev.seatrial.graph.model.Component;
import java.util.List;

/** Where everything stands in a picture; pixels, from the upper left. */
record Layout(double width, double height, List<Box> boxes, List<Arrow> arrows) {

    record Box(Component component, double x, double y, double width, double height) {}

    /** @param points the corners of the arrow from its start to its head */
    record Arrow(Lines line, List<Point> points) {}

    record Point(double x, double y) {}
}
