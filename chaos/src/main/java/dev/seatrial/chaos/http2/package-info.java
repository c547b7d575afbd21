/** Cleartext HTTP/2 as seen from the side of the road: frames, streams, gRPC. Reads a copy, never touches the traffic. */
@NullMarked
package dev.seatrial.chaos.http2;

import org.jspecify.annotations.NullMarked;
