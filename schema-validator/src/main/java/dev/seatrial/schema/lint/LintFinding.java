package dev.seatrial.schema.lint;

import dev.seatrial.schema.document.SchemaFlaw;

/**
 * Something in a schema that is probably not meant as it stands.
 *
 * @param rule the name of what was looked for
 * @param flaw where, and what
 */
public record LintFinding(String rule, SchemaFlaw flaw) {

    @Override
    public String toString() {
        return flaw + " [" + rule + "]";
    }
}
