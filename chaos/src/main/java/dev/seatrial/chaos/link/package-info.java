/** The link providers that the harness finds. */
@NullMarked
package dev.seatrial.chaos.link;

import org.jspecify.annotations.NullMarked;
