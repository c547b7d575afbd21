package dev.seatrial.ship.manifest;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * One pod of the new version that no Service but its own preview selects.
 *
 * @param id names the run that made it
 * @param deployment the same pod as the stable one would be, under other labels
 * @param preview the one Service that selects it
 */
public record Candidate(String id, Manifest deployment, Manifest preview) {

    /** The label that every object of a run carries, the run's id its value. */
    public static final String RUN_LABEL = "seatrial.dev/run";

    private static final int LABEL_LIMIT = 63;

    /**
     * The candidate for a bundle.
     *
     * @param bundle what is to be promoted later
     * @param services every Service of the namespace, and those of the bundle
     * @param id a few characters that are valid in names
     * @throws ManifestException if a Service would send it stable traffic all the same
     */
    public static Candidate of(Bundle bundle, List<Manifest> services, String id) {
        Manifest stable = bundle.deployment();
        if (!stable.list("spec", "selector", "matchExpressions").isEmpty()) {
            throw new ManifestException(
                    stable.title()
                            + " selects its pods by matchExpressions; a candidate beside it needs labels that can be told apart: use matchLabels");
        }
        Map<String, String> labels = stable.texts("spec", "template", "metadata", "labels");
        Set<String> telling = new LinkedHashSet<>(
                stable.texts("spec", "selector", "matchLabels").keySet());
        services.stream()
                .filter(s -> selects(s, labels))
                .forEach(s -> telling.addAll(s.texts("spec", "selector").keySet()));
        Map<String, String> own = renamed(labels, telling, id);
        Map<String, String> selector = new LinkedHashMap<>(own);
        selector.keySet().retainAll(telling);
        own.put(RUN_LABEL, id);
        services.stream().filter(s -> selects(s, own)).findFirst().ifPresent(s -> {
            throw new ManifestException(s.title() + " would send stable traffic to the candidate, its selector being "
                    + s.texts("spec", "selector"));
        });
        String name = name(bundle.service(), id);
        Manifest deployment = stable.with(name, "metadata", "name")
                .with(Map.of(RUN_LABEL, id), "metadata", "labels")
                .with(1, "spec", "replicas")
                .with(selector, "spec", "selector", "matchLabels")
                .with(own, "spec", "template", "metadata", "labels");
        return new Candidate(id, deployment, preview(deployment, selector));
    }

    /** The name of a candidate's Deployment and preview Service. */
    public static String name(String service, String id) {
        return shortened(service, 63 - "-candidate-".length() - id.length()) + "-candidate-" + id;
    }

    private static Manifest preview(Manifest deployment, Map<String, String> selector) {
        List<Map<String, Object>> ports = deployment.list("spec", "template", "spec", "containers").stream()
                .flatMap(c -> c.list("ports").stream())
                .map(p -> p.number("containerPort"))
                .distinct()
                .<Map<String, Object>>map(p -> Map.of("name", "port-" + p, "port", p, "targetPort", p))
                .toList();
        return Manifest.of("v1", "Service", deployment.name())
                .with(deployment.map("metadata", "labels"), "metadata", "labels")
                .with(selector, "spec", "selector")
                .with(ports, "spec", "ports");
    }

    private static boolean selects(Manifest service, Map<String, String> labels) {
        Map<String, String> selector = service.texts("spec", "selector");
        return !selector.isEmpty() && labels.entrySet().containsAll(selector.entrySet());
    }

    private static Map<String, String> renamed(Map<String, String> labels, Set<String> keys, String id) {
        Map<String, String> renamed = new LinkedHashMap<>(labels);
        renamed.replaceAll((key, value) ->
                keys.contains(key) ? shortened(value, LABEL_LIMIT - 1 - id.length()) + "-" + id : value);
        return renamed;
    }

    private static String shortened(String text, int limit) {
        return text.length() <= limit ? text : text.substring(0, limit).replaceAll("[-_.]+$", "");
    }
}
