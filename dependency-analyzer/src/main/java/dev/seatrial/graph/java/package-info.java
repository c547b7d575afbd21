/** What Java sources tell: calls, endpoints, messages, roles. Read by JavaParser. */
@NullMarked
package dev.seatrial.graph.java;

import org.jspecify.annotations.NullMarked;
