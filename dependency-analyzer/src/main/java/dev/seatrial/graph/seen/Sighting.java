package dev.seatrial.graph.seen;

import dev.seatrial.graph.model.EdgeKind;
import dev.seatrial.graph.model.Place;

/**
 * One dependency that was seen, with names as the source has them.
 *
 * @param to the component, or the system's name as {@code kafka} where no component is named
 */
record Sighting(String from, String to, EdgeKind kind, Place place, String method, String path, String topic) {}
