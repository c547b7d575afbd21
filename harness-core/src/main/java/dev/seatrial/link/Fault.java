package dev.seatrial.link;

import java.time.Duration;
import java.util.Optional;

/** One disturbance of a link. Each has a time to live, after which the link heals by itself. */
public sealed interface Fault {

    /** How long the fault lasts at most; positive. */
    Duration timeToLive();

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
     * The link answers HTTP requests itself; the provider does not see them.
     *
     * @param which the requests that are answered so
     * @param status 100–599
     * @param contentType of the body
     * @param body sent as UTF-8
     */
    record Answer(HttpSelector which, int status, String contentType, String body, Duration timeToLive)
            implements Fault {
        public Answer {
            positive(timeToLive);
        }
    }

    /** The provider acts and answers, the consumer's connection is reset instead of the answer. */
    record DropResponse(HttpSelector which, Duration timeToLive) implements Fault {
        public DropResponse {
            positive(timeToLive);
        }
    }

    /** The answer's head and half of its body arrive, then silence. */
    record HalfBody(HttpSelector which, Duration timeToLive) implements Fault {
        public HalfBody {
            positive(timeToLive);
        }
    }

    /**
     * The answer arrives byte by byte.
     *
     * @param gap time between two bytes
     */
    record Trickle(HttpSelector which, Duration gap, Duration timeToLive) implements Fault {
        public Trickle {
            positive(timeToLive);
        }
    }

    /**
     * Which HTTP requests a fault hits. All conditions must hold; an absent one always does.
     *
     * @param method such as {@code POST}
     * @param pathPrefix such as {@code /availability}
     * @param first only the first n matching requests, counted from the fault's start
     * @param every only each n-th matching request
     */
    record HttpSelector(
            Optional<String> method, Optional<String> pathPrefix, Optional<Integer> first, Optional<Integer> every) {

        /** Every request. */
        public static HttpSelector all() {
            return new HttpSelector(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
        }

        /** The first {@code n} requests. */
        public static HttpSelector first(int n) {
            return new HttpSelector(Optional.empty(), Optional.empty(), Optional.of(n), Optional.empty());
        }
    }

    private static void positive(Duration timeToLive) {
        if (timeToLive.isNegative() || timeToLive.isZero()) {
            throw new IllegalArgumentException("a fault needs a positive time to live, not " + timeToLive);
        }
    }
}
