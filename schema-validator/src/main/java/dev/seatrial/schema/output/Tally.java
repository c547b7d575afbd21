package dev.seatrial.schema.output;

import dev.seatrial.schema.SchemaProblem;
import java.util.ArrayList;
import java.util.List;

/** What was looked at and what was found: all of it counted, the first of it kept. */
public final class Tally {
    private final int most;
    private final List<Found> found = new ArrayList<>();
    private long events;
    private long violating;
    private long unreadable;
    private long brokenSources;
    private long problems;

    /**
     * An empty one.
     *
     * @param most problems that are kept
     */
    public Tally(int most) {
        this.most = most;
    }

    /** Counts an event and what is wrong with it. */
    public void event(String source, List<SchemaProblem> wrong) {
        events++;
        if (wrong.isEmpty()) {
            return;
        }
        if (wrong.stream().anyMatch(problem -> problem.kind() == SchemaProblem.Kind.UNREADABLE)) {
            unreadable++;
        } else {
            violating++;
        }
        wrong.forEach(problem -> keep(source, problem));
    }

    /** Counts events that conform. */
    public void conforming(long count) {
        events += count;
    }

    /** Counts a source that could not be read to its end. */
    public void unreadable(String source, SchemaProblem problem) {
        unreadable++;
        brokenSources++;
        keep(source, problem);
    }

    private void keep(String source, SchemaProblem problem) {
        problems++;
        if (found.size() < most) {
            found.add(new Found(source, problem));
        }
    }

    /** Adds what another counted after this one. */
    public void add(Tally later) {
        events += later.events;
        violating += later.violating;
        unreadable += later.unreadable;
        brokenSources += later.brokenSources;
        problems += later.problems;
        later.found.stream().limit(Math.max(0, most - found.size())).forEach(found::add);
    }

    /** How many problems are kept. */
    public int most() {
        return most;
    }

    /** The problems that were kept. */
    public List<Found> found() {
        return found;
    }

    /** Every problem, kept or not. */
    public long problems() {
        return problems;
    }

    /** Every event, unreadable ones included. */
    public long events() {
        return events;
    }

    /** Events that break their schema or envelope, or have none. */
    public long violating() {
        return violating;
    }

    /** Events and sources that could not be read. */
    public long unreadable() {
        return unreadable;
    }

    /** Events that conform. */
    public long conforming() {
        return events - violating - (unreadable - brokenSources);
    }

    /** 0 all conform, 1 one violates, 2 something could not be read, 3 there was no event. */
    public int exitCode() {
        if (unreadable > 0) {
            return 2;
        }
        if (violating > 0) {
            return 1;
        }
        return events == 0 ? 3 : 0;
    }

    /** The verdict in one word. */
    public String verdict() {
        return switch (exitCode()) {
            case 0 -> "CONFORMS";
            case 1 -> "VIOLATES";
            case 2 -> "UNREADABLE";
            default -> "INCONCLUSIVE";
        };
    }

    /** The counts in one line. */
    public String summary() {
        if (events == 0 && unreadable == 0) {
            return "INCONCLUSIVE: there was no event to judge";
        }
        StringBuilder out = new StringBuilder(verdict()).append(": ");
        out.append(events).append(events == 1 ? " event" : " events");
        out.append(", ").append(conforming()).append(conforming() == 1 ? " conforms" : " conform");
        if (violating > 0) {
            out.append(", ").append(violating).append(violating == 1 ? " violates" : " violate");
        }
        if (unreadable > 0) {
            out.append(", ").append(unreadable).append(" could not be read");
        }
        if (problems > found.size()) {
            out.append(" (").append(problems - found.size()).append(" more problems not shown, --max-problems)");
        }
        return out.toString();
    }
}
