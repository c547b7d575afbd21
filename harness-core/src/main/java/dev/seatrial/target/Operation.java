package dev.seatrial.target;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What the owner says of one operation of a service.
 *
 * @param id operationId of the OpenAPI description, or method and path template such as {@code "POST /orders"}
 * @param idempotency absent where the operation promises none
 * @param effect how to count what the operation did, outside its response
 * @param fallbacks what it answers when a provider fails
 * @param example a request body that the service accepts, absolute; absent where the OpenAPI's example serves
 * @param vary top-level string members of the body that are made fresh for every logical request
 * @param as the identity that may call it; absent: the first declared
 */
public record Operation(
        String id,
        Optional<Idempotency> idempotency,
        Optional<Effect> effect,
        List<Fallback> fallbacks,
        Optional<Path> example,
        List<String> vary,
        Optional<String> as) {

    public Operation {
        fallbacks = List.copyOf(fallbacks);
        vary = List.copyOf(vary);
    }

    /** An operation of which the owner says nothing yet; the {@code with…} methods add to it. */
    public static Operation of(String id) {
        return new Operation(
                id, Optional.empty(), Optional.empty(), List.of(), Optional.empty(), List.of(), Optional.empty());
    }

    /** The same, idempotent. */
    public Operation withIdempotency(Idempotency promise) {
        return new Operation(id, Optional.of(promise), effect, fallbacks, example, vary, as);
    }

    /** The same with a way to count its effects. */
    public Operation withEffect(Effect counted) {
        return new Operation(id, idempotency, Optional.of(counted), fallbacks, example, vary, as);
    }

    /** The same with these fallbacks. */
    public Operation withFallbacks(Fallback... all) {
        return new Operation(id, idempotency, effect, List.of(all), example, vary, as);
    }

    /** The same with a body that the service accepts. */
    public Operation withExample(Path body) {
        return new Operation(id, idempotency, effect, fallbacks, Optional.of(body), vary, as);
    }

    /** The same with these members made fresh for every logical request. */
    public Operation withVary(String... members) {
        return new Operation(id, idempotency, effect, fallbacks, example, List.of(members), as);
    }

    /** The same, called by this identity. */
    public Operation withAs(String identity) {
        return new Operation(id, idempotency, effect, fallbacks, example, vary, Optional.of(identity));
    }

    /**
     * The promise that a repeated request has one effect.
     *
     * @param dialect one of {@code ietf}, {@code stripe-v1}, {@code stripe-v2}, {@code oasis}
     * @param required whether a request without a key is refused
     * @param header the name of the header that carries the key; {@code Idempotency-Key} where the owner names none
     */
    public record Idempotency(String dialect, boolean required, String header) {}

    /** A way to count effects. Placeholders {@code :name} take top-level members of the request's body, {@code :key} the idempotency key. */
    public sealed interface Effect {

        /**
         * A query that gives one number.
         *
         * @param resource the database, by name
         * @param query SQL with named placeholders
         */
        record Sql(String resource, String query) implements Effect {}

        /**
         * A request that gives a number.
         *
         * @param service the service asked
         * @param path path and query with placeholders
         * @param pointer JSON pointer of the number or array in the answer
         */
        record Http(String service, String path, String pointer) implements Effect {}

        /**
         * Events on a topic.
         *
         * @param topic the topic
         * @param pointer JSON pointer in the event whose value names the request
         * @param member the body's member it must equal
         */
        record Topic(String topic, String pointer, String member) implements Effect {}

        /**
         * Requests over a link.
         *
         * @param consumer the calling service
         * @param provider the called service
         */
        record Calls(String consumer, String provider) implements Effect {}
    }

    /**
     * A documented degraded answer.
     *
     * @param when the provider that fails
     * @param status the status that is then right, 100–599
     * @param within the time it may take; absent: the link's deadline
     */
    public record Fallback(String when, int status, Optional<Duration> within) {}
}
