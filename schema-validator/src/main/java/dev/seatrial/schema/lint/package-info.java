/** What in a schema is probably not meant as it stands. */
@NullMarked
package dev.seatrial.schema.lint;

import org.jspecify.annotations.NullMarked;
