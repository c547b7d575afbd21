/** The standalone proxy server and its live view: what {@code seatrial proxy} runs. */
@NullMarked
package dev.seatrial.chaos.server;

import org.jspecify.annotations.NullMarked;
