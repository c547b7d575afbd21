package dev.seatrial.environment.journal;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * What one run has started. A watcher (a shell that waits on a pipe from this JVM) ends all of it when this JVM is gone,
 * however it went; what even the watcher could not do, the next run clears from the journal's file.
 *
 * <p>Processes are found twice over: each writes its own id and start time into the journal before it becomes the
 * program that it is meant to be, and each carries the run's id in its environment, as all its descendants do.
 */
public final class Journal implements AutoCloseable {

    /** The environment variable that marks every process of a run. */
    public static final String MARK = "SEATRIAL_RUN";

    /** The container and network label that marks what an engine runs for a run. */
    public static final String LABEL = "dev.seatrial.run";

    private static final String RECORD_AND_BECOME = """
            read -r __seatrial_stat </proc/$$/stat
            __seatrial_record() { printf 'process\\t%s\\t%s\\t%s\\n' $$ "${22}" "$2" >>"$1"; }
            __seatrial_record "$1" "$2" ${__seatrial_stat##*) }
            unset __seatrial_stat
            shift 2
            exec "$@"
            """;

    private final RunId run;
    private final Path file;
    private final FileChannel channel;
    private final Process watcher;
    private final OutputStream pipe;
    private boolean closed;

    private Journal(RunId run, Path file, FileChannel channel, Process watcher) {
        this.run = run;
        this.file = file;
        this.channel = channel;
        this.watcher = watcher;
        this.pipe = watcher.getOutputStream();
    }

    /**
     * Opens the journal of a new run and starts its watcher.
     *
     * @param cache the directory where runs of one user meet
     * @throws IOException if the journal cannot be written or the watcher not be started
     */
    public static Journal open(Path cache) throws IOException {
        RunId run = RunId.fresh();
        Path file = Files.createDirectories(directory(cache)).resolve(run.text());
        FileChannel channel = FileChannel.open(
                file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE, StandardOpenOption.APPEND);
        try {
            append(channel, "harness\t" + HostIdentity.ofThisProcess().line());
            return new Journal(run, file, channel, Watcher.start(file, run));
        } catch (IOException e) {
            channel.close();
            Files.deleteIfExists(file);
            throw e;
        }
    }

    static Path directory(Path cache) {
        return cache.resolve("journal");
    }

    /** The run's id. */
    public RunId run() {
        return run;
    }

    /** The environment variables that every process of the run is given. */
    public Map<String, String> mark() {
        return Map.of(MARK, run.text());
    }

    /**
     * The command that writes itself into the journal and then becomes {@code command}, in a session of its own.
     *
     * @param name the service or resource, for readers of the journal
     */
    public List<String> recorded(String name, List<String> command) {
        List<String> words =
                new ArrayList<>(List.of("setsid", "sh", "-c", RECORD_AND_BECOME, "seatrial", file.toString(), name));
        words.addAll(command);
        return List.copyOf(words);
    }

    /**
     * Makes a directory that goes with the run.
     *
     * @throws IOException if it cannot be made, or a line break in its name keeps it from being journalled
     */
    public Path directory(Path directory, String name) throws IOException {
        Path made = directory.resolve(name).toAbsolutePath();
        if (made.toString().chars().anyMatch(c -> c == '\n' || c == '\t')) {
            throw new IOException("the directory \"" + made + "\" has a line break or a tab in its name");
        }
        write("directory\t" + made);
        Files.createDirectories(made);
        Files.writeString(made.resolve(".seatrial-run"), run.text() + "\n", StandardCharsets.UTF_8);
        return made;
    }

    /**
     * Notes that the run starts containers, which carry {@link #LABEL}.
     *
     * @param engine where their engine is, as {@code DOCKER_HOST} spells it
     */
    public void containers(String engine) throws IOException {
        write("containers\t" + engine);
    }

    private synchronized void write(String line) throws IOException {
        append(channel, line);
    }

    private static void append(FileChannel channel, String line) throws IOException {
        channel.write(ByteBuffer.wrap((line + "\n").getBytes(StandardCharsets.UTF_8)));
        channel.force(false);
    }

    /**
     * Ends the run in order: whatever processes are left are killed, the run's directories deleted, the journal with
     * them.
     */
    @Override
    public void close() {
        synchronized (this) {
            if (closed) {
                return;
            }
            closed = true;
        }
        try (channel) {
            try (pipe) {
                pipe.write("done\n".getBytes(StandardCharsets.UTF_8));
            }
            watcher.waitFor(10, TimeUnit.SECONDS);
        } catch (IOException watcherWasKilled) {
            Watcher.clear(file, run.text());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
