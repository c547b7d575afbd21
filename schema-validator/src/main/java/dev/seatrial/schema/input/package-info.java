/** Where events come from: files, directories, globs, standard input; JSON, NDJSON, YAML, gzip. */
@NullMarked
package dev.seatrial.schema.input;

import org.jspecify.annotations.NullMarked;
