package dev.seatrial.suite.schema;

import dev.seatrial.check.Observation;
import java.util.List;

/**
 * What was published on a topic while the journeys were made.
 *
 * @param topic the topic
 * @param broker where it is read, as {@code host:port}
 * @param obstacle why it could not be watched, or empty
 * @param schemas whether the owner gave schemas for the topic
 * @param journeys the journeys that were made, each with why it broke, where it did, such as {@code place-order} or
 *     {@code place-order (step 1 …)}
 * @param complete how many of them came to their end
 * @param count how many events were seen
 * @param events the first of them
 */
public record EventsObservation(
        String topic,
        String broker,
        String obstacle,
        boolean schemas,
        List<String> journeys,
        int complete,
        long count,
        List<Event> events)
        implements Observation {

    public EventsObservation {
        journeys = List.copyOf(journeys);
        events = List.copyOf(events);
    }

    /**
     * One event.
     *
     * @param mode {@code structured}, {@code binary} or {@code none}: how the CloudEvents envelope stands
     * @param type the CloudEvents type, or the topic; empty where it has none
     * @param text the event, cut at 4,000 characters
     * @param problems what the validator says of it
     */
    public record Event(int partition, long offset, String mode, String type, String text, List<Problem> problems) {
        public Event {
            problems = List.copyOf(problems);
        }
    }

    /**
     * One thing that is wrong with an event.
     *
     * @param kind {@code ENVELOPE}, {@code UNROUTED}, {@code UNREADABLE}, … as the validator names it
     * @param at JSON pointer
     * @param schema which schema says so, or empty
     * @param keyword the keyword of the schema that is broken
     */
    public record Problem(String kind, String at, String schema, String keyword, String message, String expected) {}
}
