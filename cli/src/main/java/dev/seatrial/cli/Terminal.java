package dev.seatrial.cli;

/**
 * Whether somebody looks at a screen. Java cannot tell stdout from stderr here, so the launcher says which of them is a
 * terminal ({@code -Dseatrial.terminal=12}); without its word nothing is.
 */
final class Terminal {

    private static final String STREAMS = System.getProperty("seatrial.terminal", "");

    private Terminal() {}

    static boolean isOut() {
        return STREAMS.contains("1");
    }

    static boolean isErr() {
        return STREAMS.contains("2");
    }

    /** Whether stdout takes colours; see no-color.org. */
    static boolean coloursOnOut() {
        return isOut() && coloursWelcome();
    }

    static boolean coloursOnErr() {
        return isErr() && coloursWelcome();
    }

    private static boolean coloursWelcome() {
        String no = System.getenv("NO_COLOR");
        return (no == null || no.isEmpty()) && !"dumb".equals(System.getenv("TERM"));
    }
}
