/** OpenAPI 3.0 and 3.1 descriptions, as far as checks need them. */
@NullMarked
package dev.seatrial.suite.openapi;

import org.jspecify.annotations.NullMarked;
