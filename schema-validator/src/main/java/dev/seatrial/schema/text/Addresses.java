package dev.seatrial.schema.text;

/** IP addresses as texts. */
final class Addresses {
    private Addresses() {}

    static boolean isIpv4(CharSequence text) {
        return isIpv4From(text, 0);
    }

    private static boolean isIpv4From(CharSequence text, int from) {
        int parts = 0;
        int digits = 0;
        int value = 0;
        for (int i = from; i <= text.length(); i++) {
            if (i == text.length() || text.charAt(i) == '.') {
                if (digits == 0 || value > 255) {
                    return false;
                }
                parts++;
                digits = 0;
                value = 0;
                continue;
            }
            char c = text.charAt(i);
            if (c < '0' || c > '9' || digits == 3 || (digits == 1 && value == 0)) {
                return false;
            }
            digits++;
            value = value * 10 + c - '0';
        }
        return parts == 4;
    }

    /** RFC 4291, section 2.2, without a zone. */
    static boolean isIpv6(CharSequence text) {
        int groups = 0;
        boolean shortened = false;
        int i = 0;
        int length = text.length();
        if (length >= 2 && text.charAt(0) == ':' && text.charAt(1) == ':') {
            shortened = true;
            i = 2;
        } else if (length == 0 || text.charAt(0) == ':') {
            return false;
        }
        while (i < length) {
            int start = i;
            while (i < length && i - start < 5 && Names.isHex(text.charAt(i))) {
                i++;
            }
            if (i < length && text.charAt(i) == '.') {
                return isIpv4From(text, start) && fits(groups + 2, shortened);
            }
            if (i == start || i - start > 4) {
                return false;
            }
            groups++;
            if (i == length) {
                break;
            }
            if (text.charAt(i) != ':') {
                return false;
            }
            i++;
            if (i < length && text.charAt(i) == ':') {
                if (shortened) {
                    return false;
                }
                shortened = true;
                i++;
            } else if (i == length) {
                return false;
            }
        }
        return fits(groups, shortened);
    }

    private static boolean fits(int groups, boolean shortened) {
        return shortened ? groups <= 7 : groups == 8;
    }
}
