package dev.seatrial.graph.source;

import java.nio.charset.StandardCharsets;
import java.util.Collection;

/**
 * A set of names that is asked without making a text of each name: by its hash. Two names may have one hash, so that
 * {@code true} means "may be".
 */
public final class Words {

    private final int[] table;
    private final int mask;

    /** The names, in UTF-8. */
    public Words(Collection<String> names) {
        int size = Math.max(16, Integer.highestOneBit(names.size()) * 8);
        table = new int[size];
        mask = size - 1;
        for (String name : names) {
            byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
            add(hash(bytes, 0, bytes.length));
        }
    }

    private void add(int hash) {
        int at = hash & mask;
        while (table[at] != 0 && table[at] != hash) {
            at = (at + 1) & mask;
        }
        table[at] = hash;
    }

    /** Whether a name with this hash may be among them. */
    public boolean mayHave(int hash) {
        int at = hash & mask;
        while (table[at] != 0) {
            if (table[at] == hash) {
                return true;
            }
            at = (at + 1) & mask;
        }
        return false;
    }

    /** The hash of a name; never 0. */
    public static int hash(byte[] text, int from, int to) {
        int hash = 7;
        for (int i = from; i < to; i++) {
            hash = hash * 31 + text[i];
        }
        hash ^= hash >>> 15;
        return hash == 0 ? 1 : hash;
    }

    /** Where the name that begins here ends; the same place where none begins. Letters beyond ASCII belong to names. */
    public static int end(byte[] text, int from) {
        int at = from;
        while (at < text.length && part(text[at])) {
            at++;
        }
        return at;
    }

    /** Whether the sign can be part of a name. */
    public static boolean part(byte sign) {
        return (sign >= 'a' && sign <= 'z')
                || (sign >= 'A' && sign <= 'Z')
                || (sign >= '0' && sign <= '9')
                || sign == '_'
                || sign == '$'
                || sign < 0;
    }
}
