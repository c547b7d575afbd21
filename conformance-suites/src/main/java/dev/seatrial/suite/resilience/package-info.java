/** A provider's trouble stays the provider's. */
@NullMarked
package dev.seatrial.suite.resilience;

import org.jspecify.annotations.NullMarked;
