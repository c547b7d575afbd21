package dev.seatrial.ship.manifest;

import dev.seatrial.target.LinkSpec;
import dev.seatrial.target.Resource;
import dev.seatrial.target.Service;
import dev.seatrial.target.Target;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A service's manifests: those its owner wrote, else generated from what the target says of it. */
public final class ServiceManifests {

    /** Pods go on serving this long after they were told to end, until every node has heard that they are leaving. */
    private static final Duration DRAIN = Duration.ofSeconds(3);

    private final Target target;
    private final Service service;

    private ServiceManifests(Target target, Service service) {
        this.target = target;
        this.service = service;
    }

    /**
     * The manifests of one service, its image not yet named.
     *
     * @throws ManifestException if they cannot be read, or if generating them would show a secret
     */
    public static Bundle of(Target target, Service service) {
        return service.manifests()
                .map(directory -> ManifestDirectory.read(directory, service.name()))
                .orElseGet(() -> new ServiceManifests(target, service).generated());
    }

    private Bundle generated() {
        Map<String, Object> identity =
                Map.of("app.kubernetes.io/name", service.name(), "app.kubernetes.io/part-of", target.system());
        Manifest deployment = Manifest.of("apps/v1", "Deployment", service.name())
                .with(identity, "metadata", "labels")
                .with(2, "spec", "replicas")
                .with(service.startup().toSeconds() + 60, "spec", "progressDeadlineSeconds")
                .with(identity, "spec", "selector", "matchLabels")
                .with(identity, "spec", "template", "metadata", "labels")
                .with(podSpec(), "spec", "template", "spec");
        Manifest stable = Manifest.of("v1", "Service", service.name())
                .with(identity, "metadata", "labels")
                .with(identity, "spec", "selector")
                .with(List.of(Map.of("name", "http", "port", service.port(), "targetPort", "http")), "spec", "ports");
        return new Bundle(service.name(), deployment, List.of(stable));
    }

    private Map<String, Object> podSpec() {
        Map<String, Object> pod = new LinkedHashMap<>();
        pod.put("containers", List.of(container()));
        pod.put("terminationGracePeriodSeconds", service.grace().plus(DRAIN).toSeconds());
        pod.put("enableServiceLinks", false);
        pod.put("automountServiceAccountToken", false);
        pod.put("volumes", List.of(Map.of("name", "tmp", "emptyDir", Map.of())));
        return pod;
    }

    private Map<String, Object> container() {
        Map<String, Object> container = new LinkedHashMap<>();
        container.put("name", service.name());
        container.put("ports", List.of(Map.of("name", "http", "containerPort", service.port())));
        container.put("env", environment());
        container.put("volumeMounts", List.of(Map.of("name", "tmp", "mountPath", "/tmp")));
        container.put("lifecycle", Map.of("preStop", Map.of("sleep", Map.of("seconds", DRAIN.toSeconds()))));
        container.put(
                "securityContext",
                Map.of("allowPrivilegeEscalation", false, "capabilities", Map.of("drop", List.of("ALL"))));
        Optional<String> live = service.health().flatMap(Service.Health::live);
        Optional<String> ready = service.health().flatMap(Service.Health::ready);
        Map<String, Object> answers = ready.or(() -> live)
                .<Map<String, Object>>map(this::get)
                .orElse(Map.of("tcpSocket", Map.of("port", "http")));
        container.put("startupProbe", probe(answers, 1, service.startup().toSeconds()));
        container.put("readinessProbe", probe(answers, 2, 2));
        live.ifPresent(path -> container.put("livenessProbe", probe(get(path), 5, 3)));
        return container;
    }

    private Map<String, Object> get(String path) {
        return Map.of("httpGet", Map.of("path", path, "port", "http"));
    }

    private static Map<String, Object> probe(Map<String, Object> answers, long period, long failures) {
        Map<String, Object> probe = new LinkedHashMap<>(answers);
        probe.put("periodSeconds", period);
        probe.put("timeoutSeconds", 2);
        probe.put("failureThreshold", failures);
        return probe;
    }

    private List<Map<String, Object>> environment() {
        Map<String, Map<String, Object>> env = new LinkedHashMap<>();
        put(env, "PORT", String.valueOf(service.port()));
        service.env().forEach((name, value) -> put(env, name, open(name, value)));
        service.calls().values().forEach(call -> call.env().forEach((key, name) -> put(env, name, address(call, key))));
        service.uses().values().forEach(use -> use.env().forEach((key, name) -> env.put(name, secret(use, key, name))));
        return new ArrayList<>(env.values());
    }

    private static void put(Map<String, Map<String, Object>> env, String name, String value) {
        env.put(name, Map.of("name", name, "value", value));
    }

    private String open(String name, String value) {
        if (target.secrets().stream().anyMatch(value::contains)) {
            throw new ManifestException(
                    "services.%s.env.%s holds a secret, and a generated Deployment would show it to everyone who may read Deployments: give the service a manifests: directory whose Deployment takes it from a Secret"
                            .formatted(service.name(), name));
        }
        return value;
    }

    private String address(LinkSpec call, String key) {
        int port = Optional.ofNullable(target.services().get(call.provider()))
                .map(Service::port)
                .orElse(80);
        return switch (key) {
            case "host" -> call.provider();
            case "port" -> String.valueOf(port);
            default -> "http://" + call.provider() + ":" + port;
        };
    }

    /** Where a resource is and who may use it is the namespace's own affair: a Secret named after the resource says it. */
    private Map<String, Object> secret(LinkSpec use, String key, String variable) {
        Resource resource = target.resources().get(use.provider());
        String name = resource == null ? use.provider() : resource.name();
        return Map.of("name", variable, "valueFrom", Map.of("secretKeyRef", Map.of("name", name, "key", key)));
    }
}
