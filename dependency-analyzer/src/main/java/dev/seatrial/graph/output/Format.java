package dev.seatrial.graph.output;

import dev.seatrial.graph.model.Graph;

/** The forms that a graph can be written in. */
public enum Format {
    TEXT,
    JSON,
    MERMAID,
    DOT,
    PLANTUML,
    SVG,
    HTML;

    /** The graph in this form, ending with a line feed. */
    public String write(Graph graph) {
        return write(graph, Snippets.NONE);
    }

    /** The graph in this form; snippets are shown where the form has room for them. */
    public String write(Graph graph, Snippets snippets) {
        return switch (this) {
            case TEXT -> TextOutput.of(graph);
            case JSON -> JsonOutput.of(graph);
            case MERMAID -> MermaidOutput.of(graph);
            case DOT -> DotOutput.of(graph);
            case PLANTUML -> PlantUmlOutput.of(graph);
            case SVG -> SvgOutput.of(graph);
            case HTML -> HtmlOutput.of(graph, snippets);
        };
    }
}
