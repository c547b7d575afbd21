/** Configuration as programs see it: properties, YAML with profiles, placeholders. */
@NullMarked
package dev.seatrial.graph.config;

import org.jspecify.annotations.NullMarked;
