/** Tests of what only the commands themselves can show. */
@NullMarked
package dev.seatrial.schema.command;

import org.jspecify.annotations.NullMarked;
