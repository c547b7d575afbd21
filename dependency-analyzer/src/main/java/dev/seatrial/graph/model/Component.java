package dev.seatrial.graph.model;

/**
 * One program or resource of the system.
 *
 * @param namedBy what gave the name, such as {@code spring.application.name in a/bootstrap.yml:3}
 */
public record Component(String name, Kind kind, String namedBy) {}
