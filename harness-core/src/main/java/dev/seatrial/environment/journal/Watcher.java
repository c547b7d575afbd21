package dev.seatrial.environment.journal;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs the shell that ends what a run has started. */
final class Watcher {

    private Watcher() {}

    /** Starts it, in a session of its own, so that neither Ctrl-C nor a signal to the harness's group reaches it. */
    static Process start(Path journal, RunId run) throws IOException {
        return shell(journal, run.text(), "setsid").start();
    }

    /** Runs it at once for a run whose harness is gone, and waits for its end. */
    static void clear(Path journal, String run) {
        try {
            Process clearing = shell(journal, run, "setsid")
                    .redirectInput(new File("/dev/null"))
                    .start();
            clearing.waitFor(30, TimeUnit.SECONDS);
        } catch (IOException stays) {
            // The journal stays; the next run tries again.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static ProcessBuilder shell(Path journal, String run, String session) throws IOException {
        ProcessBuilder builder =
                new ProcessBuilder(List.of(session, "sh", "-c", script(), "seatrial-watcher", journal.toString(), run));
        builder.environment().remove(Journal.MARK);
        return builder.directory(new File("/"))
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD);
    }

    private static String script() throws IOException {
        try (InputStream in = Watcher.class.getResourceAsStream("watcher.sh")) {
            if (in == null) {
                throw new IOException("watcher.sh is missing beside " + Watcher.class.getName());
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
