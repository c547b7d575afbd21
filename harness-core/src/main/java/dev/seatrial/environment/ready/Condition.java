package dev.seatrial.environment.ready;

import java.util.Optional;

/** Something that comes to hold when a part of an environment is ready. */
public interface Condition {

    /** What must hold, to complete "waited for …". */
    String what();

    /** Looks once, quickly. Empty when it holds, else what was seen instead, in words. Never throws. */
    Optional<String> missing();
}
