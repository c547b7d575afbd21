package dev.seatrial.graph.model;

/** A call that leaves the system: its host is no component. */
public record Outside(String from, String host, Place place) implements Comparable<Outside> {

    @Override
    public int compareTo(Outside other) {
        int byFrom = from.compareTo(other.from);
        int byHost = byFrom != 0 ? byFrom : host.compareTo(other.host);
        return byHost != 0 ? byHost : place.compareTo(other.place);
    }
}
