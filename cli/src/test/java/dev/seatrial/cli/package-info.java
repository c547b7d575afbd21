@NullMarked
package dev.seatrial.cli;

import org.jspecify.annotations.NullMarked;
