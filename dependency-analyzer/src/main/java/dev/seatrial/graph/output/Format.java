package dev.seatrial.graph.output;

import dev.seatrial.graph.model.Graph;

/** The forms that a graph can be written in. */
public enum Format {
    TEXT,
    JSON,
    MERMAID,
    DOT;

    /** The graph in this form, ending with a line feed. */
    public String write(Graph graph) {
        return switch (this) {
            case TEXT -> TextOutput.of(graph);
            case JSON -> JsonOutput.of(graph);
            case MERMAID -> MermaidOutput.of(graph);
            case DOT -> DotOutput.of(graph);
        };
    }
}
