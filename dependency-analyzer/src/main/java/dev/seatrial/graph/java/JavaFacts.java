package dev.seatrial.graph.java;

import dev.seatrial.graph.model.Place;
import dev.seatrial.graph.model.Warning;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the Java sources of one program say.
 *
 * @param annotations simple names of the annotations on its types, with the first place of each
 * @param imports full names of what is imported
 * @param types simple names of the types of its fields and parameters, with the first place of each
 */
public record JavaFacts(
        Map<String, Place> annotations,
        Map<String, Place> types,
        Map<String, Place> imports,
        List<Call> calls,
        List<Mapping> mappings,
        List<Message> messages,
        List<Warning> warnings) {

    static JavaFacts empty() {
        return new JavaFacts(
                new TreeMap<>(),
                new TreeMap<>(),
                new TreeMap<>(),
                new ArrayList<>(),
                new ArrayList<>(),
                new ArrayList<>(),
                new ArrayList<>());
    }

    /**
     * One call over HTTP.
     *
     * @param target a URL, or the name of a service as discovery knows it
     * @param declarative whether the target is a name by the framework's rules (Feign), even without a scheme
     */
    public record Call(String target, String method, String path, boolean declarative, Place place) {}

    /** One endpoint. */
    public record Mapping(String method, String path, Place place) {}

    /**
     * One use of a broker.
     *
     * @param broker {@code kafka}, {@code rabbitmq} or {@code stream}
     */
    public record Message(String broker, String topic, boolean produces, Place place) {}
}
