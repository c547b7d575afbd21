package dev.seatrial.ship.rollout;

import dev.seatrial.ship.manifest.Manifest;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Which pods, of which images, restarted how often: what must not change while they are being judged.
 *
 * @param pods by uid, what runs in them
 */
record Fingerprint(Map<String, String> pods) {

    static Fingerprint of(List<Manifest> pods) {
        Map<String, String> byUid = new TreeMap<>();
        for (Manifest pod : pods) {
            String containers = pod.list("status", "containerStatuses").stream()
                    .map(c -> "%s=%s, restarted %d times"
                            .formatted(
                                    c.text("name").orElse("?"),
                                    c.text("imageID").orElse("?"),
                                    c.number("restartCount")))
                    .collect(Collectors.joining("; "));
            byUid.put(pod.text("metadata", "uid").orElse("?"), pod.name() + " (" + containers + ")");
        }
        return new Fingerprint(byUid);
    }

    /** What is different in another, if anything. */
    Optional<String> difference(Fingerprint after) {
        return equals(after)
                ? Optional.empty()
                : Optional.of("before: " + pods.values() + ", after: " + after.pods.values());
    }

    /** Whether some container of every pod runs the image with this digest. */
    boolean runs(String digest) {
        return !pods.isEmpty() && pods.values().stream().allMatch(p -> p.contains(digest));
    }
}
