/** JSON as plain Java values: {@code Map}, {@code List}, {@code String}, {@code Boolean}, {@code Long} or {@code BigDecimal}, and {@link dev.seatrial.schema.json.JsonNull}. Bounded, exact, with positions. */
@NullMarked
package dev.seatrial.schema.json;

import org.jspecify.annotations.NullMarked;
