package dev.seatrial.graph.source;

import dev.seatrial.graph.model.EdgeKind;
import dev.seatrial.graph.model.Endpoint;
import dev.seatrial.graph.model.Place;
import dev.seatrial.graph.model.Warning;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the sources of one program say.
 *
 * @param annotations simple names of the annotations on its types, with the first place of each
 * @param imports full names of what is imported
 * @param types simple names of the types of its fields and parameters, with the first place of each
 * @param connections addresses of stores and brokers that the code itself opens
 */
public record SourceFacts(
        Map<String, Place> annotations,
        Map<String, Place> types,
        Map<String, Place> imports,
        List<Call> calls,
        List<Mapping> mappings,
        List<Message> messages,
        List<Connection> connections,
        List<Warning> warnings) {

    /** Facts for readers to add to. */
    public static SourceFacts empty() {
        return new SourceFacts(
                new TreeMap<>(),
                new TreeMap<>(),
                new TreeMap<>(),
                new ArrayList<>(),
                new ArrayList<>(),
                new ArrayList<>(),
                new ArrayList<>(),
                new ArrayList<>());
    }

    /** The same facts, to add to apart. */
    public SourceFacts copy() {
        return new SourceFacts(
                new TreeMap<>(annotations),
                new TreeMap<>(types),
                new TreeMap<>(imports),
                new ArrayList<>(calls),
                new ArrayList<>(mappings),
                new ArrayList<>(messages),
                new ArrayList<>(connections),
                new ArrayList<>(warnings));
    }

    /** Has from now on what the others have, which hold all that these have. */
    public void become(SourceFacts others) {
        annotations.putAll(others.annotations);
        types.putAll(others.types);
        imports.putAll(others.imports);
        become(calls, others.calls);
        become(mappings, others.mappings);
        become(messages, others.messages);
        become(connections, others.connections);
        become(warnings, others.warnings);
    }

    private static <T> void become(List<T> own, List<T> others) {
        own.clear();
        own.addAll(others);
    }

    /**
     * One call.
     *
     * @param target a URL, {@code host:port}, or the name of a service as discovery knows it
     * @param declarative whether the target is a name by the framework's rules (Feign), even without a scheme
     * @param kind what the caller's code says: HTTP, gRPC, or a gateway's route
     */
    public record Call(String target, String method, String path, boolean declarative, EdgeKind kind, Place place) {

        /** A call over HTTP. */
        public Call(String target, String method, String path, boolean declarative, Place place) {
            this(target, method, path, declarative, EdgeKind.HTTP, place);
        }
    }

    /**
     * One endpoint.
     *
     * @param below what a framework adds under an exported path
     */
    public record Mapping(String method, String path, Endpoint.Role role, List<String> below, Place place) {

        /** What a method answers. */
        public Mapping(String method, String path, Place place) {
            this(method, path, Endpoint.Role.OPERATION, List.of(), place);
        }

        /** The path of a class. */
        public static Mapping base(String path, Place place) {
            return new Mapping("", path, Endpoint.Role.BASE, List.of(), place);
        }
    }

    /**
     * One use of a broker.
     *
     * @param broker {@code kafka}, {@code rabbitmq}, {@code jms}; or what the configuration gives to a broker: {@code
     *     stream} (a binding of Spring Cloud Stream), {@code function} (a bean that is bound by its name), {@code channel}
     *     (of MicroProfile Reactive Messaging)
     * @param topic the topic or queue, or the name of the binding, function or channel; empty where it is not known
     */
    public record Message(String broker, String topic, boolean produces, Place place) {}

    /**
     * A store or broker that the code opens.
     *
     * @param technology as {@code postgresql}, {@code mongodb}, {@code redis}, {@code kafka}, {@code rabbitmq}
     * @param address a URL, {@code host:port} or host; empty where it is not known
     */
    public record Connection(String technology, String address, Place place) {}
}
