package dev.seatrial.target;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * The system under test as its owner describes it in {@code seatrial.yaml}.
 *
 * <p>A target is a value and always whole: every name it refers to exists, every file it names was there when it was
 * parsed. Maps keep the order of the file.
 *
 * @param directory the directory that relative paths of the target start from, absolute
 * @param system the name of the system, a DNS label
 * @param profile the named selection of requirements that the owner holds the system to
 * @param profiles the owner's own selections, by name, beside those that come with Seatrial
 * @param build the command that builds the services, if any, run by the shell in {@code directory}
 * @param identities who the checks are, by name
 * @param services the deployable programs, by name
 * @param resources the databases and brokers, by name
 * @param events event channels, by topic
 * @param contracts where the consumer contracts (Pacts) are
 * @param journeys what users of the system do, by name
 * @param waivers reasoned and dated exceptions
 * @param secrets values that came from the caller's environment ({@code ${NAME}}); they never appear in any output
 */
public record Target(
        Path directory,
        String system,
        String profile,
        Map<String, Profile> profiles,
        Optional<String> build,
        Map<String, Identity> identities,
        Map<String, Service> services,
        Map<String, Resource> resources,
        Map<String, EventChannel> events,
        Optional<Contracts> contracts,
        Map<String, Journey> journeys,
        List<Waiver> waivers,
        Set<String> secrets) {

    public Target {
        profiles = Ordered.copyOf(profiles);
        identities = Ordered.copyOf(identities);
        services = Ordered.copyOf(services);
        resources = Ordered.copyOf(resources);
        events = Ordered.copyOf(events);
        journeys = Ordered.copyOf(journeys);
        waivers = List.copyOf(waivers);
        secrets = Set.copyOf(secrets);
    }

    /** Reads a target file, or the {@code seatrial.yaml} of a directory: a whole target, or all problems at once. */
    public static Parsed parse(Path file) {
        return TargetFile.of(file).parse();
    }

    /** A target with a name and nothing else; the {@code with…} methods add to it. */
    public static Target of(Path directory, String system) {
        return new Target(
                directory,
                system,
                "core",
                Map.of(),
                Optional.empty(),
                Map.of(),
                Map.of(),
                Map.of(),
                Map.of(),
                Optional.empty(),
                Map.of(),
                List.of(),
                Set.of());
    }

    /** Every profile that it may be held to: those that come with Seatrial, then its own. */
    public Map<String, Profile> allProfiles() {
        Map<String, Profile> all = new LinkedHashMap<>(Profile.shipped());
        all.putAll(profiles);
        return Collections.unmodifiableMap(all);
    }

    /** The same held to this profile. */
    public Target withProfile(String name) {
        return with(draft -> draft.profile = name);
    }

    /** The same with these profiles of its own. */
    public Target withProfiles(Profile... all) {
        return with(draft -> draft.profiles = Ordered.by(Profile::name, all));
    }

    /** The same with these services, in this order. */
    public Target withServices(Service... all) {
        return with(draft -> draft.services = Ordered.by(Service::name, all));
    }

    /** The same with these resources, in this order. */
    public Target withResources(Resource... all) {
        return with(draft -> draft.resources = Ordered.by(Resource::name, all));
    }

    /** The same with these identities, in this order. */
    public Target withIdentities(Identity... all) {
        return with(draft -> draft.identities = Ordered.by(Identity::name, all));
    }

    /** The same with these event channels, in this order. */
    public Target withEvents(EventChannel... all) {
        return with(draft -> draft.events = Ordered.by(EventChannel::topic, all));
    }

    /** The same with these contracts. */
    public Target withContracts(Contracts where) {
        return with(draft -> draft.contracts = Optional.of(where));
    }

    /** The same with these journeys, in this order. */
    public Target withJourneys(Journey... all) {
        return with(draft -> draft.journeys = Ordered.by(Journey::name, all));
    }

    /** The same with these waivers. */
    public Target withWaivers(Waiver... all) {
        return with(draft -> draft.waivers = List.of(all));
    }

    /** The same with these secrets. */
    public Target withSecrets(Set<String> values) {
        return with(draft -> draft.secrets = values);
    }

    private Target with(Consumer<Draft> change) {
        Draft draft = new Draft(this);
        change.accept(draft);
        return draft.target();
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
            return Collections.unmodifiableMap(new LinkedHashMap<>(map));
        }

        @SafeVarargs
        static <V> Map<String, V> by(Function<V, String> name, V... all) {
            Map<String, V> byName = new LinkedHashMap<>();
            for (V one : all) {
                byName.put(name.apply(one), one);
            }
            return byName;
        }
    }

    /** A target while one of its parts is exchanged. */
    private static final class Draft {
        private final Target from;
        private String profile;
        private Map<String, Profile> profiles;
        private Map<String, Identity> identities;
        private Map<String, Service> services;
        private Map<String, Resource> resources;
        private Map<String, EventChannel> events;
        private Optional<Contracts> contracts;
        private Map<String, Journey> journeys;
        private List<Waiver> waivers;
        private Set<String> secrets;

        Draft(Target from) {
            this.from = from;
            profile = from.profile;
            profiles = from.profiles;
            identities = from.identities;
            services = from.services;
            resources = from.resources;
            events = from.events;
            contracts = from.contracts;
            journeys = from.journeys;
            waivers = from.waivers;
            secrets = from.secrets;
        }

        Target target() {
            return new Target(
                    from.directory,
                    from.system,
                    profile,
                    profiles,
                    from.build,
                    identities,
                    services,
                    resources,
                    events,
                    contracts,
                    journeys,
                    waivers,
                    secrets);
        }
    }
}
