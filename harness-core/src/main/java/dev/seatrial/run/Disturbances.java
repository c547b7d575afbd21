package dev.seatrial.run;

import dev.seatrial.check.Reach;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/** Keeps disturbing looks apart: what is under way at one time leaves each other alone. */
final class Disturbances {

    private final List<Look> waiting;
    private final List<Reach> underWay = new ArrayList<>();
    private int wantAlone;

    /**
     * One of them.
     *
     * @param stop its number in the plan
     */
    record Look(int stop, Reach reach) {}

    Disturbances(List<Look> looks) {
        waiting = new ArrayList<>(looks);
    }

    /**
     * The first that leaves alone all that is under way, which it then is too; waits for one. Empty when none is left.
     *
     * @throws InterruptedException if it is told to stop waiting
     */
    synchronized Optional<Look> next() throws InterruptedException {
        while (!waiting.isEmpty()) {
            Iterator<Look> candidates = waiting.iterator();
            while (wantAlone == 0 && candidates.hasNext()) {
                Look look = candidates.next();
                if (underWay.stream().allMatch(look.reach()::leaves)) {
                    candidates.remove();
                    underWay.add(look.reach());
                    notifyAll(); // who waits for the last of them need not wait longer
                    return Optional.of(look);
                }
            }
            wait();
        }
        return Optional.empty();
    }

    /** It is over. */
    synchronized void over(Reach reach) {
        underWay.remove(reach);
        notifyAll();
    }

    /**
     * What is under way goes on alone, as soon as the others are over; no other begins before.
     *
     * @throws InterruptedException if it is told to stop waiting; then too it is under way alone, in name
     */
    synchronized void alone(Reach reach) throws InterruptedException {
        over(reach);
        wantAlone++;
        try {
            while (!underWay.isEmpty()) {
                wait();
            }
        } finally {
            wantAlone--;
            underWay.add(Reach.everything());
        }
    }
}
