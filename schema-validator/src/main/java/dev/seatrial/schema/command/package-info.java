/** The command line. */
@NullMarked
package dev.seatrial.schema.command;

import org.jspecify.annotations.NullMarked;
