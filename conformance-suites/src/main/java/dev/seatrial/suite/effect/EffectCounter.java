package dev.seatrial.suite.effect;

import dev.seatrial.suite.request.Call;
import java.util.Set;

/** Counts what an operation did, outside its response. For use by one thread. */
public interface EffectCounter extends AutoCloseable {

    /**
     * How many effects a request and its repetitions have had so far. Only differences mean something.
     *
     * @param call the logical request
     * @param key its idempotency key as the service means it, without quotes
     * @throws EffectUncountable if it cannot be told
     */
    long count(Call call, String key) throws EffectUncountable, InterruptedException;

    /** Whether the count is of the one request alone, so that nobody else can move it. */
    boolean scoped();

    /** The members of the body that the counter tells requests apart by. */
    Set<String> members();

    /** What is counted, for a reader. */
    String describe();

    @Override
    void close();
}
