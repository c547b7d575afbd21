/** The reference engine: networknt's validator, bounded. */
@NullMarked
package dev.seatrial.schema.reference;

import org.jspecify.annotations.NullMarked;
