package dev.seatrial.graph.output;

import dev.seatrial.graph.model.Component;
import dev.seatrial.graph.model.Graph;
import java.util.HashMap;
import java.util.Map;

/**
 * The graph as a PlantUML component diagram.
 *
 * @see <a href="https://plantuml.com/component-diagram">PlantUML: Component diagram</a>
 */
final class PlantUmlOutput {

    private PlantUmlOutput() {}

    static String of(Graph graph) {
        StringBuilder text = new StringBuilder("@startuml\nleft to right direction\n");
        Map<String, String> ids = new HashMap<>();
        for (Component component : graph.components()) {
            String id = "n" + ids.size();
            ids.put(component.name(), id);
            String shape = switch (component.kind()) {
                case DATABASE -> "database";
                case BROKER -> "queue";
                case GATEWAY -> "boundary";
                default -> "component";
            };
            // no escape exists for a quotation mark in a PlantUML name
            text.append(shape).append(" \"").append(component.name().replace('"', '\''));
            text.append("\" as ").append(id).append('\n');
        }
        for (Lines line : Lines.of(graph)) {
            text.append(ids.get(line.from()))
                    .append(line.waits() ? " --> " : " ..> ")
                    .append(ids.get(line.to()))
                    .append(" : ")
                    .append(line.kind())
                    .append('\n');
        }
        return text.append("@enduml\n").toString();
    }
}
