/** Environments of plain processes: no engine, embedded PostgreSQL, Kafka from its jars. */
@NullMarked
package dev.seatrial.environment.processes;

import org.jspecify.annotations.NullMarked;
