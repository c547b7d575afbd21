package dev.seatrial.ship.rollout;

import dev.seatrial.environment.EnvironmentException;
import dev.seatrial.ship.cluster.Cluster;
import dev.seatrial.ship.cluster.Kind;
import dev.seatrial.ship.manifest.Manifest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Looks at a Deployment until the rules say that it is ready or never will be. */
final class Watch {

    private static final Duration POLL = Duration.ofMillis(200);
    private static final int LOG_LINES = 10;

    private final Cluster cluster;
    private final Consumer<String> progress;

    Watch(Cluster cluster, Consumer<String> progress) {
        this.cluster = cluster;
        this.progress = progress;
    }

    /**
     * Waits for a Deployment.
     *
     * @return {@link Progress.Ready} or {@link Progress.Failed}
     */
    Progress await(String deployment, Duration limit) throws InterruptedException {
        WatchRules rules = new WatchRules(limit);
        long start = System.nanoTime();
        String said = "";
        while (true) {
            Progress now = rules.see(observe(deployment), Duration.ofNanos(System.nanoTime() - start));
            if (!(now instanceof Progress.Waiting waiting)) {
                return now;
            }
            if (!waiting.what().equals(said)) {
                said = waiting.what();
                progress.accept("waiting for " + said);
            }
            Thread.sleep(POLL.toMillis());
        }
    }

    Observed observe(String name) {
        Manifest deployment = cluster.find(Kind.DEPLOYMENT, name)
                .orElseThrow(() -> new EnvironmentException(
                        "Deployment/%s in namespace %s was deleted by somebody while it was watched"
                                .formatted(name, cluster.namespace())));
        Map<String, String> labels = deployment.texts("spec", "selector", "matchLabels");
        return new Observed(deployment, cluster.list(Kind.REPLICA_SET, labels), cluster.list(Kind.POD, labels));
    }

    /** What the first new pod that is not ready wrote last. */
    List<String> lastLines(String deployment) {
        return observe(deployment).newPods().stream()
                .filter(p -> Observed.condition(p, "Ready")
                        .flatMap(c -> c.text("status"))
                        .filter("True"::equals)
                        .isEmpty())
                .flatMap(p -> p.list("status", "containerStatuses").stream().map(c -> lines(p, c)))
                .filter(lines -> !lines.isEmpty())
                .findFirst()
                .orElse(List.of());
    }

    private List<String> lines(Manifest pod, Manifest container) {
        boolean restarting = container.number("restartCount") > 0
                && container.map("state", "running").isEmpty();
        String name = container.text("name").orElse("");
        List<String> lines = cluster.logTail(pod.name(), name, restarting, LOG_LINES);
        return lines.isEmpty() && restarting ? cluster.logTail(pod.name(), name, false, LOG_LINES) : lines;
    }
}
