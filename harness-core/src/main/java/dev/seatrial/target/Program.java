package dev.seatrial.target;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;

/** What a service consists of: exactly one of a jar, a command, an image, or a place where it runs already. */
public sealed interface Program {

    /**
     * A runnable jar.
     *
     * @param file absolute; need not exist before the target's build command has run
     */
    record Jar(Path file) implements Program {}

    /**
     * A command, started without a shell in the target's directory.
     *
     * @param words the program and its arguments, at least one
     */
    record Command(List<String> words) implements Program {
        public Command {
            words = List.copyOf(words);
        }
    }

    /**
     * A container image.
     *
     * @param reference as Docker spells it, by tag or digest
     */
    record Image(String reference) implements Program {}

    /**
     * A running service that the environment did not start.
     *
     * @param url its base address, http or https
     */
    record Remote(URI url) implements Program {}
}
