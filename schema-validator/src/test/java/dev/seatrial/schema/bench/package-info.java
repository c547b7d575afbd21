/** Benchmarks, run by {@code scripts/bench/schema}. */
@NullMarked
package dev.seatrial.schema.bench;

import org.jspecify.annotations.NullMarked;
