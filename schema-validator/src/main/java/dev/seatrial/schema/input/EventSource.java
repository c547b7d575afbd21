package dev.seatrial.schema.input;

import dev.seatrial.schema.json.JsonSyntaxException;
import dev.seatrial.schema.json.JsonText;
import dev.seatrial.schema.json.Limits;
import dev.seatrial.schema.json.Position;
import dev.seatrial.schema.json.YamlReader;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * One file of events, or standard input.
 *
 * @param name as messages call it
 * @param file the file, or nothing for standard input
 */
public record EventSource(String name, Optional<Path> file) {

    /** A file. */
    public static EventSource of(Path file) {
        return new EventSource(file.toString(), Optional.of(file));
    }

    /** Standard input. */
    public static EventSource standardInput() {
        return new EventSource("-", Optional.empty());
    }

    /** How it is written: as told, or as its name tells. */
    public Syntax syntax(Optional<Syntax> told) {
        return told.isPresent() ? told.get() : Syntax.of(name);
    }

    /**
     * Opens it; what is gzipped is unpacked.
     *
     * @throws InputException when it cannot be
     */
    public InputStream open() {
        try {
            InputStream raw = file.isPresent() ? new FileInputStream(file.get().toFile()) : System.in;
            BufferedInputStream in = new BufferedInputStream(raw, 64 * 1024);
            in.mark(2);
            boolean packed = in.read() == 0x1F && in.read() == 0x8B;
            in.reset();
            return packed ? new Unpacked(new GZIPInputStream(in, 64 * 1024)) : in;
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    /** A failure to read it, in words. */
    public InputException unreadable(IOException e) {
        if (e instanceof Unpacked.BrokenOff broken && e.getCause() instanceof IOException cause) {
            return unreadable(cause, broken.reached());
        }
        return unreadable(e, Position.START);
    }

    private InputException unreadable(IOException e, Position reached) {
        boolean directory = file.map(path -> path.toFile().isDirectory()).orElse(false);
        boolean missing = file.map(path -> !path.toFile().exists()).orElse(false);
        String why = directory ? "is a directory" : missing ? "there is no such file" : "cannot be read";
        if (e instanceof EOFException) {
            why = "the gzip stream is cut off";
        } else if (e instanceof ZipException) {
            why = "the gzip stream is damaged";
        }
        return new InputException(name, reached, why);
    }

    /**
     * Gives each event to a consumer, one at a time.
     *
     * @param splitArrays whether the elements of an array are the events, rather than the array
     * @throws InputException when it cannot be read to its end
     */
    public void forEach(Optional<Syntax> told, boolean splitArrays, Limits limits, Consumer<EventText> to) {
        try (InputStream in = open()) {
            switch (syntax(told)) {
                case NDJSON -> NdjsonChunk.forEach(name, in, limits, chunk -> chunk.forEach(to));
                case JSON -> new JsonSplitter(name, in, limits.eventBytes(), to).run(splitArrays);
                case YAML -> yaml(in, limits, to);
            }
        } catch (IOException e) {
            throw unreadable(e);
        } catch (OutOfMemoryError e) {
            throw tooLarge();
        }
    }

    /** The refusal of a source whose events do not fit into memory: in it, one may be forty times its text. */
    public InputException tooLarge() {
        return new InputException(
                name,
                "takes more than the " + (Runtime.getRuntime().maxMemory() >> 20)
                        + " MiB of memory that Java may use; more is given by SEATRIAL_JAVA_OPTIONS=-Xmx2g");
    }

    private void yaml(InputStream in, Limits limits, Consumer<EventText> to) throws IOException {
        byte[] bytes = in.readNBytes(limits.eventBytes() + 1);
        if (bytes.length > limits.eventBytes()) {
            throw new InputException(
                    name,
                    Position.START,
                    "larger than the limit of " + limits.eventBytes() + " bytes for YAML (--max-event-bytes)");
        }
        try {
            new YamlReader(limits).readAll(bytes, read -> {
                byte[] json = JsonText.of(read.value()).getBytes(StandardCharsets.UTF_8);
                to.accept(
                        new EventText(name, json, 0, json.length, read.places().getOrDefault("", Position.START)));
            });
        } catch (JsonSyntaxException e) {
            throw new InputException(name, e.position(), e.what());
        }
    }
}
