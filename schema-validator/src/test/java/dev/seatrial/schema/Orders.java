package dev.seatrial.schema;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** The order events of the test resources. */
public final class Orders {
    private Orders() {}

    /** The directory of schemas. */
    public static Path schemas() {
        return resource("schemas");
    }

    /** A file or directory of the orders. */
    public static Path resource(String name) {
        try {
            return Path.of(Orders.class.getResource("/orders/" + name).toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The conforming event with one piece of its text replaced. */
    public static byte[] created(String what, String by) {
        try {
            String event = Files.readString(resource("events/order_created.json"));
            if (!event.contains(what)) {
                throw new IllegalArgumentException("the event has no " + what);
            }
            return event.replace(what, by).getBytes(StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
