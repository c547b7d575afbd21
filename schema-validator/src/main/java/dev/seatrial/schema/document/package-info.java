/** Schema documents: their draft, their references, what is wrong with them. */
@NullMarked
package dev.seatrial.schema.document;

import org.jspecify.annotations.NullMarked;
