package dev.seatrial.graph.helm;

/** An expression is beyond what is evaluated here; what it stands for is not known. */
final class Unrendered extends Exception {

    private static final long serialVersionUID = 1L;

    Unrendered(String message) {
        super(message);
    }
}
