package dev.seatrial.target;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * One deployable program of the target.
 *
 * @param name a DNS label, unique over services and resources
 * @param program what is run, or where it runs already
 * @param port the TCP port it listens on, 1–65535; an environment may tell it another through {@code PORT}
 * @param health the paths of its liveness and readiness, absent where the owner named none
 * @param openapi its OpenAPI description, absolute
 * @param env environment variables, as written, references to secrets resolved
 * @param calls services it calls, by provider
 * @param uses resources it uses, by resource
 * @param operations what the owner says of single operations, by operationId or {@code "POST /orders"}
 * @param manifests directory of its Kubernetes manifests, absolute
 */
public record Service(
        String name,
        Program program,
        int port,
        Optional<Health> health,
        Optional<Path> openapi,
        Map<String, String> env,
        Map<String, LinkSpec> calls,
        Map<String, LinkSpec> uses,
        Map<String, Operation> operations,
        Optional<Path> manifests) {

    public Service {
        env = Target.Ordered.copyOf(env);
        calls = Target.Ordered.copyOf(calls);
        uses = Target.Ordered.copyOf(uses);
        operations = Target.Ordered.copyOf(operations);
    }

    /**
     * Where a service says how it is.
     *
     * @param live path of its liveness, such as {@code /livez}
     * @param ready path of its readiness, such as {@code /readyz}
     */
    public record Health(Optional<String> live, Optional<String> ready) {}
}
