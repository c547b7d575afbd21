package dev.seatrial.graph.diff;

import dev.seatrial.graph.config.BadFileException;
import java.util.Optional;

/** Two specs out of {@code OLD..NEW} or {@code OLD..NEW:DIR}, as git writes ranges. */
public record Range(String old, String now) {

    /**
     * Splits a range.
     *
     * @return empty where the text is none, such as {@code ../services}
     * @throws BadFileException for three dots, which compare with a merge base
     */
    public static Optional<Range> of(String text) throws BadFileException {
        int dots = text.indexOf("..");
        if (dots <= 0 || text.startsWith(".") || text.contains("/..") || text.contains("../")) {
            return Optional.empty();
        }
        if (text.startsWith("...", dots)) {
            throw new BadFileException("'" + text
                    + "': three dots are not understood; name the merge base: seatrial graph diff $(git merge-base "
                    + text.substring(0, dots) + " " + text.substring(dots + 3) + ").." + text.substring(dots + 3));
        }
        String old = text.substring(0, dots);
        String now = text.substring(dots + 2);
        if (now.isEmpty()) {
            now = "HEAD";
        }
        int colon = now.indexOf(':');
        if (colon >= 0 && !old.contains(":")) {
            old += now.substring(colon);
        }
        return Optional.of(new Range(old, now.startsWith(":") ? "HEAD" + now : now));
    }
}
