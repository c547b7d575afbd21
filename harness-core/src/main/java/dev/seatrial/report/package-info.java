/** The verdict with every outcome, in its written forms. */
@NullMarked
package dev.seatrial.report;

import org.jspecify.annotations.NullMarked;
