package dev.seatrial.cli;

import dev.seatrial.target.Program;
import dev.seatrial.target.Resource;
import dev.seatrial.target.Service;
import dev.seatrial.target.Target;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** What of a target can be judged at a single service that runs elsewhere. */
final class CandidateTarget {

    private CandidateTarget() {}

    /** The same service, running at this address. */
    static Service service(Service service, URI candidate) {
        return new Service(
                service.name(),
                new Program.Remote(candidate),
                service.port(),
                service.health(),
                service.openapi(),
                Map.of(),
                Map.of(),
                Map.of(),
                service.operations(),
                service.manifests(),
                service.startup(),
                service.grace());
    }

    /** The target with this service alone, and the resources that are reached by an address of their own. */
    static Target of(Target target, Service alone) {
        Map<String, Resource> resources = new LinkedHashMap<>();
        target.resources().forEach((name, resource) -> {
            if (resource.url().isPresent()) {
                resources.put(name, resource);
            }
        });
        return new Target(
                target.directory(),
                target.system(),
                target.profile(),
                target.profiles(),
                Optional.empty(),
                target.identities(),
                Map.of(alone.name(), alone),
                resources,
                Map.of(),
                target.contracts(),
                Map.of(),
                target.waivers(),
                target.secrets());
    }
}
