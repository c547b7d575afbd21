package dev.seatrial.schema.text;

/** Dates and times of RFC 3339. */
final class Times {
    private static final int[] DAYS = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};

    private Times() {}

    static boolean isDate(CharSequence text) {
        return text.length() == 10 && isDateAt(text);
    }

    private static boolean isDateAt(CharSequence text) {
        int year = number(text, 0, 4);
        int month = number(text, 5, 2);
        int day = number(text, 8, 2);
        if (year < 0 || month < 1 || month > 12 || day < 1 || text.charAt(4) != '-' || text.charAt(7) != '-') {
            return false;
        }
        boolean leap = month == 2 && year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
        return day <= DAYS[month - 1] + (leap ? 1 : 0);
    }

    static boolean isDateTime(CharSequence text) {
        return text.length() > 19
                && isDateAt(text)
                && (text.charAt(10) == 'T' || text.charAt(10) == 't')
                && isTimeFrom(text, 11);
    }

    static boolean isTime(CharSequence text) {
        return isTimeFrom(text, 0);
    }

    private static boolean isTimeFrom(CharSequence text, int from) {
        int hour = number(text, from, 2);
        int minute = number(text, from + 3, 2);
        int second = number(text, from + 6, 2);
        if (hour < 0
                || hour > 23
                || minute < 0
                || minute > 59
                || second < 0
                || second > 60
                || text.charAt(from + 2) != ':'
                || text.charAt(from + 5) != ':') {
            return false;
        }
        int at = from + 8;
        if (at < text.length() && text.charAt(at) == '.') {
            int digits = at + 1;
            while (digits < text.length() && isDigit(text.charAt(digits))) {
                digits++;
            }
            if (digits == at + 1) {
                return false;
            }
            at = digits;
        }
        int offset = offsetMinutes(text, at);
        if (offset == Integer.MIN_VALUE) {
            return false;
        }
        return second < 60 || Math.floorMod(hour * 60 + minute - offset, 1440) == 1439;
    }

    /** The offset from UTC that ends the text, or the least integer when there is none. */
    private static int offsetMinutes(CharSequence text, int at) {
        if (at >= text.length()) {
            return Integer.MIN_VALUE;
        }
        char sign = text.charAt(at);
        if (sign == 'Z' || sign == 'z') {
            return at + 1 == text.length() ? 0 : Integer.MIN_VALUE;
        }
        int hour = number(text, at + 1, 2);
        int minute = number(text, at + 4, 2);
        boolean bad = (sign != '+' && sign != '-')
                || text.length() != at + 6
                || hour < 0
                || hour > 23
                || minute < 0
                || minute > 59
                || text.charAt(at + 3) != ':';
        return bad ? Integer.MIN_VALUE : (sign == '-' ? -1 : 1) * (hour * 60 + minute);
    }

    private static int number(CharSequence text, int from, int count) {
        if (text.length() < from + count) {
            return -1;
        }
        int value = 0;
        for (int i = from; i < from + count; i++) {
            char c = text.charAt(i);
            if (!isDigit(c)) {
                return -1;
            }
            value = value * 10 + c - '0';
        }
        return value;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
