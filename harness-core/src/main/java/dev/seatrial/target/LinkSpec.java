package dev.seatrial.target;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * One edge consumer → provider as the owner describes it.
 *
 * @param consumer name of a service
 * @param provider name of a service or of a resource
 * @param env the environment variables through which the consumer learns the address: key {@code url} for the whole
 *     address, {@code host}, {@code port}, {@code user}, {@code password}, {@code database}, {@code bootstrap} for its parts; the value is the
 *     variable's name
 * @param deadline the time within which the consumer answers when this provider does not; absent where undeclared
 * @param listen for a consumer that the environment does not start: the fixed {@code host:port} where it reaches this
 *     link
 * @param soft whether readiness may stay up while this provider is gone
 * @param budget how many attempts at a failing provider one caller's request may cause, over the whole chain; positive,
 *     absent where undeclared
 */
public record LinkSpec(
        String consumer,
        String provider,
        Map<String, String> env,
        Optional<Duration> deadline,
        Optional<String> listen,
        boolean soft,
        Optional<Integer> budget) {

    public LinkSpec {
        env = Target.Ordered.copyOf(env);
    }

    /** A link whose address the consumer learns through these variables. */
    public static LinkSpec of(String consumer, String provider, Map<String, String> env) {
        return new LinkSpec(consumer, provider, env, Optional.empty(), Optional.empty(), false, Optional.empty());
    }

    /** The same with a deadline. */
    public LinkSpec withDeadline(Duration limit) {
        return new LinkSpec(consumer, provider, env, Optional.of(limit), listen, soft, budget);
    }

    /** The same with a budget of attempts. */
    public LinkSpec withBudget(int attempts) {
        return new LinkSpec(consumer, provider, env, deadline, listen, soft, Optional.of(attempts));
    }
}
