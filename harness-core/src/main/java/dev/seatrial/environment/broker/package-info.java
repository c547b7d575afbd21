/** Kafka brokers, wherever they run: their settings and waiting for them. */
@NullMarked
package dev.seatrial.environment.broker;

import org.jspecify.annotations.NullMarked;
