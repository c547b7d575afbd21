/**
 * The JUnit Jupiter front: a target is started for a test class, its parts are handed to tests, and every check of every
 * subject is a test.
 */
@NullMarked
package dev.seatrial.junit;

import org.jspecify.annotations.NullMarked;
