/** {@code seatrial init}: a first target file out of what the files of a system tell. */
@NullMarked
package dev.seatrial.graph.init;

import org.jspecify.annotations.NullMarked;
