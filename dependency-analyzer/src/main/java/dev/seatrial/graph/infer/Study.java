package dev.seatrial.graph.infer;

import dev.seatrial.graph.model.Graph;
import java.util.List;

/** The graph of a system, and where its components come from. */
public record Study(Graph graph, List<Site> sites) {

    public Study {
        sites = List.copyOf(sites);
    }
}
