package dev.seatrial.graph.files;

/** A file or directory that is not read, and why. */
public record Skipped(String name, String why) {}
