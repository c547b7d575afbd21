package dev.seatrial.graph.java;

import com.github.javaparser.ast.Node;
import java.util.Optional;

/** The nearest node above another. */
final class Ancestors {

    private Ancestors() {}

    static <T> Optional<T> of(Node node, Class<T> type) {
        Optional<Node> above = node.getParentNode();
        while (above.isPresent() && !type.isInstance(above.get())) {
            above = above.get().getParentNode();
        }
        return above.map(type::cast);
    }
}
