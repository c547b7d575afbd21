package dev.seatrial.environment.fetch;

/** Hears what is being fetched or unpacked. */
@FunctionalInterface
public interface FetchProgress {

    /** Tells what happens, in one line for a reader. */
    void tell(String detail);
}
