package dev.seatrial.schema.compat;

import dev.seatrial.schema.Schema;
import dev.seatrial.schema.SchemaOptions;
import dev.seatrial.schema.document.BadSchemaException;
import dev.seatrial.schema.document.Place;
import dev.seatrial.schema.document.SchemaStore;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Whether the readers of one version of a schema can read what the writers of another write.
 *
 * @param verdict in all
 * @param changes each that breaks, or may
 */
public record Compatibility(Verdict verdict, List<Change> changes) {

    /** What is known. */
    public enum Verdict {
        /** Proved: the reader allows all that the writer allows. */
        COMPATIBLE,
        /** A change may break, but no event was found that shows it. */
        UNDECIDED,
        /** An event shows that it breaks. */
        INCOMPATIBLE
    }

    /**
     * One change.
     *
     * @param direction {@code backward} (new readers, old events) or {@code forward} (old readers, new events)
     * @param versions writer and reader
     * @param rule the keyword that changed
     * @param pointer where in an event
     * @param what changed
     * @param witness an event that the writer's schema allows and the reader's refuses, if one was found
     */
    public record Change(
            String direction, String versions, String rule, String pointer, String what, Optional<String> witness) {}

    /** What must hold between versions. */
    public enum Mode {
        BACKWARD,
        FORWARD,
        FULL,
        BACKWARD_TRANSITIVE,
        FORWARD_TRANSITIVE,
        FULL_TRANSITIVE;

        /** Whether new readers must read old events. */
        boolean backward() {
            return this != FORWARD && this != FORWARD_TRANSITIVE;
        }

        /** Whether old readers must read new events. */
        boolean forward() {
            return this != BACKWARD && this != BACKWARD_TRANSITIVE;
        }

        /** Whether every pair of versions counts, rather than neighbours. */
        boolean transitive() {
            return name().endsWith("TRANSITIVE");
        }
    }

    /**
     * Compares versions, oldest first.
     *
     * @throws BadSchemaException when one cannot be used
     */
    public static Compatibility of(List<Path> versions, Mode mode, SchemaOptions options, long seed) {
        List<Change> changes = new ArrayList<>();
        for (int later = 1; later < versions.size(); later++) {
            for (int earlier = mode.transitive() ? 0 : later - 1; earlier < later; earlier++) {
                if (mode.backward()) {
                    changes.addAll(reads("backward", versions.get(earlier), versions.get(later), options, seed));
                }
                if (mode.forward()) {
                    changes.addAll(reads("forward", versions.get(later), versions.get(earlier), options, seed));
                }
            }
        }
        boolean shown = changes.stream().anyMatch(change -> change.witness().isPresent());
        Verdict verdict = shown ? Verdict.INCOMPATIBLE : changes.isEmpty() ? Verdict.COMPATIBLE : Verdict.UNDECIDED;
        return new Compatibility(verdict, changes);
    }

    private static List<Change> reads(String direction, Path writer, Path reader, SchemaOptions options, long seed) {
        SchemaStore writers = new SchemaStore(options.draft(), options.limits(), Schema.roots(writer, options));
        SchemaStore readers = new SchemaStore(options.draft(), options.limits(), Schema.roots(reader, options));
        Place written = writers.load(writer);
        Place read = readers.load(reader);
        Schema writes = Schema.load(writer, options);
        Schema accepts = Schema.load(reader, options);
        WitnessSearch search = new WitnessSearch(writes, accepts, written, writers, readers, seed);
        List<Change> changes = new ArrayList<>();
        for (Difference difference : new Subsumption(writers, readers).compare(written, read)) {
            changes.add(new Change(
                    direction,
                    writer.getFileName() + " -> " + reader.getFileName(),
                    difference.rule(),
                    difference.pointer(),
                    difference.what(),
                    search.find(difference)));
        }
        return changes;
    }
}
