/**
 * Event schemas: does this event conform, and if not, where and why.
 *
 * <p>Start at {@link dev.seatrial.schema.Schema} for one schema, at {@link dev.seatrial.schema.EventSchemas} for many
 * events routed to their schemas.
 */
@NullMarked
package dev.seatrial.schema;

import org.jspecify.annotations.NullMarked;
