package dev.seatrial.environment.containers;

import dev.seatrial.link.Endpoint;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A container to be made.
 *
 * @param name the service or resource
 * @param image present in the engine
 * @param command in place of the image's own; empty for the image's own
 * @param environment its variables; some are secrets
 * @param ports ports in the container, by where they are published
 * @param cargo files that are laid into it, if any
 */
record ContainerSpec(
        String name,
        String image,
        List<String> command,
        Map<String, String> environment,
        Map<Endpoint, Integer> ports,
        Optional<Cargo> cargo) {

    ContainerSpec {
        command = List.copyOf(command);
        environment = Map.copyOf(environment);
        ports = Map.copyOf(ports);
    }
}
