package dev.seatrial.environment.wiring;

import dev.seatrial.environment.Capability;
import dev.seatrial.link.LinkProvider;
import dev.seatrial.target.Program;
import dev.seatrial.target.Resource;
import dev.seatrial.target.Target;
import java.util.EnumSet;
import java.util.Set;

/** What an environment can do that Seatrial starts on this machine. */
public final class LocalCapabilities {

    private LocalCapabilities() {}

    /** All, but for what needs a resource that the target lacks, a service that others started, or links of another make. */
    public static Set<Capability> of(Target target, LinkProvider links) {
        Set<Capability> all = EnumSet.allOf(Capability.class);
        if (!links.keepsLedger()) {
            all.remove(Capability.LEDGER);
        }
        if (target.services().values().stream().anyMatch(s -> s.program() instanceof Program.Remote)) {
            all.removeAll(EnumSet.of(Capability.LIFECYCLE, Capability.LOGS));
        }
        if (target.resources().values().stream().noneMatch(r -> r.kind() == Resource.Kind.POSTGRES)) {
            all.remove(Capability.SQL);
        }
        if (target.resources().values().stream().noneMatch(r -> r.kind() == Resource.Kind.KAFKA)) {
            all.remove(Capability.EVENTS);
        }
        return all;
    }
}
