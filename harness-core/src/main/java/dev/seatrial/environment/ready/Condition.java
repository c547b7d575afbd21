package dev.seatrial.environment.ready;

import java.time.Duration;
import java.util.Optional;

/** Something that comes to hold when a part of an environment is ready. */
public interface Condition {

    /** What must hold, to complete "waited for …". */
    String what();

    /**
     * Looks once. Empty when it holds, else what was seen instead, in words. Never throws.
     *
     * @param limit how long the look may take, at least a millisecond
     */
    Optional<String> missing(Duration limit);
}
