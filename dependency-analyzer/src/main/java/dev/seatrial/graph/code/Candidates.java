package dev.seatrial.graph.code;

import dev.seatrial.graph.files.SourceFile;
import dev.seatrial.graph.model.Place;
import dev.seatrial.graph.model.Warning;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * Which files of a large program are parsed: those in which a rule may find something, and then those that may tell what
 * they leave open. A program of usual size is parsed whole.
 */
final class Candidates {

    private final List<SourceFile> first;
    private List<SourceFile> rest = List.of();
    private long bytes;
    private int left;

    private Candidates(List<SourceFile> first) {
        this.first = first;
    }

    static Candidates of(List<SourceFile> files, long whole) {
        if (files.stream().mapToLong(SourceFile::size).sum() <= whole) {
            return new Candidates(files);
        }
        Candidates candidates = new Candidates(new ArrayList<>());
        candidates.rest = files;
        candidates.first.addAll(candidates.take(Relevance.RULES::in));
        return candidates;
    }

    List<SourceFile> first() {
        return first;
    }

    /** What may answer the questions that came up while reading the others. */
    List<SourceFile> more(CodeBase base, Names names) {
        if (rest.isEmpty()) {
            return List.of();
        }
        for (CodeFile file : base.files) {
            file.top.bound().forEach((name, values) -> client(base, names, name, values));
            file.fields.forEach((field, values) -> client(base, names, Translator.lastName(field), values));
        }
        return base.missing.isEmpty() ? List.of() : take(base.missing.scan()::answers);
    }

    /** Whoever uses a client that is made elsewhere names it, not its library. */
    private static void client(CodeBase base, Names names, String name, List<Value> values) {
        for (Value value : values) {
            if ((value instanceof Value.Call || value instanceof Value.Typed)
                    && Relevance.RULES.in(names.qualified(value).getBytes(StandardCharsets.UTF_8))) {
                base.missing.use(name);
                return;
            }
        }
    }

    private List<SourceFile> take(Predicate<byte[]> matters) {
        List<SourceFile> taken = new ArrayList<>();
        List<SourceFile> others = new ArrayList<>();
        for (SourceFile file : rest) {
            byte[] text = bytes(file);
            if (!matters.test(text)) {
                others.add(file);
            } else if (bytes + text.length > Relevance.MOST) {
                left++;
            } else {
                bytes += text.length;
                taken.add(file);
            }
        }
        rest = others;
        return taken;
    }

    /** What cannot be read is said where it is parsed. */
    private static byte[] bytes(SourceFile file) {
        try {
            return Files.readAllBytes(file.path());
        } catch (IOException e) {
            return "https".getBytes(StandardCharsets.UTF_8);
        }
    }

    /** Says what was left out. */
    void left(Grammar language, List<Warning> warnings) {
        if (left > 0) {
            warnings.add(new Warning(
                    new Place(first.get(0).name(), 0),
                    "the program has more than " + (Relevance.MOST >> 20) + " MiB of " + language.word()
                            + " that matter; " + left + " files are left out"));
        }
    }
}
