/** What sources of any language tell about the running system, and who reads them. */
@NullMarked
package dev.seatrial.graph.source;

import org.jspecify.annotations.NullMarked;
