package dev.seatrial.schema.json;

import java.util.ArrayList;
import java.util.List;

/** JSON pointers, RFC 6901. */
public final class Pointers {
    private Pointers() {}

    /** The pointer to a member or element of what a pointer names. */
    public static String append(String pointer, String token) {
        return pointer + '/' + escape(token);
    }

    /** A token as it stands in a pointer. */
    public static String escape(String token) {
        return token.indexOf('~') < 0 && token.indexOf('/') < 0
                ? token
                : token.replace("~", "~0").replace("/", "~1");
    }

    /** The tokens of a pointer. */
    public static List<String> tokens(String pointer) {
        List<String> tokens = new ArrayList<>();
        int from = 1;
        while (from <= pointer.length()) {
            int to = pointer.indexOf('/', from);
            if (to < 0) {
                to = pointer.length();
            }
            tokens.add(pointer.substring(from, to).replace("~1", "/").replace("~0", "~"));
            from = to + 1;
        }
        return tokens;
    }
}
