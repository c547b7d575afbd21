package dev.seatrial.ship.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seatrial.ship.manifest.Manifest;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FingerprintTest {

    private static final String POD =
            "{\"metadata\":{\"name\":\"c-1\",\"uid\":\"u1\"},\"status\":{\"containerStatuses\":[{\"name\":\"main\",\"imageID\":\"r/x@sha256:aa\",\"restartCount\":0}]}}";

    @Test
    void isTheSameForTheSamePods() {
        assertThat(of(POD).difference(of(POD))).isEmpty();
    }

    @Test
    void tellsARestartAnotherImageAndAnotherPod() {
        assertThat(of(POD).difference(of(POD.replace("\"restartCount\":0", "\"restartCount\":1"))))
                .contains(
                        "before: [c-1 (main=r/x@sha256:aa, restarted 0 times)], after: [c-1 (main=r/x@sha256:aa, restarted 1 times)]");
        assertThat(of(POD).difference(of(POD.replace("sha256:aa", "sha256:bb"))))
                .isPresent();
        assertThat(of(POD).difference(of(POD.replace("u1", "u2")))).isPresent();
        assertThat(of(POD).difference(new Fingerprint(Map.of()))).isPresent();
    }

    @Test
    void runsADigestOnlyWhenEveryPodDoes() {
        assertThat(of(POD).runs("sha256:aa")).isTrue();
        assertThat(of(POD).runs("sha256:bb")).isFalse();
        assertThat(new Fingerprint(Map.of()).runs("sha256:aa")).isFalse();
    }

    private static Fingerprint of(String pod) {
        return Fingerprint.of(List.of(Manifest.parseJson(pod)));
    }
}
