/** Repeated requests have one effect. */
@NullMarked
package dev.seatrial.suite.idempotency;

import org.jspecify.annotations.NullMarked;
