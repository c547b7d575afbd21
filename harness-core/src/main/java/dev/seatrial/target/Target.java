package dev.seatrial.target;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The system under test as its owner describes it in {@code seatrial.yaml}.
 *
 * <p>A target is a value and always whole: every name it refers to exists, every file it names was there when it was
 * parsed. Maps keep the order of the file.
 *
 * @param directory the directory that relative paths of the target start from, absolute
 * @param system the name of the system, a DNS label
 * @param profile the named selection of requirements that the owner holds the system to
 * @param build the command that builds the services, if any, run by the shell in {@code directory}
 * @param identities who the checks are, by name
 * @param services the deployable programs, by name
 * @param resources the databases and brokers, by name
 * @param events event channels, by topic
 * @param contracts where the consumer contracts (Pacts) are
 * @param journeys what users of the system do, by name
 * @param waivers reasoned and dated exceptions
 */
public record Target(
        Path directory,
        String system,
        String profile,
        Optional<String> build,
        Map<String, Identity> identities,
        Map<String, Service> services,
        Map<String, Resource> resources,
        Map<String, EventChannel> events,
        Optional<Contracts> contracts,
        Map<String, Journey> journeys,
        List<Waiver> waivers) {

    public Target {
        identities = Ordered.copyOf(identities);
        services = Ordered.copyOf(services);
        resources = Ordered.copyOf(resources);
        events = Ordered.copyOf(events);
        journeys = Ordered.copyOf(journeys);
        waivers = List.copyOf(waivers);
    }

    /** Every link of the system: first the calls between services, then the uses of resources, in the file's order. */
    public List<LinkSpec> links() {
        List<LinkSpec> links = new ArrayList<>();
        services.values().forEach(s -> links.addAll(s.calls().values()));
        services.values().forEach(s -> links.addAll(s.uses().values()));
        return List.copyOf(links);
    }

    /** Copies that keep the order in which the owner wrote things. */
    static final class Ordered {
        private Ordered() {}

        static <V> Map<String, V> copyOf(Map<String, V> map) {
            return java.util.Collections.unmodifiableMap(new LinkedHashMap<>(map));
        }
    }
}
