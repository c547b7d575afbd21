/** One namespace of a cluster: objects, logs, port-forwards. No type of the client library leaves this package. */
@NullMarked
package dev.seatrial.ship.cluster;

import org.jspecify.annotations.NullMarked;
