@NullMarked
package dev.seatrial.schema;

import org.jspecify.annotations.NullMarked;
