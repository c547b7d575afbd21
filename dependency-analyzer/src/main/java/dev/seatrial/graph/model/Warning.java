package dev.seatrial.graph.model;

/** Something that the graph may lack, and where it would come from. */
public record Warning(Place place, String message) implements Comparable<Warning> {

    @Override
    public int compareTo(Warning other) {
        int byPlace = place.compareTo(other.place);
        return byPlace != 0 ? byPlace : message.compareTo(other.message);
    }

    @Override
    public String toString() {
        return place + ": " + message;
    }
}
