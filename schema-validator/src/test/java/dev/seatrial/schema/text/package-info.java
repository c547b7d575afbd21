@NullMarked
package dev.seatrial.schema.text;

import org.jspecify.annotations.NullMarked;
