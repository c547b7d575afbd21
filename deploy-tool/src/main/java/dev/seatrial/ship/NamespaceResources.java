package dev.seatrial.ship;

import dev.seatrial.environment.EnvironmentException;
import dev.seatrial.ship.cluster.Cluster;
import dev.seatrial.ship.cluster.Kind;
import dev.seatrial.ship.manifest.Manifest;
import dev.seatrial.target.Resource;
import dev.seatrial.target.Service;
import dev.seatrial.target.Target;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Where a service's databases are, as the namespace's Secrets tell its pods: so that the gate can count effects in the
 * candidate's own database. What the target says itself goes before.
 */
final class NamespaceResources {

    private static final Duration REACHED_WITHIN = Duration.ofSeconds(3);

    private final Cluster cluster;
    private final Consumer<String> told;

    /**
     * Looks in a namespace.
     *
     * @param told hears, a line each, why a database cannot be used
     */
    NamespaceResources(Cluster cluster, Consumer<String> told) {
        this.cluster = cluster;
        this.told = told;
    }

    /** The target with an address for each database of the service that can be reached from here. */
    Target locate(Target target, Service service) {
        Map<String, Resource> resources = new LinkedHashMap<>(target.resources());
        Set<String> secrets = new HashSet<>(target.secrets());
        service.uses().keySet().stream()
                .map(resources::get)
                .filter(r -> r != null
                        && r.kind() == Resource.Kind.POSTGRES
                        && r.url().isEmpty())
                .toList()
                .forEach(resource -> locate(resource).ifPresent(located -> {
                    resources.put(located.name(), located);
                    located.password().ifPresent(secrets::add);
                }));
        return target.withResources(resources.values().toArray(Resource[]::new)).withSecrets(Set.copyOf(secrets));
    }

    private Optional<Resource> locate(Resource resource) {
        Optional<URI> url;
        Optional<Manifest> secret;
        try {
            secret = cluster.find(Kind.SECRET, resource.name());
            url = secret.flatMap(s -> value(s, "url")).map(u -> URI.create(u.replaceFirst("^jdbc:", "")));
        } catch (EnvironmentException | IllegalArgumentException e) {
            return without(resource, String.valueOf(e.getMessage()));
        }
        if (url.isEmpty() || url.get().getHost() == null) {
            return without(
                    resource, "the namespace has no Secret/" + resource.name() + " whose key url says where it is");
        }
        int port = url.get().getPort() < 0 ? 5432 : url.get().getPort();
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(url.get().getHost(), port), (int) REACHED_WITHIN.toMillis());
        } catch (IOException e) {
            return without(
                    resource,
                    url.get().getHost() + ":" + port + " cannot be reached from here (" + e.getMessage() + ")");
        }
        return Optional.of(new Resource(
                resource.name(),
                resource.kind(),
                resource.version(),
                url,
                secret.flatMap(s -> value(s, "user")),
                secret.flatMap(s -> value(s, "password")),
                resource.alsoUsedBy()));
    }

    private Optional<Resource> without(Resource resource, String why) {
        String path = "--set resources." + resource.name();
        told.accept("without database " + resource.name() + ": " + why + "; say where the candidate's database is with "
                + path + ".url=postgresql://host:port/database, " + path + ".user=… and " + path + ".password=…");
        return Optional.empty();
    }

    private static Optional<String> value(Manifest secret, String key) {
        return secret.text("data", key)
                .map(base64 -> new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8));
    }
}
