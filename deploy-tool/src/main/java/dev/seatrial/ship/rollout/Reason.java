package dev.seatrial.ship.rollout;

/**
 * Why a Deployment will not become ready.
 *
 * @param cause what kind of trouble
 * @param subject whose, such as {@code pod payments-candidate-1f3a-x7k2p, container payments}
 * @param message what the cluster says of it
 */
public record Reason(Cause cause, String subject, String message) {

    /** Kinds of trouble, by who can mend them. */
    public enum Cause {
        /** The program ended, or never became ready. */
        PROGRAM,
        /** The image, the configuration or the room that the cluster has. */
        CLUSTER
    }

    @Override
    public String toString() {
        return subject + ": " + message;
    }
}
