package dev.seatrial.ship.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seatrial.ship.manifest.Manifest;
import dev.seatrial.ship.rollout.Reason.Cause;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class WatchRulesTest {

    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final String READY =
            "\"observedGeneration\":2,\"replicas\":2,\"updatedReplicas\":2,\"readyReplicas\":2,\"availableReplicas\":2,"
                    + "\"conditions\":[{\"type\":\"Progressing\",\"status\":\"True\",\"reason\":\"NewReplicaSetAvailable\"}]";
    private static final String NOT_READY = READY.replace("\"readyReplicas\":2,", "");

    private final WatchRules rules = new WatchRules(LIMIT);

    @Test
    void isReadyWhenEveryPodIsTheNewOneAndTheControllerSaysSo() {
        assertThat(see(READY)).isInstanceOf(Progress.Ready.class);
    }

    @Test
    void waitsUntilTheControllerHasSeenTheNewSpecification() {
        assertThat(waiting(READY.replace("\"observedGeneration\":2", "\"observedGeneration\":1")))
                .isEqualTo("the controller to see the new specification");
    }

    @Test
    void waitsForNewPodsToExist() {
        assertThat(waiting(READY.replace("\"updatedReplicas\":2", "\"updatedReplicas\":1")))
                .isEqualTo("1 of 2 new pods to exist");
    }

    @Test
    void waitsForOldPodsToEnd() {
        assertThat(waiting(READY.replace("\"replicas\":2", "\"replicas\":3"))).isEqualTo("1 old pods to end");
    }

    @Test
    void waitsForPodsThatAreReadyButNotYetAvailable() {
        assertThat(waiting(READY.replace("\"availableReplicas\":2", "\"availableReplicas\":1")))
                .isEqualTo("1 of 2 pods to be ready");
    }

    @Test
    void waitsForTheControllersOwnWord() {
        assertThat(waiting(READY.replace("NewReplicaSetAvailable", "ReplicaSetUpdated")))
                .isEqualTo("the controller to say that the new pods are available");
    }

    @Test
    void endsAtItsLimitAndSaysWhatItWaitedFor() {
        Reason reason = reason(rules.see(observed(NOT_READY), LIMIT));

        assertThat(reason).hasToString("Deployment/fixture: not ready after 60 s: 2 of 2 pods to be ready");
        assertThat(reason.cause()).isEqualTo(Cause.PROGRAM);
    }

    @Test
    void takesTheDeadlineOfTheDeployment() {
        String late = NOT_READY.replace(
                "NewReplicaSetAvailable\"", "ProgressDeadlineExceeded\",\"message\":\"timed out progressing\"");

        assertThat(reason(see(late)).message()).isEqualTo("timed out progressing");
    }

    @Test
    void namesTheQuotaThatForbidsPods() {
        String refused = NOT_READY.replace(
                "\"conditions\":[",
                "\"conditions\":[{\"type\":\"ReplicaFailure\",\"status\":\"True\",\"message\":\"exceeded quota: small\"},");

        assertThat(reason(see(refused)).message()).isEqualTo("its pods cannot be created: exceeded quota: small");
    }

    @Test
    void givesTheSchedulerFifteenSeconds() {
        assertThat(see(Duration.ofSeconds(1), unschedulable())).isInstanceOf(Progress.Waiting.class);
        assertThat(see(Duration.ofSeconds(15), unschedulable())).isInstanceOf(Progress.Waiting.class);
        assertThat(reason(see(Duration.ofSeconds(16), unschedulable())).message())
                .isEqualTo("no node can take it (Unschedulable): 0/1 nodes");
    }

    @Test
    void forgetsThatAPodHadNoRoomOnceItHas() {
        see(Duration.ZERO, unschedulable());
        see(Duration.ofSeconds(10), pod("\"phase\":\"Pending\""));

        assertThat(see(Duration.ofSeconds(20), unschedulable())).isInstanceOf(Progress.Waiting.class);
    }

    @Test
    void failsAtOnceOnAnImageThatTheRegistryDoesNotHave() {
        Reason reason = reason(see(waitingFor("ErrImagePull", "127.0.0.1:5000/x: not found")));

        assertThat(reason.cause()).isEqualTo(Cause.CLUSTER);
        assertThat(reason)
                .hasToString("pod fixture-1, container main: ErrImagePull of image-1: 127.0.0.1:5000/x: not found");
    }

    @Test
    void failsOnTheSecondPullThatFailedForAnotherReason() {
        String pull = waitingFor("ErrImagePull", "connection refused");

        assertThat(see(pull)).isInstanceOf(Progress.Waiting.class);
        assertThat(see(pull)).isInstanceOf(Progress.Waiting.class);
        assertThat(see(waitingFor("ImagePullBackOff", "Back-off pulling"))).isInstanceOf(Progress.Waiting.class);
        assertThat(reason(see(pull)).message()).isEqualTo("ErrImagePull of image-1: connection refused");
    }

    @Test
    void failsOnConfigurationThatCannotBeHad() {
        for (String what : List.of(
                "CreateContainerConfigError", "CreateContainerError", "RunContainerError", "InvalidImageName")) {
            assertThat(reason(see(waitingFor(what, "secret payments-db not found")))
                            .message())
                    .isEqualTo(what + ": secret payments-db not found");
        }
    }

    @Test
    void failsOnTheFirstExitOfAContainer() {
        Reason reason = reason(
                see(container("\"restartCount\":0,\"state\":{\"terminated\":{\"exitCode\":3,\"reason\":\"Error\"}}")));

        assertThat(reason.message()).isEqualTo("ended with exit code 3; restarted 0 times");
        assertThat(reason.cause()).isEqualTo(Cause.PROGRAM);
    }

    @Test
    void failsOnAServiceThatEndsWithoutAnError() {
        String again = container(
                "\"restartCount\":1,\"state\":{\"running\":{}},\"lastState\":{\"terminated\":{\"exitCode\":0,\"reason\":\"Completed\"}}");

        assertThat(reason(see(again)).message()).isEqualTo("ended with exit code 0 (Completed); restarted 1 times");
    }

    @Test
    void saysWhoMayHaveEndedAContainerThatDidNotEndItself() {
        String told =
                container("\"restartCount\":1,\"state\":{\"terminated\":{\"exitCode\":143,\"reason\":\"Error\"}}");

        assertThat(reason(see(told)).message())
                .isEqualTo(
                        "ended with exit code 143 (told to end from outside: the cluster does that when a startup or liveness probe fails for too long); restarted 1 times");
    }

    @Test
    void namesTheMemoryLimit() {
        String killed = container("\"state\":{\"terminated\":{\"exitCode\":137,\"reason\":\"OOMKilled\"}}");

        assertThat(reason(see(killed)).message())
                .isEqualTo("killed because it used more memory than its limit (OOMKilled)");
    }

    @Test
    void failsOnAPodThatFailed() {
        assertThat(reason(see(pod("\"phase\":\"Failed\",\"reason\":\"Evicted\"")))
                        .message())
                .isEqualTo("failed: Evicted");
    }

    @Test
    void letsAnInitContainerEndWell() {
        String done = container("\"state\":{\"terminated\":{\"exitCode\":0}}")
                .replace("containerStatuses", "initContainerStatuses");

        assertThat(see(done)).isInstanceOf(Progress.Waiting.class);
        assertThat(reason(see(done.replace("\"exitCode\":0", "\"exitCode\":1"))).subject())
                .isEqualTo("pod fixture-1, container main");
    }

    @Test
    void doesNotMindWhatPodsOfOlderReplicaSetsDo() {
        String old = waitingFor("CreateContainerConfigError", "old trouble").replace("\"new-set\"", "\"old-set\"");

        assertThat(see(old)).isInstanceOf(Progress.Waiting.class);
    }

    @Test
    void tellsAllReasonsAtOnce() {
        Progress both = rules.see(
                observed(
                        NOT_READY,
                        waitingFor("CreateContainerConfigError", "one"),
                        waitingFor("InvalidImageName", "two").replace("fixture-1", "fixture-2")),
                Duration.ZERO);

        assertThat(both)
                .isInstanceOfSatisfying(
                        Progress.Failed.class, f -> assertThat(f.reasons()).hasSize(2));
    }

    private Progress see(String statusOrPod) {
        return statusOrPod.startsWith("{")
                ? see(Duration.ZERO, statusOrPod)
                : rules.see(observed(statusOrPod), Duration.ZERO);
    }

    private Progress see(Duration at, String pod) {
        return rules.see(observed(NOT_READY, pod), at);
    }

    private String waiting(String status) {
        return ((Progress.Waiting) see(status)).what();
    }

    private static Reason reason(Progress progress) {
        assertThat(progress).isInstanceOf(Progress.Failed.class);
        return ((Progress.Failed) progress).reasons().get(0);
    }

    private static String unschedulable() {
        return pod(
                "\"conditions\":[{\"type\":\"PodScheduled\",\"status\":\"False\",\"reason\":\"Unschedulable\",\"message\":\"0/1 nodes\"}]");
    }

    private static String waitingFor(String reason, String message) {
        return container("\"image\":\"image-1\",\"state\":{\"waiting\":{\"reason\":\"%s\",\"message\":\"%s\"}}"
                .formatted(reason, message));
    }

    private static String container(String status) {
        return pod("\"containerStatuses\":[{\"name\":\"main\",%s}]".formatted(status));
    }

    private static String pod(String status) {
        return "{\"kind\":\"Pod\",\"metadata\":{\"name\":\"fixture-1\",\"ownerReferences\":[{\"uid\":\"new-set\"}]},\"status\":{%s}}"
                .formatted(status);
    }

    private static Observed observed(String status, String... pods) {
        String revision = "\"annotations\":{\"deployment.kubernetes.io/revision\":\"2\"}";
        Manifest deployment = Manifest.parseJson(
                "{\"kind\":\"Deployment\",\"metadata\":{\"name\":\"fixture\",\"uid\":\"it\",\"generation\":2,%s},\"spec\":{\"replicas\":2},\"status\":{%s}}"
                        .formatted(revision, status));
        Manifest set = Manifest.parseJson(
                "{\"kind\":\"ReplicaSet\",\"metadata\":{\"uid\":\"new-set\",\"ownerReferences\":[{\"uid\":\"it\"}],%s}}"
                        .formatted(revision));
        return new Observed(
                deployment,
                List.of(set),
                Arrays.stream(pods).map(Manifest::parseJson).toList());
    }
}
