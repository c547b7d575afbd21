/** PostgreSQL servers, wherever they run: waiting for them and making databases in them. */
@NullMarked
package dev.seatrial.environment.database;

import org.jspecify.annotations.NullMarked;
