package dev.seatrial.suite.access;

import dev.seatrial.environment.RunningResource;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads topics of running brokers, beside all links and without joining a consumer group. */
public interface Topics {

    /**
     * Begins to read a topic at its present end.
     *
     * @throws AccessException if the broker cannot be reached or has no such topic
     */
    Reader tail(RunningResource broker, String topic);

    /** One reader of one topic. For use by one thread. */
    interface Reader extends AutoCloseable {

        /**
         * The messages that came since the last poll; waits for the first one.
         *
         * @param atMost how long to wait for a message
         * @return in the order of their partitions, empty when none came in time
         * @throws AccessException if the broker goes away
         */
        List<Message> poll(Duration atMost) throws InterruptedException;

        @Override
        void close();
    }

    /**
     * One message.
     *
     * @param headers by name, as UTF-8
     * @param value as it was sent; absent for a tombstone
     */
    record Message(String topic, int partition, long offset, Map<String, String> headers, Optional<byte[]> value) {
        public Message {
            headers = Map.copyOf(headers);
        }
    }
}
