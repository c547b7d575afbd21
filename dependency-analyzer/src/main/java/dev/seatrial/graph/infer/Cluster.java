package dev.seatrial.graph.infer;

import dev.seatrial.graph.config.BadFileException;
import dev.seatrial.graph.config.PropertiesTexts;
import dev.seatrial.graph.config.Setting;
import dev.seatrial.graph.config.Settings;
import dev.seatrial.graph.config.YamlTexts;
import dev.seatrial.graph.model.Place;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The workloads of a cluster with the names, ports and variables that its other objects give them.
 *
 * @see <a href="https://kubernetes.io/docs/concepts/workloads/">Kubernetes: Workloads</a>
 * @see <a href="https://kubernetes.io/docs/concepts/services-networking/service/">Kubernetes: Service (selector)</a>
 * @see <a href="https://kubernetes.io/docs/tasks/configure-pod-container/configure-pod-configmap/">Kubernetes: env from
 *     ConfigMaps, files in ConfigMaps</a>
 */
final class Cluster {

    private static final Map<String, String> PODS = Map.of(
            "Deployment", "spec.template.",
            "StatefulSet", "spec.template.",
            "DaemonSet", "spec.template.",
            "ReplicaSet", "spec.template.",
            "Rollout", "spec.template.",
            "DeploymentConfig", "spec.template.",
            "Job", "spec.template.",
            "CronJob", "spec.jobTemplate.spec.template.",
            "Pod", "");

    private final List<Manifest> manifests;
    private final Map<Container, Map<String, String>> labels = new LinkedHashMap<>();
    private final Map<Container, List<Manifest>> services = new LinkedHashMap<>();

    private Cluster(List<Manifest> manifests) {
        this.manifests = manifests;
    }

    /** Gives the workloads; adds the routes that lead to them. */
    static List<Container> in(List<Manifest> manifests, List<Link> links) {
        Cluster cluster = new Cluster(manifests);
        // patches after what they patch
        List<Manifest> ordered = new ArrayList<>(manifests);
        ordered.sort(Comparator.comparing(
                m -> m.settings().stream().noneMatch(s -> s.key().endsWith(".image"))));
        for (Manifest manifest : ordered) {
            String pod = PODS.get(manifest.kind());
            if (pod != null) {
                cluster.workload(manifest, pod);
            } else if (manifest.kind().equals("Service")
                    && manifest.value("apiVersion").startsWith("serving.knative")) {
                cluster.workload(manifest, "spec.template.");
            }
        }
        manifests.stream().filter(m -> m.kind().equals("Service")).forEach(cluster::service);
        cluster.labels.keySet().forEach(cluster::called);
        manifests.forEach(m -> ClusterRoutes.in(m, links));
        return List.copyOf(cluster.labels.keySet());
    }

    private void workload(Manifest manifest, String pod) {
        Optional<Container> patched = patched(manifest, pod);
        if (patched.isPresent()) {
            for (List<Setting> container : manifest.items(pod + "spec.containers")) {
                container(patched.get(), new Manifest(manifest.kind(), manifest.name(), container));
            }
            return;
        }
        Container made = new Container(manifest.name(), manifest.kind(), manifest.place());
        labels.put(made, manifest.table(pod + "metadata.labels."));
        manifest.settings().stream()
                .filter(s -> s.key().equals(pod + "metadata.annotations.dapr.io/app-id"))
                .forEach(s -> made.aliases.add(s.value()));
        for (String list : List.of(pod + "spec.containers", "spec.containers")) {
            for (List<Setting> container : manifest.items(list)) {
                container(made, new Manifest(manifest.kind(), manifest.name(), container));
            }
            if (!made.image.isEmpty()) {
                break;
            }
        }
        for (List<Setting> volume : manifest.items(pod + "spec.volumes")) {
            Manifest read = new Manifest("", "", volume);
            named("ConfigMap", read.value("configMap.name")).ifPresent(m -> files(made, m));
            for (List<Setting> source : read.items("projected.sources")) {
                named("ConfigMap", new Manifest("", "", source).value("configMap.name"))
                        .ifPresent(m -> files(made, m));
            }
        }
    }

    /**
     * The workload that a manifest without images patches, where there is one of its kind and name.
     *
     * @see <a href="https://kubectl.docs.kubernetes.io/references/kustomize/kustomization/patches/">kustomize: patches</a>
     */
    private Optional<Container> patched(Manifest manifest, String pod) {
        boolean image = manifest.settings().stream()
                .anyMatch(s ->
                        s.key().startsWith(pod + "spec.containers") && s.key().endsWith(".image"));
        return image
                ? Optional.empty()
                : labels.keySet().stream()
                        .filter(c -> c.name.equals(manifest.name()) && c.source.equals(manifest.kind()))
                        .findFirst();
    }

