package dev.seatrial.chaos.sniff;

import dev.seatrial.chaos.sniff.Sniffer.Finding;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads user and database of a PostgreSQL session: "Message Formats" in PostgreSQL's documentation, StartupMessage. */
final class PostgresStart {

    private static final int CANCEL = 80_877_102;
    private static final int TLS = 80_877_103;
    private static final int GSS = 80_877_104;

    private PostgresStart() {}

    static @Nullable Finding read(byte[] bytes, int length) {
        if (TlsStart.isHello(bytes, length)) {
            return new Finding(null, "tls", 0);
        }
        if (length < 8) {
            return null;
        }
        ByteBuffer message = ByteBuffer.wrap(bytes, 0, length);
        int size = message.getInt();
        int code = message.getInt();
        if (size < 8 || size > 10_000) {
            return Finding.NOTHING;
        }
        if (code == TLS || code == GSS) {
            return new Finding(null, null, 8); // what follows is a handshake or, if refused, the start
        }
        if (code == CANCEL) {
            return new Finding(null, "cancel", 0);
        }
        if (code >>> 16 != 3) {
            return Finding.NOTHING;
        }
        if (length < size) {
            return null;
        }
        return new Finding(null, parameters(bytes, size), 0);
    }

    private static @Nullable String parameters(byte[] bytes, int size) {
        List<String> texts = new ArrayList<>();
        int from = 8;
        for (int i = 8; i < size; i++) {
            if (bytes[i] == 0) {
                texts.add(new String(bytes, from, i - from, StandardCharsets.UTF_8));
                from = i + 1;
            }
        }
        String user = value(texts, "user");
        String database = value(texts, "database");
        String application = value(texts, "application_name");
        return user == null
                ? null
                : "user=" + user + " database=" + (database == null ? user : database)
                        + (application == null ? "" : " application=" + application);
    }

    private static @Nullable String value(List<String> texts, String name) {
        for (int i = 0; i + 1 < texts.size(); i += 2) {
            if (texts.get(i).equals(name)) {
                return texts.get(i + 1);
            }
        }
        return null;
    }
}
