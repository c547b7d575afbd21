/** How checks look into databases and brokers: interfaces, and the drivers behind them. */
@NullMarked
package dev.seatrial.suite.access;

import org.jspecify.annotations.NullMarked;
