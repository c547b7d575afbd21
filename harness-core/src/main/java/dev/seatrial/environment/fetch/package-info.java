/** Fetching what a resource without an engine is made of. */
@NullMarked
package dev.seatrial.environment.fetch;

import org.jspecify.annotations.NullMarked;
