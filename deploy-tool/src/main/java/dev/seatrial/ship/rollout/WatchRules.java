package dev.seatrial.ship.rollout;

import dev.seatrial.ship.manifest.Manifest;
import dev.seatrial.ship.rollout.Reason.Cause;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * When a Deployment is ready, and when it never will be.
 *
 * <p>A fold over what was seen: the same observations at the same times give the same answer. The client library's own
 * waiting is not used, because it calls a Deployment ready whose new pods do not exist yet.
 */
final class WatchRules {

    /** A scheduler may need a moment, an autoscaler more; longer than this it is said to be without room. */
    private static final Duration UNSCHEDULABLE_GRACE = Duration.ofSeconds(15);

    private static final Set<String> CONFIGURATION = Set.of(
            "CreateContainerConfigError",
            "CreateContainerError",
            "RunContainerError",
            "InvalidImageName",
            "ErrImageNeverPull");
    private static final Set<String> PULL = Set.of("ErrImagePull", "ImagePullBackOff");

    private final Duration limit;
    private final Map<String, Duration> unschedulableSince = new HashMap<>();
    private final Map<String, Integer> failedPulls = new HashMap<>();
    private final Map<String, String> lastWaiting = new HashMap<>();

    /** @param limit after which waiting ends */
    WatchRules(Duration limit) {
        this.limit = limit;
    }

    /**
     * What the next observation says.
     *
     * @param seen the Deployment as it is
     * @param at when, since the watch began
     */
    Progress see(Observed seen, Duration at) {
        List<Reason> reasons = new ArrayList<>();
        if (seen.generationSeen()) {
            quota(seen, reasons);
            seen.newPods().forEach(pod -> pod(pod, at, reasons));
            deadline(seen, reasons);
        }
        if (!reasons.isEmpty()) {
            return new Progress.Failed(reasons);
        }
        String missing = missing(seen);
        if (missing.isEmpty()) {
            return new Progress.Ready();
        }
        if (at.compareTo(limit) >= 0) {
            return new Progress.Failed(List.of(new Reason(
                    Cause.PROGRAM,
                    seen.deployment().title(),
                    "not ready after %d s: %s".formatted(limit.toSeconds(), missing))));
        }
        return new Progress.Waiting(missing);
    }

    private static String missing(Observed seen) {
        Manifest deployment = seen.deployment();
        if (!seen.generationSeen()) {
            return "the controller to see the new specification";
        }
        long wanted = deployment.at("spec", "replicas").isPresent() ? deployment.number("spec", "replicas") : 1;
        long updated = deployment.number("status", "updatedReplicas");
        long all = deployment.number("status", "replicas");
        long ready = deployment.number("status", "readyReplicas");
        long available = deployment.number("status", "availableReplicas");
        if (updated < wanted) {
            return "%d of %d new pods to exist".formatted(wanted - updated, wanted);
        }
        if (all > updated) {
            return "%d old pods to end".formatted(all - updated);
        }
        if (ready < wanted || available < wanted) {
            return "%d of %d pods to be ready%s"
                    .formatted(wanted - Math.min(ready, available), wanted, lastWords(seen));
        }
        return seen.condition("Progressing")
                        .flatMap(c -> c.text("reason"))
                        .filter("NewReplicaSetAvailable"::equals)
                        .isPresent()
                ? ""
                : "the controller to say that the new pods are available";
    }

    private static String lastWords(Observed seen) {
        return seen.newPods().stream()
                .flatMap(p -> Observed.condition(p, "Ready").stream())
                .flatMap(c -> c.text("message").stream())
                .findFirst()
                .map(message -> " (" + message + ")")
                .orElse("");
    }

    private static void quota(Observed seen, List<Reason> reasons) {
        seen.condition("ReplicaFailure")
                .filter(c -> c.text("status").orElse("").equals("True"))
                .ifPresent(c -> reasons.add(new Reason(
                        Cause.CLUSTER,
                        seen.deployment().title(),
                        "its pods cannot be created: " + c.text("message").orElse("no reason given"))));
    }

