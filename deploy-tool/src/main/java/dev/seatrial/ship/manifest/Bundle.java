package dev.seatrial.ship.manifest;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What a service consists of on a cluster: one Deployment and the objects around it.
 *
 * @param service the service's name
 * @param deployment runs it
 * @param around Services, ConfigMaps and whatever else belongs to it
 */
public record Bundle(String service, Manifest deployment, List<Manifest> around) {

    public Bundle {
        around = List.copyOf(around);
    }

    /** Every object, in the order in which they are applied: the Deployment last. */
    public List<Manifest> all() {
        List<Manifest> all = new ArrayList<>(around);
        all.add(deployment);
        return List.copyOf(all);
    }

    /**
     * The same, running this image and never taking down a pod before its successor serves.
     *
     * @throws ManifestException if it cannot be told which container is the service's
     */
    public Bundle running(String image) {
        List<Manifest> containers = deployment.list("spec", "template", "spec", "containers");
        List<Manifest> mine = containers.size() == 1
                ? containers
                : containers.stream()
                        .filter(c -> c.text("name").orElse("").equals(service))
                        .toList();
        if (mine.size() != 1) {
            throw new ManifestException("%s has %d containers and none is named \"%s\": name the service's own so"
                    .formatted(deployment.title(), containers.size(), service));
        }
        List<Manifest> with = containers.stream()
                .map(c -> c.equals(mine.get(0)) ? c.with(image, "image") : c)
                .toList();
        Manifest rolling = deployment
                .with(with, "spec", "template", "spec", "containers")
                .with(
                        Map.of("type", "RollingUpdate", "rollingUpdate", Map.of("maxUnavailable", 0, "maxSurge", 1)),
                        "spec",
                        "strategy");
        return new Bundle(service, rolling, around);
    }

    /** The same with as many replicas as run now, so that shipping does not undo scaling. */
    public Bundle scaledAs(Manifest live) {
        return live.at("spec", "replicas")
                .map(replicas -> new Bundle(service, deployment.with(replicas, "spec", "replicas"), around))
                .orElse(this);
    }
}
