package dev.seatrial.target;

/**
 * One thing that is wrong with a target file.
 *
 * @param file the file as the user named it, or the option ({@code --set …}) that holds the fault
 * @param line from 1
 * @param column from 1, in characters
 * @param message what is wrong, what was expected, the nearest valid name
 * @param source the line of text concerned, empty where there is none to show
 */
public record Problem(String file, int line, int column, String message, String source) {

    private static final int WIDTH = 100;

    /** Another fault at the same place. */
    public Problem saying(String other) {
        return new Problem(file, line, column, other, source);
    }

    /** {@code file:line:column: error: message}, then the source line and a caret under the place. */
    @Override
    public String toString() {
        String head = file + ":" + line + ":" + column + ": error: " + message;
        if (source.isBlank()) {
            return head;
        }
        int from = Math.max(0, Math.min(column - 1 - WIDTH / 2, source.length() - WIDTH));
        String shown =
                source.substring(from, Math.min(source.length(), from + WIDTH)).replace('\t', ' ');
        String gutter = "  " + line + " | ";
        String blank = " ".repeat(gutter.length() - 2) + "| ";
        return head + System.lineSeparator() + gutter + shown + System.lineSeparator() + blank
                + " ".repeat(Math.max(0, Math.min(column - 1 - from, shown.length()))) + "^";
    }
}
