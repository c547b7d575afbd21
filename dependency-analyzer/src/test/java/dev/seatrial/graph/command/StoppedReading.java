package dev.seatrial.graph.command;

import dev.seatrial.graph.cache.GraphCache;
import dev.seatrial.graph.cache.GraphReading;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** Reads a directory with a cache and stops for good at one point, having said so: to be ended from outside. */
final class StoppedReading {

    private StoppedReading() {}

    public static void main(String[] arguments) throws Exception {
        GraphReading reading = new GraphReading(
                List.of(),
                List.of(),
                Optional.of(new GraphCache(Path.of(arguments[1]), "build", Clock.systemUTC())),
                (what, done, of) -> {
                    if (what.equals("programs read")) {
                        System.out.println("reading");
                        stop();
                    }
                });
        reading.graph(reading.tree(Path.of(arguments[0])));
        System.out.println("whole");
    }

    private static void stop() {
        try {
            Thread.sleep(Long.MAX_VALUE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
