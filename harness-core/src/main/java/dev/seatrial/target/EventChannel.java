package dev.seatrial.target;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A topic and what flows through it.
 *
 * @param topic the topic's name
 * @param broker the resource that carries it
 * @param publisher the service that publishes, if declared
 * @param consumers the services that consume
 * @param schemas directory or catalogue of event schemas, absolute
 * @param envelope how events are wrapped
 */
public record EventChannel(
        String topic,
        String broker,
        Optional<String> publisher,
        List<String> consumers,
        Optional<Path> schemas,
        Envelope envelope) {

    public EventChannel {
        consumers = List.copyOf(consumers);
    }

    /** How an event is wrapped. */
    public enum Envelope {
        /** The message is the event. */
        NONE,
        /** CloudEvents 1.0, structured or binary. */
        CLOUDEVENTS
    }
}
