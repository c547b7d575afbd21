package dev.seatrial.link;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/** One disturbance of a link. Each has a time to live, after which the link heals by itself. */
public sealed interface Fault {

    /** How long the fault lasts at most; positive. */
    Duration timeToLive();

    /** A fault that hits single requests of HTTP/1.1 and streams of cleartext HTTP/2. A request meets at most one of them. */
    sealed interface OfRequests extends Fault {
        /** The requests that it hits. */
        HttpSelector which();
    }

    /**
     * The provider cannot be reached: live connections are reset, new ones are reset as soon as they are made. (A refusal
     * by the kernel would leave no trace, and without a trace nothing could prove that the fault hit.)
     */
    record Down(Duration timeToLive) implements Fault {
        public Down {
            positive(timeToLive);
        }
    }

    /**
     * Every chunk of data from the provider arrives later, counted from its arrival at the link.
     *
     * @param delay added to each
     * @param jitter at most this much more or less, uniformly
     */
    record Latency(Duration delay, Duration jitter, Duration timeToLive) implements Fault {
        public Latency {
            positive(timeToLive);
        }
    }

    /** Connections are accepted, requests are taken, nothing is ever answered. */
    record Blackhole(Duration timeToLive) implements Fault {
        public Blackhole {
            positive(timeToLive);
        }
    }

    /**
     * New connections are never accepted nor refused: a connect that hangs. Its hits are the packets that were dropped;
     * a consumer's kernel sends several for one connect.
     */
    record ConnectBlackhole(Duration timeToLive) implements Fault {
        public ConnectBlackhole {
            positive(timeToLive);
        }
    }

    /**
     * Each new connection reaches the provider later: the link waits before it dials. The consumer's own connect is answered by
     * the kernel at once; what it then sends waits. Live connections go on.
     *
     * @param delay before the dial
     * @param jitter at most this much more or less, uniformly
     */
    record SlowConnect(Duration delay, Duration jitter, Duration timeToLive) implements Fault {
        public SlowConnect {
            positive(timeToLive);
        }
    }

    /**
     * The link answers HTTP requests itself; the provider does not see them.
     *
     * @param which the requests that are answered so
     * @param status 100–599
     * @param contentType of the body
     * @param body sent as UTF-8
     * @param grpcStatus if present, gRPC calls are answered with this status (0–16) and the body as its message instead
     */
    record Answer(
            HttpSelector which,
            int status,
            String contentType,
            String body,
            Optional<Integer> grpcStatus,
            Duration timeToLive)
            implements OfRequests {
        public Answer {
            positive(timeToLive);
            atRequest(which, "Answer");
            grpcStatus.ifPresent(s -> {
                if (s < 0 || s > 16) {
                    throw new IllegalArgumentException("a gRPC status is between 0 and 16, not " + s);
                }
            });
        }

        /** One that answers gRPC calls as any other request. */
        public Answer(HttpSelector which, int status, String contentType, String body, Duration timeToLive) {
            this(which, status, contentType, body, Optional.empty(), timeToLive);
        }
    }

    /**
     * The link answers with bytes that are not HTTP, then closes; the provider does not see the request.
     *
     * @param bytes how many, 1–65,536; which ones the seed decides
     */
    record Garbage(HttpSelector which, int bytes, Duration timeToLive) implements OfRequests {
        public Garbage {
            positive(timeToLive);
            atRequest(which, "Garbage");
            if (bytes < 1 || bytes > 65_536) {
                throw new IllegalArgumentException("bytes of garbage must be between 1 and 65536, not " + bytes);
            }
        }
    }

    /** The request is taken, the provider does not see it, and it is never answered. The connection is reset when the fault ends. */
    record Hang(HttpSelector which, Duration timeToLive) implements OfRequests {
        public Hang {
            positive(timeToLive);
            atRequest(which, "Hang");
        }
    }

    /**
     * The provider gets the request twice: once more, on a connection of its own, as soon as the first answer has come. The
     * second answer is forgotten. Hits are the copies that were answered. A request over 1 MiB is not copied.
     */
    record Duplicate(HttpSelector which, Duration timeToLive) implements OfRequests {
        public Duplicate {
            positive(timeToLive);
            atRequest(which, "Duplicate");
        }
    }

    /** The provider acts and answers, the consumer's connection is reset instead of the answer. */
    record DropResponse(HttpSelector which, Duration timeToLive) implements OfRequests {
        public DropResponse {
            positive(timeToLive);
        }
    }

    /** The answer's head and half of its body arrive, then silence. */
    record HalfBody(HttpSelector which, Duration timeToLive) implements OfRequests {
        public HalfBody {
            positive(timeToLive);
        }
    }

    /**
     * The answer's head and the first bytes of its body arrive, then the connection is closed in an orderly way. An answer
     * whose body is not longer is not hit.
     *
     * @param bytes of the body that pass, as they are on the wire; 0 or more
     */
    record Truncate(HttpSelector which, long bytes, Duration timeToLive) implements OfRequests {
        public Truncate {
            positive(timeToLive);
            if (bytes < 0) {
                throw new IllegalArgumentException("bytes that pass must be 0 or more, not " + bytes);
            }
        }
    }

