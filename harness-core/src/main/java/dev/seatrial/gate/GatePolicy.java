package dev.seatrial.gate;

import dev.seatrial.check.Requirement.Level;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * What keeps a gate shut.
 *
 * @param levels violations of these levels keep it shut
 * @param shutOnInconclusive whether a result that could not be told, of these levels, keeps it shut too
 * @param required ids of requirements of which each must be satisfied at least once; not applicable is not enough
 */
public record GatePolicy(Set<Level> levels, boolean shutOnInconclusive, List<String> required) {

    public GatePolicy {
        levels = Set.copyOf(levels);
        required = List.copyOf(required);
        if (!levels.contains(Level.MUST)) {
            throw new IllegalArgumentException("a gate that a violated MUST does not shut is no gate");
        }
    }

    /** Shut on a violated MUST, and where a MUST could not be told. */
    public static GatePolicy standard() {
        return new GatePolicy(EnumSet.of(Level.MUST), true, List.of());
    }

    /** Shut on a violated MUST or SHOULD, and where one could not be told. */
    public static GatePolicy strict() {
        return new GatePolicy(EnumSet.of(Level.MUST, Level.SHOULD), true, List.of());
    }

    /** The same, but what could not be told keeps nothing shut. */
    public GatePolicy toleratingInconclusive() {
        return new GatePolicy(levels, false, required);
    }

    /** The same with requirements that must be satisfied. */
    public GatePolicy requiring(String... ids) {
        return new GatePolicy(levels, shutOnInconclusive, List.of(ids));
    }
}
