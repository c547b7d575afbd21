package dev.seatrial.check;

import java.util.List;

/** Gives checks. Found by {@link java.util.ServiceLoader}; two checks with one id is an error that names both. */
public interface SuiteProvider {

    /** The checks, in the order in which a reader expects them. */
    List<Check<?>> checks();
}
