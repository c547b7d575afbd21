package dev.seatrial.schema.text;

/** JSON pointers as texts. */
final class JsonPointers {
    private JsonPointers() {}

    static boolean isPointer(CharSequence text) {
        return isPointerFrom(text, 0);
    }

    private static boolean isPointerFrom(CharSequence text, int from) {
        if (from == text.length()) {
            return true;
        }
        if (text.charAt(from) != '/') {
            return false;
        }
        for (int i = from; i < text.length(); i++) {
            if (text.charAt(i) == '~'
                    && (i + 1 == text.length() || (text.charAt(i + 1) != '0' && text.charAt(i + 1) != '1'))) {
                return false;
            }
        }
        return true;
    }

    static boolean isRelative(CharSequence text) {
        int i = 0;
        while (i < text.length() && text.charAt(i) >= '0' && text.charAt(i) <= '9') {
            i++;
        }
        if (i == 0 || (i > 1 && text.charAt(0) == '0')) {
            return false;
        }
        return (i + 1 == text.length() && text.charAt(i) == '#') || isPointerFrom(text, i);
    }
}
