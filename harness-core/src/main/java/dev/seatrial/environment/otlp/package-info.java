/** Receiving the spans that services export. */
@NullMarked
package dev.seatrial.environment.otlp;

import org.jspecify.annotations.NullMarked;
