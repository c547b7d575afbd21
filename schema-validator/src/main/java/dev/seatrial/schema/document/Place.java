package dev.seatrial.schema.document;

import dev.seatrial.schema.json.Document;

/**
 * A schema, and where it stands.
 *
 * @param document that holds it
 * @param pointer from the document's root
 * @param schema an object or a boolean
 * @param base the URI that its references are relative to, without a fragment
 * @param draft that its keywords belong to
 */
public record Place(Document document, String pointer, Object schema, String base, Draft draft) {

    /** Its file and pointer, for a message. */
    public String label() {
        return document.name() + "#" + pointer;
    }

    /** Something wrong here. */
    public SchemaFlaw flaw(String below, String message) {
        String at = pointer + below;
        return new SchemaFlaw(document.name(), document.locate(at), at, message);
    }
}
