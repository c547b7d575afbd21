/** The files of a system: which are read, which are not and why. */
@NullMarked
package dev.seatrial.graph.files;

import org.jspecify.annotations.NullMarked;
