package dev.seatrial.check;

import dev.seatrial.environment.Capability;
import java.util.Set;

/**
 * One rule with a stable id.
 *
 * @param id such as {@code IDEMP-002}; for ever
 * @param suite the suite it belongs to, such as {@code idempotency}
 * @param level how binding it is
 * @param title what must hold, in one line
 * @param why what goes wrong where it does not
 * @param source where the rule comes from: a specification with its section, a document
 * @param needs what an environment must offer
 * @param manner whether other checks may run beside it
 */
public record Requirement(
        String id,
        String suite,
        Level level,
        String title,
        String why,
        String source,
        Set<Capability> needs,
        Manner manner) {

    public Requirement {
        if (!id.matches("[A-Z]+-\\d{3}")) {
            throw new IllegalArgumentException("\"" + id + "\" is not an id such as IDEMP-002");
        }
        needs = Set.copyOf(needs);
    }

    /** How binding a requirement is (RFC 2119). */
    public enum Level {
        MUST,
        SHOULD,
        MAY
    }

    /** How a check treats the system. */
    public enum Manner {
        /** Leaves the system as any client would; others may run beside it. */
        STEADY,
        /** Disturbs the system; nothing runs beside it that it reaches ({@link Check#reach}). */
        DISTURBING
    }
}
