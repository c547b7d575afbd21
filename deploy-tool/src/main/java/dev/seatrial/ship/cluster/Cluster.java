package dev.seatrial.ship.cluster;

import dev.seatrial.environment.EnvironmentException;
import dev.seatrial.ship.manifest.Manifest;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.GenericKubernetesResourceList;
import io.fabric8.kubernetes.api.model.NamedContext;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.LocalPortForward;
import io.fabric8.kubernetes.client.dsl.MixedOperation;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * One namespace of a cluster. Objects come and go as {@link Manifest}s.
 *
 * <p>Every method throws {@link EnvironmentException} where the cluster cannot be reached or refuses.
 */
public final class Cluster implements AutoCloseable {

    /** The name under which the API server records what Seatrial owns of an object. */
    public static final String FIELD_MANAGER = "seatrial";

    private final KubernetesClient client;
    private final KubernetesSerialization serialization;
    private final String namespace;

    private Cluster(KubernetesClient client, String namespace) {
        this.client = client;
        this.serialization = client.getKubernetesSerialization();
        this.namespace = namespace;
    }

    /**
     * Connects and makes sure that the namespace is there.
     *
     * @param kubeconfig where the address and the credentials are; else {@code KUBECONFIG}, else {@code ~/.kube/config}, else
     *     the cluster that {@code scripts/cluster/up} started
     * @param context the entry of the kubeconfig, else its current one
     * @param namespace the namespace of everything that follows
     */
    public static Cluster connect(Optional<Path> kubeconfig, Optional<String> context, String namespace) {
        Config config = config(kubeconfig, context);
        Cluster cluster =
                new Cluster(new KubernetesClientBuilder().withConfig(config).build(), namespace);
        try {
            boolean there = cluster.ask(
                            "ask for namespace " + namespace,
                            () -> cluster.client
                                    .namespaces()
                                    .withName(namespace)
                                    .get())
                    != null;
            if (!there) {
                throw new EnvironmentException(
                        "the cluster at %s has no namespace \"%s\": create it (kubectl create namespace %s) or name another with --namespace"
                                .formatted(config.getMasterUrl(), namespace, namespace));
            }
            return cluster;
        } catch (EnvironmentException e) {
            cluster.close();
            throw e;
        }
    }

    private static Config config(Optional<Path> named, Optional<String> context) {
        Optional<Path> kubeconfig = named.or(LocalCluster::kubeconfigIfNoOther);
        if (kubeconfig.isPresent() && !Files.isReadable(kubeconfig.get())) {
            throw new EnvironmentException("cannot read the kubeconfig " + kubeconfig.get()
                    + ": name another with --kubeconfig, or start a local cluster with scripts/cluster/up");
        }
        kubeconfig.ifPresent(file -> context.ifPresent(name -> needContext(file, name)));
        Config read = kubeconfig
                .map(file -> Config.fromKubeconfig(context.orElse(null), file.toFile()))
                .orElseGet(() -> Config.autoConfigure(context.orElse(null)));
        return new ConfigBuilder(read)
                .withConnectionTimeout(5_000)
                .withRequestTimeout(15_000)
                .withRequestRetryBackoffLimit(2)
                .build();
    }

    /** The client falls back silently where a context is missing. */
    private static void needContext(Path kubeconfig, String context) {
        List<String> names = Config.fromKubeconfig(null, kubeconfig.toFile()).getContexts().stream()
                .map(NamedContext::getName)
                .toList();
        if (!names.contains(context)) {
            throw new EnvironmentException(
                    "the kubeconfig %s has no context \"%s\"; it has %s".formatted(kubeconfig, context, names));
        }
    }

    /** Which cluster and namespace this is, for a reader. */
    public String title() {
        return "namespace " + namespace + " of the cluster at " + client.getMasterUrl();
    }

    /** The namespace of everything here. */
    public String namespace() {
        return namespace;
    }

    /** An object as it is now. */
    public Optional<Manifest> find(Kind kind, String name) {
        return Optional.ofNullable(ask(
                        "read " + kind.kind() + "/" + name,
                        () -> objects(kind)
                                .inNamespace(namespace)
                                .withName(name)
                                .get()))
                .map(this::manifest);
    }

    /** Every object of a kind that carries these labels. */
    public List<Manifest> list(Kind kind, Map<String, String> labels) {
        return ask(
                        "list " + kind.kind() + "s",
                        () -> objects(kind)
                                .inNamespace(namespace)
                                .withLabels(labels)
                                .list())
                .getItems()
                .stream()
                .map(this::manifest)
                .toList();
    }

