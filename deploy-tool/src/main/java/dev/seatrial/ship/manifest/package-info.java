/** Kubernetes objects as values: read, generated, rewritten for a candidate, compared. */
@NullMarked
package dev.seatrial.ship.manifest;

import org.jspecify.annotations.NullMarked;
