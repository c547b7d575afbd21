package dev.seatrial.graph.code;

import dev.seatrial.graph.config.Settings;
import dev.seatrial.graph.files.SourceFile;
import dev.seatrial.graph.model.Place;
import dev.seatrial.graph.model.Warning;
import dev.seatrial.graph.source.SourceFacts;
import dev.seatrial.graph.source.SourceReader;
import java.io.IOException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Reads the sources of the languages that tree-sitter parses; TypeScript and JavaScript are one. */
public final class CodeReader implements SourceReader {

    /** Answers raise questions; after so many rounds what is still open stays so. */
    private static final int ROUNDS = 4;

    private final Grammar language;

    private final long whole;

    private CodeReader(Grammar language, long whole) {
        this.language = language;
        this.whole = whole;
    }

    /** One reader for each language. */
    public static List<SourceReader> all() {
        return all(Relevance.WHOLE);
    }

    /** The same, where programs with fewer bytes than these in a language are read whole. */
    public static List<SourceReader> all(long whole) {
        return Arrays.stream(Grammar.values())
                .filter(g -> g != Grammar.TYPESCRIPT)
                .map(g -> (SourceReader) new CodeReader(g, whole))
                .toList();
    }

    @Override
    public boolean reads(SourceFile file) {
        return Grammar.of(file.fileName()).filter(g -> family(g) == language).isPresent();
    }

    private static Grammar family(Grammar grammar) {
        return grammar == Grammar.TYPESCRIPT ? Grammar.JAVASCRIPT : grammar;
    }

    @Override
    public void read(List<SourceFile> files, Settings settings, Set<String> dependencies, SourceFacts facts) {
        Candidates candidates = Candidates.of(files, whole);
        Map<SourceFile, CodeFile> read = new TreeMap<>(Comparator.comparing(SourceFile::name));
        SourceFacts found;
        try (Parsers parsers = new Parsers()) {
            List<SourceFile> next = candidates.first();
            int round = 0;
            do {
                if (!parse(next, parsers, read, facts)) {
                    return;
                }
                found = facts.copy();
                CodeBase base = new CodeBase(language);
                read.values().forEach(base::add);
                Code code = new Code(base, settings, found);
                recognise(code);
                next = ++round < ROUNDS ? candidates.more(base, code.names) : List.of();
            } while (!next.isEmpty());
        }
        candidates.left(language, found.warnings());
        facts.become(found);
    }

    private boolean parse(List<SourceFile> files, Parsers parsers, Map<SourceFile, CodeFile> read, SourceFacts facts) {
        try {
            for (SourceFile file : files) {
                CodeFile parsed = parse(file, parsers, facts);
                if (parsed != null) {
                    read.put(file, parsed);
                }
            }
            return true;
        } catch (LinkageError | RuntimeException e) {
            // the native library is not for this machine, or cannot be unpacked
            facts.warnings()
                    .add(new Warning(
                            new Place(files.get(0).name(), 0),
                            language.word() + " cannot be read on this machine, its sources are left out: "
                                    + e.getMessage()));
            return false;
        }
    }

    private static void recognise(Code code) {
        // a library of gRPC tells what a host and port without a scheme are
        code.files()
                .forEach(f -> f.imports.values().stream()
                        .filter(i -> i.module().contains("grpc"))
                        .forEach(i -> code.facts.imports().putIfAbsent(i.module(), f.place(i.line()))));
        HttpClients.in(code);
        HttpServers.in(code);
        DjangoServers.in(code);
        Annotated.in(code);
        Messaging.in(code);
        NestMessages.in(code);
        DaprCalls.in(code);
        Stores.in(code);
        Addresses.in(code);
    }

    private static @Nullable CodeFile parse(SourceFile source, Parsers parsers, SourceFacts facts) {
        Grammar grammar = Grammar.of(source.fileName()).orElseThrow();
        Place whole = new Place(source.name(), 0);
        try (Grammar.Tree tree = parsers.parse(grammar, source.text())) {
            CodeFile file = new CodeFile(source);
            Syntax root = tree.root();
            Translator translator = switch (grammar) {
                case JAVASCRIPT, TYPESCRIPT -> new JavaScriptCode(file);
                case PYTHON -> new PythonCode(file);
                case GO -> new GoCode(file);
                case CSHARP -> new CSharpCode(file);
                case KOTLIN -> new KotlinCode(file);
            };
            translator.value(root, file.top);
            if (file.tooDeep) {
                facts.warnings().add(new Warning(whole, "nested too deep, read in part"));
            } else if (root.broken() && !source.name().endsWith("x")) {
                facts.warnings().add(new Warning(whole, "not all of it is valid " + grammar.word() + ", read in part"));
            }
            return file;
        } catch (IOException e) {
            facts.warnings().add(new Warning(whole, "cannot be read, left out"));
            return null;
        }
    }
}
