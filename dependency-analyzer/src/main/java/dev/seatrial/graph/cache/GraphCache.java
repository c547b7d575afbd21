package dev.seatrial.graph.cache;

import dev.seatrial.graph.config.BadFileException;
import dev.seatrial.graph.files.SourceFile;
import dev.seatrial.graph.files.SourceTree;
import dev.seatrial.graph.files.Watcher;
import dev.seatrial.graph.model.Graph;
import dev.seatrial.graph.output.Format;
import dev.seatrial.graph.output.JsonGraph;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/**
 * Keeps graphs by the content of every file that was read, the options and the build that read them. It may be deleted at
 * any time; what cannot be read, written or understood counts as not there.
 *
 * @param directory where the graphs are kept
 * @param build what tells one build of the analyzer from another
 */
public record GraphCache(Path directory, String build, Clock clock) {

    private static final Duration KEPT = Duration.ofDays(30);
    private static final int DIGEST = 64;

    /** The graph of a tree, if the same tree was read with the same options before. */
    public Optional<Graph> find(String key) {
        Path file = directory.resolve(key + ".json");
        try {
            String text = Files.readString(file, StandardCharsets.UTF_8);
            if (text.length() <= DIGEST || !text.startsWith(digest(text.substring(DIGEST)))) {
                return Optional.empty();
            }
            Graph graph = JsonGraph.read(text.substring(DIGEST));
            Files.setLastModifiedTime(file, FileTime.from(clock.instant()));
            return Optional.of(graph);
        } catch (IOException | BadFileException | RuntimeException e) {
            return Optional.empty();
        }
    }

    /** Keeps a graph; forgets those that nobody asked for in a month. */
    public void keep(String key, Graph graph) {
        try {
            Files.createDirectories(directory);
            String text = Format.JSON.write(graph);
            Path whole = Files.createTempFile(directory, "new", ".tmp");
            Files.writeString(whole, digest(text) + text, StandardCharsets.UTF_8);
            Files.move(whole, directory.resolve(key + ".json"), StandardCopyOption.REPLACE_EXISTING);
            forget();
        } catch (IOException | UncheckedIOException e) {
            // a full or read-only disk: the next run reads the files again
        }
    }

    private void forget() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : files.toList()) {
                if (Files.getLastModifiedTime(file)
                        .toInstant()
                        .isBefore(clock.instant().minus(KEPT))) {
                    Files.deleteIfExists(file);
                }
            }
        }
    }

    /**
     * The key of a tree: names and contents of all files, read in parallel.
     *
     * @return empty when a file cannot be read, so that it is neither found nor kept
     */
    public Optional<String> key(SourceTree tree, List<String> prefixes, Watcher watcher) {
        AtomicInteger done = new AtomicInteger();
        int all = tree.files().size();
        MessageDigest whole = sha256();
        whole.update((build + "\n" + prefixes + "\n").getBytes(StandardCharsets.UTF_8));
        List<byte[]> digests;
        try {
            digests = tree.files().parallelStream()
                    .map(file -> {
                        watcher.at("files compared", done.incrementAndGet(), all);
                        return digest(file);
                    })
                    .toList();
        } catch (UncheckedIOException e) {
            return Optional.empty();
        }
        for (int i = 0; i < digests.size(); i++) {
            whole.update((tree.files().get(i).name() + "\n").getBytes(StandardCharsets.UTF_8));
            whole.update(digests.get(i));
        }
        tree.skipped().forEach(s -> whole.update((s.name() + " " + s.why() + "\n").getBytes(StandardCharsets.UTF_8)));
        return Optional.of(HexFormat.of().formatHex(whole.digest()));
    }

    private static byte[] digest(SourceFile file) {
        try {
            return sha256().digest(Files.readAllBytes(file.path()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String digest(String text) {
        return HexFormat.of().formatHex(sha256().digest(text.getBytes(StandardCharsets.UTF_8)));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
