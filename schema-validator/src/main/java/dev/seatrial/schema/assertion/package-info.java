/** Assertions for tests, over AssertJ. */
@NullMarked
package dev.seatrial.schema.assertion;

import org.jspecify.annotations.NullMarked;
