package dev.seatrial.schema.text;

/** URIs of RFC 3986 and IRIs of RFC 3987. */
final class Uris {
    private Uris() {}

    static boolean isUri(CharSequence text, boolean international) {
        return schemeEnd(text) > 0 && isReference(text, international);
    }

    /** The index of the colon after a scheme, or -1. */
    private static int schemeEnd(CharSequence text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
            if (c == ':') {
                return i == 0 ? -1 : i;
            }
            if (!letter && (i == 0 || (!Names.isLetterOrDigit(c) && c != '+' && c != '-' && c != '.'))) {
                return -1;
            }
        }
        return -1;
    }

    static boolean isReference(CharSequence text, boolean international) {
        int scheme = schemeEnd(text);
        int at = scheme + 1;
        int length = text.length();
        if (scheme < 0 && colonInFirstSegment(text)) {
            return false;
        }
        if (at + 1 < length && text.charAt(at) == '/' && text.charAt(at + 1) == '/') {
            int end = end(text, at + 2, "/?#");
            if (!isAuthority(text, at + 2, end, international)) {
                return false;
            }
            at = end;
        }
        int query = end(text, at, "?#");
        int fragment = end(text, query, "#");
        return areLegal(text, at, query, ":@/", international)
                && areLegal(text, Math.min(query + 1, length), fragment, ":@/?", international)
                && areLegal(text, Math.min(fragment + 1, length), length, ":@/?", international);
    }

    private static boolean colonInFirstSegment(CharSequence text) {
        int colon = end(text, 0, ":/?#");
        return colon < text.length() && text.charAt(colon) == ':';
    }

    static int end(CharSequence text, int from, String stops) {
        int i = from;
        while (i < text.length() && stops.indexOf(text.charAt(i)) < 0) {
            i++;
        }
        return i;
    }

    private static boolean isAuthority(CharSequence text, int from, int to, boolean international) {
        int host = from;
        for (int i = from; i < to; i++) {
            if (text.charAt(i) == '@') {
                if (!areLegal(text, from, i, ":", international)) {
                    return false;
                }
                host = i + 1;
                break;
            }
        }
        int port = to;
        if (host < to && text.charAt(host) == '[') {
            int close = end(text, host, "]");
            if (close >= to || !isLiteral(text.subSequence(host + 1, close).toString())) {
                return false;
            }
            port = close + 1;
        } else {
            port = Math.min(to, end(text, host, ":"));
            if (!areLegal(text, host, port, "", international)) {
                return false;
            }
        }
        if (port < to && text.charAt(port) != ':') {
            return false;
        }
        for (int i = port + 1; i < to; i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return false;
            }
        }
        return true;
    }

    private static boolean isLiteral(String address) {
        return Addresses.isIpv6(address) || address.matches("[vV][0-9A-Fa-f]+\\.[A-Za-z0-9\\-._~!$&'()*+,;=:]+");
    }

    private static boolean areLegal(CharSequence text, int from, int to, String also, boolean international) {
        for (int i = from; i < to; i++) {
            char c = text.charAt(i);
            if (c == '%') {
                if (i + 2 >= to || !Names.isHex(text.charAt(i + 1)) || !Names.isHex(text.charAt(i + 2))) {
                    return false;
                }
                i += 2;
            } else if (!Names.isLetterOrDigit(c)
                    && "-._~!$&'()*+,;=".indexOf(c) < 0
                    && also.indexOf(c) < 0
                    && !(international && c >= 0xA0)) {
                return false;
            }
        }
        return true;
    }
}
