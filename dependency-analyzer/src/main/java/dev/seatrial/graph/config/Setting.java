package dev.seatrial.graph.config;

import dev.seatrial.graph.model.Place;

/**
 * One configured value.
 *
 * @param key as it is written; in the form of {@link Settings#canonical} once it is part of a program's settings
 */
public record Setting(String key, String value, Place place) {}