    private void container(Container to, Manifest container) {
        if (to.image.isEmpty()) {
            to.image = container.value("image");
        }
        container.items("ports").forEach(p -> to.port(new Manifest("", "", p).value("containerPort")));
        container.settings().stream()
                .filter(s -> s.key().startsWith("args") || s.key().startsWith("command"))
                .forEach(s -> to.command(s.value(), s.place()));
        for (List<Setting> item : container.items("envFrom")) {
            Manifest from = new Manifest("", "", item);
            String prefix = from.value("prefix");
            data(named("ConfigMap", from.value("configMapRef.name")))
                    .forEach(s -> to.variable(prefix + s.key(), s.value(), s.place()));
            data(named("Secret", from.value("secretRef.name")))
                    .forEach(s -> to.variable(prefix + s.key(), s.value(), s.place()));
        }
        Map<String, String> before = new LinkedHashMap<>();
        for (List<Setting> item : container.items("env")) {
            Manifest variable = new Manifest("", "", item);
            String name = variable.value("name");
            Place place = item.get(0).place();
            String value = variable.settings().stream().anyMatch(s -> s.key().equals("value"))
                    ? expanded(variable.value("value"), before)
                    : referred(variable, "ConfigMap", "valueFrom.configMapKeyRef.")
                            .or(() -> referred(variable, "Secret", "valueFrom.secretKeyRef."))
                            .orElse("");
            if (!name.isEmpty() && !value.isEmpty()) {
                before.put(name, value);
                to.variable(name, value, place);
            }
        }
    }

    /** @see <a href="https://kubernetes.io/docs/tasks/inject-data-application/define-interdependent-environment-variables/">
     *     Kubernetes: dependent environment variables</a> */
    private static String expanded(String value, Map<String, String> before) {
        String now = value;
        for (Map.Entry<String, String> one : before.entrySet()) {
            now = now.replace("$(" + one.getKey() + ")", one.getValue());
        }
        return now;
    }

    private Optional<String> referred(Manifest variable, String kind, String reference) {
        return data(named(kind, variable.value(reference + "name"))).stream()
                .filter(s -> s.key().equals(variable.value(reference + "key")))
                .map(Setting::value)
                .findFirst();
    }

    private Optional<Manifest> named(String kind, String name) {
        return manifests.stream()
                .filter(m -> m.kind().equals(kind) && m.name().equals(name) && !name.isEmpty())
                .findFirst();
    }

    /** A secret's values serve to find addresses; none of them is ever printed. */
    private static List<Setting> data(Optional<Manifest> manifest) {
        List<Setting> found = new ArrayList<>();
        manifest.ifPresent(m -> {
            found.addAll(m.below("stringData."));
            for (Setting one : m.below("data.")) {
                found.add(m.kind().equals("Secret") ? new Setting(one.key(), plain(one.value()), one.place()) : one);
            }
        });
        return found;
    }

    private static String plain(String base64) {
        try {
            return new String(Base64.getMimeDecoder().decode(base64), StandardCharsets.UTF_8).strip();
        } catch (IllegalArgumentException e) {
            return "";
        }
    }

    /** A ConfigMap that is mounted holds the application's own files. */
    private static void files(Container to, Manifest configMap) {
        for (Setting one : configMap.below("data.")) {
            String file = one.place().file();
            List<Setting> read = List.of();
            if (one.key().matches("(application|bootstrap)(-[\\w-]+)?\\.properties")) {
                read = PropertiesTexts.settings(file, one.value());
            } else if (one.key().matches("(application|bootstrap)(-[\\w-]+)?\\.ya?ml")) {
                try {
                    read = YamlTexts.settings(file, one.value());
                } catch (BadFileException e) {
                    continue;
                }
            }
            read.forEach(s -> to.environment.add(new Setting(Settings.canonical(s.key()), s.value(), one.place())));
        }
    }

    /** Others call a workload by its Service: that is its name, where there is one Service. */
    private void called(Container container) {
        List<Manifest> its = services.getOrDefault(container, List.of());
        if (its.size() == 1) {
            container.aliases.add(container.name);
            container.name = its.get(0).name();
            container.source = "Service";
        }
    }

    /** A Service gives its name to what its selector selects. */
    private void service(Manifest service) {
        Map<String, String> selector = service.table("spec.selector.");
        labels.forEach((container, its) -> {
            if (!selector.isEmpty() && its.entrySet().containsAll(selector.entrySet())) {
                container.aliases.add(service.name());
                services.computeIfAbsent(container, c -> new ArrayList<>()).add(service);
                for (List<Setting> port : service.items("spec.ports")) {
                    Manifest read = new Manifest("", "", port);
                    container.port(read.value("targetPort"));
                    // 80 and 443 are everybody's: no way back from them to one program
                    if (!read.value("port").matches("80|443")) {
                        container.port(read.value("port"));
                    }
                }
            }
        });
    }
}
