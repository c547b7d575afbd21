package dev.seatrial.ship.rollout;

import dev.seatrial.environment.EnvironmentException;
import dev.seatrial.ship.cluster.Apply;
import dev.seatrial.ship.cluster.Cluster;
import dev.seatrial.ship.cluster.ConflictException;
import dev.seatrial.ship.cluster.Kind;
import dev.seatrial.ship.manifest.Manifest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What the run of a service is about to do, kept in the cluster so that the next run can mend what a killed one left.
 *
 * <p>It is a ConfigMap {@code seatrial-<service>}; what came of past runs is in {@code seatrial-<service>-audit}.
 */
final class Journal {

    private static final int KEPT_RECORDS = 20;

    private final Cluster cluster;
    private final String service;

    Journal(Cluster cluster, String service) {
        this.cluster = cluster;
        this.service = service;
    }

    /**
     * What a run wrote.
     *
     * @param run its id
     * @param phase what it was about to do
     * @param image what it ships
     * @param fencing the lock's count of holders when it took it
     * @param manifestHash over what it promotes
     * @param previous the stable objects before it changed them
     * @param created the stable objects that were not there before, by their names
     */
    record Entry(
            String run,
            Phase phase,
            String image,
            long fencing,
            String manifestHash,
            List<Manifest> previous,
            List<Manifest> created) {

        Entry {
            previous = List.copyOf(previous);
            created = List.copyOf(created);
        }

        Entry in(Phase next) {
            return new Entry(run, next, image, fencing, manifestHash, previous, created);
        }
    }

    Optional<Entry> read() {
        return cluster.find(Kind.CONFIG_MAP, name()).map(map -> {
            Map<String, String> data = map.texts("data");
            try {
                return new Entry(
                        data.getOrDefault("run", "unknown"),
                        Phase.valueOf(data.getOrDefault("phase", "ENDED")),
                        data.getOrDefault("image", ""),
                        Long.parseLong(data.getOrDefault("fencing", "0")),
                        data.getOrDefault("manifestHash", ""),
                        manifests(data, "previous"),
                        manifests(data, "created"));
            } catch (RuntimeException e) {
                throw new EnvironmentException(
                        "cannot read the journal ConfigMap/%s (%s): look at what runs, then delete it"
                                .formatted(name(), e.getMessage()),
                        e);
            }
        });
    }

    void write(Entry entry) {
        put(
                name(),
                Map.of(
                        "run", entry.run(),
                        "phase", entry.phase().name(),
                        "image", entry.image(),
                        "fencing", String.valueOf(entry.fencing()),
                        "manifestHash", entry.manifestHash(),
                        "previous", lines(entry.previous()),
                        "created", lines(entry.created())));
    }

    private static List<Manifest> manifests(Map<String, String> data, String key) {
        return data.getOrDefault(key, "").lines().map(Manifest::parseJson).toList();
    }

    private static String lines(List<Manifest> manifests) {
        return String.join("\n", manifests.stream().map(Manifest::json).toList());
    }

    /** Adds what came of a run; the oldest records go. */
    void record(Instant at, Map<String, String> what) {
        Map<String, String> records = new TreeMap<>(cluster.find(Kind.CONFIG_MAP, name() + "-audit")
                .map(map -> map.texts("data"))
                .orElse(Map.of()));
        List<String> oldest = new ArrayList<>(records.keySet());
        oldest.subList(Math.max(0, oldest.size() - KEPT_RECORDS + 1), oldest.size())
                .clear();
        oldest.forEach(records::remove);
        records.put(
                at.toString().replace(':', '.') + "-" + what.getOrDefault("run", "unknown"),
                new Manifest(new TreeMap<String, Object>(what)).json());
        put(name() + "-audit", records);
    }

    private String name() {
        return "seatrial-" + service;
    }

    private void put(String name, Map<String, String> data) {
        try {
            cluster.apply(Manifest.of("v1", "ConfigMap", name).with(data, "data"), Apply.FORCED);
        } catch (ConflictException e) {
            throw new EnvironmentException("cannot write the journal ConfigMap/" + name + ": " + e.getMessage(), e);
        }
    }
}
