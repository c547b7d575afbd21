package dev.seatrial.schema.text;

import com.networknt.schema.utils.RFC5892;
import java.net.IDN;

/** UUIDs, host names and mail addresses. */
final class Names {
    private Names() {}

    static boolean isUuid(CharSequence text) {
        if (text.length() != 36) {
            return false;
        }
        for (int i = 0; i < 36; i++) {
            char c = text.charAt(i);
            boolean dash = i == 8 || i == 13 || i == 18 || i == 23;
            if (dash ? c != '-' : !isHex(c)) {
                return false;
            }
        }
        return true;
    }

    static boolean isHex(char c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
    }

    static boolean isLetterOrDigit(char c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    }

    /** RFC 1123 and RFC 5891: labels of 1 to 63, 253 in all; a label that begins {@code xn--} must be one of IDNA. */
    static boolean isHostname(CharSequence text) {
        if (text.length() == 0 || text.length() > 253) {
            return false;
        }
        int start = 0;
        for (int i = 0; i <= text.length(); i++) {
            if (i == text.length() || text.charAt(i) == '.') {
                if (!isLabel(text, start, i)) {
                    return false;
                }
                start = i + 1;
            } else if (!isLetterOrDigit(text.charAt(i)) && text.charAt(i) != '-') {
                return false;
            }
        }
        return true;
    }

    private static boolean isLabel(CharSequence text, int from, int to) {
        int length = to - from;
        if (length < 1 || length > 63 || text.charAt(from) == '-' || text.charAt(to - 1) == '-') {
            return false;
        }
        if (length > 3 && text.charAt(from + 2) == '-' && text.charAt(from + 3) == '-') {
            String label = text.subSequence(from, to).toString();
            return label.regionMatches(true, 0, "xn--", 0, 4) && isIdnaLabel(label);
        }
        return true;
    }

    private static boolean isIdnaLabel(String label) {
        try {
            String unicode = IDN.toUnicode(label, IDN.USE_STD3_ASCII_RULES);
            return !unicode.equalsIgnoreCase(label) && RFC5892.isValid(unicode);
        } catch (RuntimeException e) {
            return false;
        }
    }

    static boolean isIdnHostname(CharSequence text) {
        String name = text.toString().replaceAll("[\u3002\uFF0E\uFF61]", ".");
        if (name.isEmpty() || name.startsWith(".") || name.endsWith(".") || name.contains("..")) {
            return false;
        }
        try {
            for (String label : name.split("\\.", -1)) {
                boolean ascii = label.chars().allMatch(c -> c < 128);
                if (!ascii && (label.startsWith("-") || label.endsWith("-") || !RFC5892.isValid(label))) {
                    return false;
                }
            }
            return isHostname(IDN.toASCII(name));
        } catch (RuntimeException e) {
            return false;
        }
    }

    /** The {@code Mailbox} of RFC 5321, of RFC 6531 where it is international. */
    static boolean isEmail(CharSequence text, boolean international) {
        int at = -1;
        for (int i = text.length() - 1; i >= 0 && at < 0; i--) {
            at = text.charAt(i) == '@' ? i : -1;
        }
        if (at < 1 || at > 64 || at == text.length() - 1) {
            return false;
        }
        CharSequence domain = text.subSequence(at + 1, text.length());
        return isLocalPart(text, at, international) && isMailDomain(domain, international);
    }

    private static boolean isMailDomain(CharSequence domain, boolean international) {
        if (!international && domain.charAt(0) != '[') {
            return isHostname(domain);
        }
        String name = domain.toString();
        if (name.startsWith("[") && name.endsWith("]")) {
            String address = name.substring(1, name.length() - 1);
            return address.regionMatches(true, 0, "IPv6:", 0, 5)
                    ? Addresses.isIpv6(address.substring(5))
                    : Addresses.isIpv4(address);
        }
        return international ? isIdnHostname(name) : isHostname(name);
    }

    private static boolean isLocalPart(CharSequence text, int to, boolean international) {
        if (text.charAt(0) == '"') {
            return isQuoted(text, to, international);
        }
        boolean dot = true;
        for (int i = 0; i < to; i++) {
            char c = text.charAt(i);
            if (c == '.') {
                if (dot) {
                    return false;
                }
                dot = true;
            } else if (isLetterOrDigit(c) || "!#$%&'*+-/=?^_`{|}~".indexOf(c) >= 0 || (international && c > 127)) {
                dot = false;
            } else {
                return false;
            }
        }
        return !dot;
    }

    private static boolean isQuoted(CharSequence text, int to, boolean international) {
        if (to < 2 || text.charAt(to - 1) != '"') {
            return false;
        }
        for (int i = 1; i < to - 1; i++) {
            char c = text.charAt(i);
            if (c == '\\') {
                i++;
                if (i >= to - 1) {
                    return false;
                }
            } else if (c == '"' || c < 32 || (c > 126 && !international)) {
                return false;
            }
        }
        return true;
    }
}