    /**
     * Applies an object by server-side apply.
     *
     * @return the object as it is then
     * @throws ConflictException if another manager owns a field that would change
     */
    public Manifest apply(Manifest manifest, Apply how) throws ConflictException {
        return write("apply " + manifest.title(), () -> {
            Resource<GenericKubernetesResource> resource =
                    client.resource(resource(manifest)).inNamespace(namespace);
            var operation = (how.isDry() ? resource.dryRun() : resource).fieldManager(FIELD_MANAGER);
            return (how.isForced() ? operation.forceConflicts() : operation).serverSideApply();
        });
    }

    /**
     * Creates an object.
     *
     * @throws ConflictException if there is one of that name
     */
    public Manifest create(Manifest manifest) throws ConflictException {
        return write(
                "create " + manifest.title(),
                () -> client.resource(resource(manifest)).inNamespace(namespace).create());
    }

    /**
     * Replaces an object, if it is still the one that was read.
     *
     * @param manifest with the resourceVersion that was read
     * @throws ConflictException if it was changed or deleted since
     */
    public Manifest replace(Manifest manifest) throws ConflictException {
        return write(
                "replace " + manifest.title(),
                () -> client.resource(resource(manifest)).inNamespace(namespace).update());
    }

    /** Deletes an object and what it owns; one that is not there is fine. */
    public void delete(Kind kind, String name) {
        ask(
                "delete " + kind.kind() + "/" + name,
                () -> objects(kind).inNamespace(namespace).withName(name).delete());
    }

    /** The last lines that a container wrote, oldest first; empty where there are none. */
    public List<String> logTail(String pod, String container, boolean ofTheLastRun, int lines) {
        try {
            var log = client.pods().inNamespace(namespace).withName(pod).inContainer(container);
            String text = ofTheLastRun
                    ? log.terminated().tailingLines(lines).getLog()
                    : log.tailingLines(lines).getLog();
            return text == null ? List.of() : text.lines().toList();
        } catch (KubernetesClientException e) {
            return List.of(); // a log is an addition to a message, never its reason
        }
    }

    /** Opens a pod's port on loopback. */
    public PortForward forward(String pod, int port) {
        LocalPortForward forward = ask(
                "forward a port to " + pod,
                () -> client.pods()
                        .inNamespace(namespace)
                        .withName(pod)
                        .portForward(port, InetAddress.getLoopbackAddress(), 0));
        URI url = URI.create("http://127.0.0.1:" + forward.getLocalPort());
        return new PortForward() {
            @Override
            public URI url() {
                return url;
            }

            @Override
            public void close() {
                try {
                    forward.close();
                } catch (IOException e) {
                    throw new UncheckedIOException("cannot close the port-forward to " + pod, e);
                }
            }
        };
    }

    @Override
    public void close() {
        client.close();
    }

    private MixedOperation<
                    GenericKubernetesResource, GenericKubernetesResourceList, Resource<GenericKubernetesResource>>
            objects(Kind kind) {
        return client.genericKubernetesResources(kind.apiVersion(), kind.kind());
    }

    private Manifest manifest(GenericKubernetesResource resource) {
        return Manifest.parseJson(serialization.asJson(resource));
    }

    private GenericKubernetesResource resource(Manifest manifest) {
        return serialization.unmarshal(manifest.json(), GenericKubernetesResource.class);
    }

    private Manifest write(String what, Supplier<GenericKubernetesResource> request) throws ConflictException {
        try {
            return manifest(request.get());
        } catch (KubernetesClientException e) {
            if (e.getCode() == 409) {
                throw new ConflictException(reason(e));
            }
            throw refused(what, e);
        }
    }

    private <T> T ask(String what, Supplier<T> request) {
        try {
            return request.get();
        } catch (KubernetesClientException e) {
            throw refused(what, e);
        }
    }

    private EnvironmentException refused(String what, KubernetesClientException e) {
        if (e.getCode() <= 0) { // no answer came
            return new EnvironmentException(
                    "cannot reach the cluster at %s to %s (%s). Is it up (scripts/cluster/status), is the kubeconfig the right one?"
                            .formatted(client.getMasterUrl(), what, reason(e)),
                    e);
        }
        return new EnvironmentException(
                "the cluster refused to %s in namespace %s (HTTP %d): %s"
                        .formatted(what, namespace, e.getCode(), reason(e)),
                e);
    }

    private static String reason(KubernetesClientException e) {
        if (e.getStatus() != null && e.getStatus().getMessage() != null) {
            return e.getStatus().getMessage();
        }
        Throwable cause = e;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
    }
}
