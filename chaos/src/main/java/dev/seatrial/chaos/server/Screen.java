package dev.seatrial.chaos.server;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** How much a terminal shows. */
record Screen(int columns, int lines) {

    /** No screen: a file or a pipe. */
    static final Screen UNBOUNDED = new Screen(Integer.MAX_VALUE, Integer.MAX_VALUE);

    /** Brings the cursor home and empties the screen. */
    static final String CLEAR = "\u001b[H\u001b[2J";

    private static final Screen USUAL = new Screen(80, 24);

    /** The terminal's size as it is now, 80 by 24 where it does not say. */
    static Screen now() {
        try {
            Process stty = new ProcessBuilder("stty", "size")
                    .redirectInput(new File("/dev/tty"))
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            String[] size = new String(stty.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                    .strip()
                    .split(" ", -1);
            int lines = Integer.parseInt(size[0]);
            int columns = Integer.parseInt(size[1]);
            return lines > 0 && columns > 0 ? new Screen(columns, lines) : USUAL;
        } catch (IOException | NumberFormatException | ArrayIndexOutOfBoundsException noTerminal) {
            return USUAL;
        }
    }

    /** As many of the lines, and as much of each, as there is room for. */
    List<String> fit(List<String> text) {
        List<String> fitting = new ArrayList<>();
        for (String line : text) {
            if (fitting.size() == lines - 2 && text.size() > lines - 1) {
                fitting.add((text.size() - fitting.size()) + " more: make the window higher");
                break;
            }
            fitting.add(line.length() <= columns ? line : line.substring(0, columns - 1) + "…");
        }
        return fitting;
    }
}
