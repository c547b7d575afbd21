package dev.seatrial.graph.command;

import dev.seatrial.environment.cache.CacheDirectory;
import dev.seatrial.graph.cache.CacheFolder;
import dev.seatrial.graph.cache.GraphReading;
import dev.seatrial.graph.files.Watcher;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Whether what was read before counts. */
final class CacheOptions {

    @Option(
            names = "--no-cache",
            description =
                    "Reads everything anew and keeps nothing in the cache (SEATRIAL_CACHE, else ~/.cache/seatrial).")
    private boolean without;

    GraphReading reading(SourceOptions sources, Watcher watcher) {
        return new GraphReading(
                sources.prefixes,
                sources.exclude,
                without ? Optional.empty() : CacheFolder.cache(CacheDirectory.locate()),
                watcher);
    }
}
