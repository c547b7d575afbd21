/** Sources of languages that tree-sitter parses, in one form for all of them, and the rules of their frameworks. */
@NullMarked
package dev.seatrial.graph.code;

import org.jspecify.annotations.NullMarked;
