package dev.seatrial.check;

/**
 * One violation, for a reader who was not there. Requirement and subject are those of the result that holds it.
 *
 * @param did what was done to the system
 * @param saw what was seen
 * @param expected what should have been seen
 * @param mend how to mend it
 * @param replay a shell command that shows it again, or empty where none can
 */
public record Finding(String did, String saw, String expected, String mend, String replay) {}