    /**
     * The answer begins later, counted from the arrival of its head. What follows on the same connection waits too.
     *
     * @param delay added
     * @param jitter at most this much more or less, uniformly
     */
    record SlowAnswer(HttpSelector which, Duration delay, Duration jitter, Duration timeToLive) implements OfRequests {
        public SlowAnswer {
            positive(timeToLive);
        }
    }

    /**
     * The answer arrives byte by byte.
     *
     * @param gap time between two bytes
     */
    record Trickle(HttpSelector which, Duration gap, Duration timeToLive) implements OfRequests {
        public Trickle {
            positive(timeToLive);
        }
    }

    /**
     * Which HTTP requests a fault hits. All conditions must hold; an absent one always does. Conditions on the single request
     * come first; {@code first}, {@code every} and {@code share} count only the requests that fulfil them.
     *
     * @param method such as {@code POST}
     * @param pathPrefix such as {@code /availability}
     * @param header a field that the request must carry
     * @param status of the provider's answer; only for faults of answers
     * @param request only the one request with this {@code Idempotency-Key} or {@code X-Request-Id}
     * @param attempts only these attempts, from 1, of each request; attempts are told by {@code Idempotency-Key}, else
     *     {@code X-Request-Id}, else the trace id with method and path, and counted from the fault's start. A request with none
     *     of them is not hit. Empty for all
     * @param first only the first n of them, counted from the fault's start
     * @param every only each n-th of them
     * @param share this part of them, more than 0 and at most 1; the link's seed and the count decide, so that equal traffic meets
     *     equal decisions
     */
    record HttpSelector(
            Optional<String> method,
            Optional<String> pathPrefix,
            Optional<Field> header,
            Optional<Statuses> status,
            Optional<String> request,
            Set<Integer> attempts,
            Optional<Integer> first,
            Optional<Integer> every,
            double share) {

        /**
         * A field of a request's head.
         *
         * @param name in any case
         * @param value exactly, or absent for any
         */
        public record Field(String name, Optional<String> value) {
            /** Checks the name. */
            public Field {
                if (name.isBlank()) {
                    throw new IllegalArgumentException("a header needs a name");
                }
            }
        }

        /** Statuses from {@code from} to {@code to}, both included. */
        public record Statuses(int from, int to) {
            /** Checks the order. */
            public Statuses {
                if (from < 100 || to > 599 || from > to) {
                    throw new IllegalArgumentException(
                            "statuses go from 100 to 599, upwards, not " + from + " to " + to);
                }
            }

            /** Whether this one is among them. */
            public boolean has(int status) {
                return status >= from && status <= to;
            }
        }

        /** Checks the numbers. */
        public HttpSelector {
            attempts = Set.copyOf(attempts);
            first.ifPresent(n -> atLeastOne("first", n));
            every.ifPresent(n -> atLeastOne("every", n));
            attempts.forEach(n -> atLeastOne("an attempt", n));
            if (!(share > 0 && share <= 1)) {
                throw new IllegalArgumentException("share must be more than 0 and at most 1, not " + share);
            }
        }

        /** Selects by method, path and count only. */
        public HttpSelector(
                Optional<String> method,
                Optional<String> pathPrefix,
                Optional<Integer> first,
                Optional<Integer> every) {
            this(method, pathPrefix, Optional.empty(), Optional.empty(), Optional.empty(), Set.of(), first, every, 1);
        }

        /** Every request. */
        public static HttpSelector all() {
            return new HttpSelector(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
        }

        /** The first {@code n} requests. */
        public static HttpSelector first(int n) {
            return new HttpSelector(Optional.empty(), Optional.empty(), Optional.of(n), Optional.empty());
        }

        /** As this one, but only these attempts of each request. */
        public HttpSelector withAttempts(Integer... only) {
            return new HttpSelector(method, pathPrefix, header, status, request, Set.of(only), first, every, share);
        }

        /** As this one, but only requests that the provider answers with one of these statuses. */
        public HttpSelector withStatus(int from, int to) {
            return new HttpSelector(
                    method,
                    pathPrefix,
                    header,
                    Optional.of(new Statuses(from, to)),
                    request,
                    attempts,
                    first,
                    every,
                    share);
        }

        /** As this one, but only requests that carry this field. */
        public HttpSelector withHeader(String name, String value) {
            return new HttpSelector(
                    method,
                    pathPrefix,
                    Optional.of(new Field(name, Optional.of(value))),
                    status,
                    request,
                    attempts,
                    first,
                    every,
                    share);
        }

        /** As this one, but only this part of the requests. */
        public HttpSelector withShare(double part) {
            return new HttpSelector(method, pathPrefix, header, status, request, attempts, first, every, part);
        }

        private static void atLeastOne(String what, int n) {
            if (n < 1) {
                throw new IllegalArgumentException(what + " must be at least 1, not " + n);
            }
        }
    }

    private static void positive(Duration timeToLive) {
        if (timeToLive.isNegative() || timeToLive.isZero()) {
            throw new IllegalArgumentException("a fault needs a positive time to live, not " + timeToLive);
        }
    }

    private static void atRequest(HttpSelector which, String kind) {
        if (which.status().isPresent()) {
            throw new IllegalArgumentException(
                    kind + " cannot select by the answer's status: it is decided before the provider answers");
        }
    }
}
