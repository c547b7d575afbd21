package dev.seatrial.graph.files;

/** Is told how far the reading is; called from several threads. */
@FunctionalInterface
public interface Watcher {

    /** Nobody looks. */
    Watcher NONE = (what, done, of) -> {};

    /**
     * So much is done.
     *
     * @param of how much there is in all; 0 where that is not known yet
     */
    void at(String what, int done, int of);
}
