package dev.seatrial.schema.catalogue;

import dev.seatrial.schema.document.BadSchemaException;
import dev.seatrial.schema.document.Draft;
import dev.seatrial.schema.document.Place;
import dev.seatrial.schema.document.SchemaFlaw;
import dev.seatrial.schema.document.SchemaStore;
import dev.seatrial.schema.json.Document;
import dev.seatrial.schema.json.Pointers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The messages of an AsyncAPI document, 2.x or 3.x, with their payload schemas. */
final class AsyncApi {
    private final Document document;
    private final Place root;
    private final SchemaStore store;
    private final Map<String, Message> found = new LinkedHashMap<>();

    /**
     * A message.
     *
     * @param name its key, {@code name} or {@code messageId}
     * @param schema of its payload
     */
    record Message(String name, Place schema) {}

    AsyncApi(Document document, Path file, SchemaStore store) {
        this.document = document;
        this.store = store;
        Map<?, ?> map = (Map<?, ?>) document.value();
        String version = String.valueOf(map.get("asyncapi"));
        if (!version.startsWith("2.") && !version.startsWith("3.")) {
            throw new BadSchemaException(List.of(new SchemaFlaw(
                    document.name(),
                    document.locate("/asyncapi"),
                    "/asyncapi",
                    "AsyncAPI " + version + " is not known. expected 2.x or 3.x")));
        }
        this.root = new Place(document, "", document.value(), store.files().uriOf(file), Draft.DRAFT_7);
        store.addHost(root);
    }

    /** Every message that has a JSON schema. */
    List<Message> messages() {
        Map<?, ?> map = (Map<?, ?>) document.value();
        if (map.get("components") instanceof Map<?, ?> components) {
            each(components.get("messages"), "/components/messages");
        }
        if (map.get("channels") instanceof Map<?, ?> channels) {
            channels.forEach((name, channel) -> {
                String at = Pointers.append("/channels", (String) name);
                if (channel instanceof Map<?, ?> body) {
                    each(body.get("messages"), at + "/messages");
                    operation(body.get("publish"), at + "/publish");
                    operation(body.get("subscribe"), at + "/subscribe");
                }
            });
        }
        return new ArrayList<>(found.values());
    }

    private void each(@Nullable Object messages, String pointer) {
        if (messages instanceof Map<?, ?> map) {
            map.forEach((name, message) -> message((String) name, message, Pointers.append(pointer, (String) name)));
        }
    }

    private void operation(@Nullable Object operation, String pointer) {
        if (operation instanceof Map<?, ?> map && map.get("message") instanceof Map<?, ?> message) {
            if (message.get("oneOf") instanceof List<?> list) {
                for (int i = 0; i < list.size(); i++) {
                    message("", list.get(i), pointer + "/message/oneOf/" + i);
                }
            } else {
                message("", message, pointer + "/message");
            }
        }
    }

    private void message(String key, Object value, String pointer) {
        if (!(value instanceof Map<?, ?> message) || message.containsKey("$ref")) {
            return;
        }
        Object payload = message.get("payload");
        String at = pointer + "/payload";
        if (payload instanceof Map<?, ?> wrapped
                && wrapped.containsKey("schemaFormat")
                && wrapped.get("schema") != null) {
            payload = wrapped.get("schema");
            at += "/schema";
        }
        if (payload == null) {
            return;
        }
        Place schema = store.add(root.base(), document, at, payload);
        for (Object name : new Object[] {key, message.get("name"), message.get("messageId")}) {
            if (name instanceof String text && !text.isEmpty()) {
                found.putIfAbsent(text, new Message(text, schema));
            }
        }
    }
}
