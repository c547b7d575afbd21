package dev.seatrial.target;

import java.time.LocalDate;

/**
 * A reasoned, dated, expiring exception for one requirement and subject.
 *
 * @param requirement the requirement's id
 * @param subject the subject's name, such as a service; {@code *} is refused
 * @param reason why, for a reader in half a year
 * @param expires the last day on which it holds, UTC
 */
public record Waiver(String requirement, String subject, String reason, LocalDate expires) {}
