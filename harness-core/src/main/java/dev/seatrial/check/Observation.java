package dev.seatrial.check;

/** What a check saw: a record of plain values (text, numbers, lists, maps, records, {@code Duration}, {@code Instant}), bounded, without secrets. */
public interface Observation {}
