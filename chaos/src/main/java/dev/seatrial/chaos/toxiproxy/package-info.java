/** Toxiproxy's HTTP API, as version 2.12.0 speaks it, on our data path. */
@NullMarked
package dev.seatrial.chaos.toxiproxy;

import org.jspecify.annotations.NullMarked;
