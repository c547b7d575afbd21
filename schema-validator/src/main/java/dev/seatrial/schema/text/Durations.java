package dev.seatrial.schema.text;

import java.util.regex.Pattern;

/** Durations of RFC 3339, appendix A. Apart from {@link Times}, which needs no pattern. */
final class Durations {
    private static final Pattern DURATION =
            Pattern.compile("P(?:\\d+W|(?=[\\dT])(?:\\d+Y(?:\\d+M(?:\\d+D)?)?|\\d+M(?:\\d+D)?|\\d+D)?"
                    + "(?:T(?:\\d+H(?:\\d+M(?:\\d+S)?)?|\\d+M(?:\\d+S)?|\\d+S))?)");

    private Durations() {}

    static boolean isDuration(CharSequence text) {
        return text.length() > 2 && DURATION.matcher(text).matches();
    }
}
