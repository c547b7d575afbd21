/** Requirements, the checks that test them, and the outcomes they come to. */
@NullMarked
package dev.seatrial.check;

import org.jspecify.annotations.NullMarked;
