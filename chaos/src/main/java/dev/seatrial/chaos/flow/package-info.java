/** The data path: listening, dialling, and carrying bytes both ways without judging them. */
@NullMarked
package dev.seatrial.chaos.flow;

import org.jspecify.annotations.NullMarked;
