@NullMarked
package dev.seatrial.link;

import org.jspecify.annotations.NullMarked;