    private static void deadline(Observed seen, List<Reason> reasons) {
        seen.condition("Progressing")
                .filter(c -> c.text("reason").orElse("").equals("ProgressDeadlineExceeded"))
                .ifPresent(c -> reasons.add(new Reason(
                        Cause.PROGRAM,
                        seen.deployment().title(),
                        c.text("message").orElse("no progress within its deadline"))));
    }

    private void pod(Manifest pod, Duration at, List<Reason> reasons) {
        unschedulable(pod, at, reasons);
        if (pod.text("status", "phase").orElse("").equals("Failed")) {
            reasons.add(new Reason(
                    Cause.PROGRAM,
                    "pod " + pod.name(),
                    "failed: "
                            + pod.text("status", "message")
                                    .or(() -> pod.text("status", "reason"))
                                    .orElse("no reason given")));
        }
        Stream.concat(
                        pod.list("status", "initContainerStatuses").stream(),
                        pod.list("status", "containerStatuses").stream())
                .forEach(c -> container(
                        pod, c, pod.list("status", "initContainerStatuses").contains(c), reasons));
    }

    private void unschedulable(Manifest pod, Duration at, List<Reason> reasons) {
        var condition = Observed.condition(pod, "PodScheduled")
                .filter(c -> c.text("reason").orElse("").equals("Unschedulable"));
        if (condition.isEmpty()) {
            unschedulableSince.remove(pod.name());
            return;
        }
        Duration since = unschedulableSince.computeIfAbsent(pod.name(), name -> at);
        if (at.minus(since).compareTo(UNSCHEDULABLE_GRACE) >= 0) {
            reasons.add(new Reason(
                    Cause.CLUSTER,
                    "pod " + pod.name(),
                    "no node can take it (Unschedulable): "
                            + condition.get().text("message").orElse("no reason given")));
        }
    }

    private void container(Manifest pod, Manifest container, boolean init, List<Reason> reasons) {
        String subject = "pod %s, container %s"
                .formatted(pod.name(), container.text("name").orElse("?"));
        String waiting = container.text("state", "waiting", "reason").orElse("");
        String message = container.text("state", "waiting", "message").orElse("no message");
        String before = lastWaiting.put(subject, waiting);
        if (CONFIGURATION.contains(waiting)) {
            reasons.add(new Reason(Cause.CLUSTER, subject, waiting + ": " + message));
        } else if (PULL.contains(waiting)) {
            if (waiting.equals("ErrImagePull") && !waiting.equals(before)) {
                failedPulls.merge(subject, 1, Integer::sum);
            }
            String image = container.text("image").orElse("?");
            if (failedPulls.getOrDefault(subject, 0) >= 2 || isFinal(message)) {
                reasons.add(new Reason(Cause.CLUSTER, subject, "%s of %s: %s".formatted(waiting, image, message)));
            }
        } else {
            ended(container, init).ifPresent(how -> reasons.add(new Reason(Cause.PROGRAM, subject, how)));
        }
    }

    /** A registry that answers "not found" will say so again; one that does not answer may be coming back. */
    private static boolean isFinal(String message) {
        return message.contains("not found")
                || message.contains("manifest unknown")
                || message.contains("name unknown");
    }

    private static java.util.Optional<String> ended(Manifest container, boolean init) {
        return Stream.of(container.map("state", "terminated"), container.map("lastState", "terminated"))
                .filter(t -> !t.isEmpty())
                .map(Manifest::new)
                .filter(t -> !init || t.number("exitCode") != 0)
                .findFirst()
                .map(t -> {
                    String reason = t.text("reason").orElse("");
                    if (reason.equals("OOMKilled")) {
                        return "killed because it used more memory than its limit (OOMKilled)";
                    }
                    long code = t.number("exitCode");
                    String told = code == 143 || code == 137
                            ? " (told to end from outside: the cluster does that when a startup or liveness probe fails for too long)"
                            : reason.isEmpty() || reason.equals("Error") ? "" : " (" + reason + ")";
                    return "ended with exit code %d%s; restarted %d times"
                            .formatted(code, told, container.number("restartCount"));
                });
    }
}
