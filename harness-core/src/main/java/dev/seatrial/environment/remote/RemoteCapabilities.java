package dev.seatrial.environment.remote;

import dev.seatrial.environment.Capability;
import dev.seatrial.environment.wiring.Wiring;
import dev.seatrial.link.LinkId;
import dev.seatrial.link.LinkProvider;
import dev.seatrial.target.Resource;
import dev.seatrial.target.Target;
import java.util.Collection;
import java.util.EnumSet;
import java.util.Set;

/** What can be done to a target that others started: only what its owner lets lead through here. */
final class RemoteCapabilities {

    private RemoteCapabilities() {}

    static Set<Capability> of(Target target, Collection<RemoteService> services, Wiring wiring, LinkProvider links) {
        Set<Capability> capabilities = EnumSet.noneOf(Capability.class);
        if (links.keepsLedger() && services.stream().noneMatch(s -> s.url().equals(s.directUrl()))) {
            capabilities.add(Capability.LEDGER);
        }
        if (wiring.all().stream().anyMatch(l -> !l.id().consumer().equals(LinkId.OUTSIDE))) {
            capabilities.add(Capability.FAULTS);
        }
        for (Resource resource : target.resources().values()) {
            if (resource.kind() == Resource.Kind.KAFKA) {
                capabilities.add(Capability.EVENTS);
            } else if (resource.user().isPresent()) {
                capabilities.add(Capability.SQL);
            }
        }
        return capabilities;
    }
}
