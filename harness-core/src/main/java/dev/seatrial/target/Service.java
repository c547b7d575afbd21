package dev.seatrial.target;

import java.nio.file.Path;
import java.time.Duration;
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
 * @param startup the time within which it becomes ready, {@link #DEFAULT_STARTUP} where the owner names none
 * @param grace the time within which it ends after SIGTERM, {@link #DEFAULT_GRACE} where the owner names none
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
        Optional<Path> manifests,
        Duration startup,
        Duration grace) {

    /** How long a service may take to become ready. */
    public static final Duration DEFAULT_STARTUP = Duration.ofSeconds(60);

    /** How long a service may take to end after SIGTERM. */
    public static final Duration DEFAULT_GRACE = Duration.ofSeconds(10);

    public Service {
        env = Target.Ordered.copyOf(env);
        calls = Target.Ordered.copyOf(calls);
        uses = Target.Ordered.copyOf(uses);
        operations = Target.Ordered.copyOf(operations);
    }

    /** A service with what every service has; the {@code with…} methods add to it. */
    public static Service of(String name, Program program, int port) {
        return new Service(
                name,
                program,
                port,
                Optional.empty(),
                Optional.empty(),
                Map.of(),
                Map.of(),
                Map.of(),
                Map.of(),
                Optional.empty(),
                DEFAULT_STARTUP,
                DEFAULT_GRACE);
    }

    /** The same with these health paths. */
    public Service withHealth(String live, String ready) {
        Optional<Health> paths = Optional.of(new Health(Optional.of(live), Optional.of(ready)));
        return new Service(
                name, program, port, paths, openapi, env, calls, uses, operations, manifests, startup, grace);
    }

    /** The same with this OpenAPI description. */
    public Service withOpenapi(Path file) {
        Optional<Path> description = Optional.of(file);
        return new Service(
                name, program, port, health, description, env, calls, uses, operations, manifests, startup, grace);
    }

    /** The same with this environment. */
    public Service withEnv(Map<String, String> variables) {
        return new Service(
                name, program, port, health, openapi, variables, calls, uses, operations, manifests, startup, grace);
    }

    /** The same with these links to services, in this order. */
    public Service withCalls(LinkSpec... links) {
        Map<String, LinkSpec> called = Target.Ordered.by(LinkSpec::provider, links);
        return new Service(
                name, program, port, health, openapi, env, called, uses, operations, manifests, startup, grace);
    }

    /** The same with these links to resources, in this order. */
    public Service withUses(LinkSpec... links) {
        Map<String, LinkSpec> used = Target.Ordered.by(LinkSpec::provider, links);
        return new Service(
                name, program, port, health, openapi, env, calls, used, operations, manifests, startup, grace);
    }

    /** The same with these operations, in this order. */
    public Service withOperations(Operation... all) {
        Map<String, Operation> byId = Target.Ordered.by(Operation::id, all);
        return new Service(name, program, port, health, openapi, env, calls, uses, byId, manifests, startup, grace);
    }

    /** The same with these limits. */
    public Service withLimits(Duration ready, Duration end) {
        return new Service(name, program, port, health, openapi, env, calls, uses, operations, manifests, ready, end);
    }

    /**
     * Where a service says how it is.
     *
     * @param live path of its liveness, such as {@code /livez}
     * @param ready path of its readiness, such as {@code /readyz}
     */
    public record Health(Optional<String> live, Optional<String> ready) {}
}
