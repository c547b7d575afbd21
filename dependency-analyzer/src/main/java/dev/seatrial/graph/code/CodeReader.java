package dev.seatrial.graph.code;

import dev.seatrial.graph.config.Settings;
import dev.seatrial.graph.files.SourceFile;
import dev.seatrial.graph.model.Place;
import dev.seatrial.graph.model.Warning;
import dev.seatrial.graph.source.SourceFacts;
import dev.seatrial.graph.source.SourceReader;
import java.io.IOException;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the sources of the languages that tree-sitter parses; TypeScript and JavaScript are one. */
public final class CodeReader implements SourceReader {

    private final Grammar language;

    private CodeReader(Grammar language) {
        this.language = language;
    }

    /** One reader for each language. */
    public static List<SourceReader> all() {
        return Arrays.stream(Grammar.values())
                .filter(g -> g != Grammar.TYPESCRIPT)
                .map(g -> (SourceReader) new CodeReader(g))
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
        CodeBase base = new CodeBase(language);
        Map<Grammar, Grammar.Parser> parsers = new EnumMap<>(Grammar.class);
        try {
            for (SourceFile file : files) {
                CodeFile read = parse(file, parsers, facts);
                if (read != null) {
                    base.add(read);
                }
            }
        } catch (LinkageError | RuntimeException e) {
            // the native library is not for this machine, or cannot be unpacked
            facts.warnings()
                    .add(new Warning(
                            new Place(files.get(0).name(), 0),
                            language.word() + " cannot be read on this machine, its sources are left out: "
                                    + e.getMessage()));
            return;
        } finally {
            parsers.values().forEach(Grammar.Parser::close);
        }
        Code code = new Code(base, settings, facts);
        HttpClients.in(code);
        HttpServers.in(code);
        Annotated.in(code);
        Messaging.in(code);
        Stores.in(code);
        Addresses.in(code);
    }

    private static @Nullable CodeFile parse(
            SourceFile source, Map<Grammar, Grammar.Parser> parsers, SourceFacts facts) {
        Grammar grammar = Grammar.of(source.fileName()).orElseThrow();
        Place whole = new Place(source.name(), 0);
        try (Grammar.Tree tree =
                parsers.computeIfAbsent(grammar, Grammar::parser).parse(source.text())) {
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
