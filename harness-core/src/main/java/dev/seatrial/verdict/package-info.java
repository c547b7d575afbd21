/** The worst over the outcomes. */
@NullMarked
package dev.seatrial.verdict;

import org.jspecify.annotations.NullMarked;
