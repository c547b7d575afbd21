package dev.seatrial.graph.output;

/** A number with its noun. */
public final class Counted {

    private Counted() {}

    /** {@code 1 service}, {@code 2 services}, {@code 2 dependencies}. */
    public static String of(int count, String noun) {
        String many = noun.endsWith("y") ? noun.substring(0, noun.length() - 1) + "ies" : noun + "s";
        return count + " " + (count == 1 ? noun : many);
    }
}
