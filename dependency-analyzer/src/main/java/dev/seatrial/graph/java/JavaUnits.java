package dev.seatrial.graph.java;

import com.github.javaparser.JavaParser;
import com.github.javaparser.ParseResult;
import com.github.javaparser.ParserConfiguration;
import com.github.javaparser.Range;
import com.github.javaparser.ast.CompilationUnit;
import com.github.javaparser.ast.Node;
import dev.seatrial.graph.files.SourceFile;
import dev.seatrial.graph.model.Place;
import dev.seatrial.graph.model.Warning;
import dev.seatrial.graph.source.SourceFacts;
import dev.seatrial.graph.source.Words;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The parsed files of one program. A program of usual size is parsed whole; of a large one what a rule may find something
 * in, and other files when a constant of a type in them is asked for.
 */
final class JavaUnits {

    private static final Words DECLARE = new Words(Set.of("class", "interface", "enum", "record"));

    // raw: no walk for each rule of the language that a file might break, as compilers look for these
    private final JavaParser parser = new JavaParser(new ParserConfiguration()
            .setLanguageLevel(ParserConfiguration.LanguageLevel.RAW)
            .setAttributeComments(false)
            .setDetectOriginalLineSeparator(false));
    private final Map<SourceFile, Optional<CompilationUnit>> parsed = new LinkedHashMap<>();
    private final Map<SourceFile, CompilationUnit> relevant = new LinkedHashMap<>();
    private final List<SourceFile> files;
    private final SourceFacts facts;
    private final boolean whole;
    private Map<String, List<SourceFile>> byType = Map.of();
    private long bytes;
    private int left;

    JavaUnits(List<SourceFile> files, SourceFacts facts, long whole) {
        this.files = files;
        this.facts = facts;
        this.whole = files.stream().mapToLong(SourceFile::size).sum() <= whole;
        for (SourceFile file : files) {
            if (this.whole || mentions(file)) {
                unit(file).ifPresent(u -> relevant.put(file, u));
            }
        }
        if (left > 0) {
            facts.warnings()
                    .add(new Warning(
                            new Place(files.get(0).name(), 0),
                            "the program has more than " + (Relevance.MOST >> 20) + " MiB of sources that matter; "
                                    + left + " files are left out"));
        }
    }

    /** The files in which a rule may find something. */
    Map<SourceFile, CompilationUnit> relevant() {
        return relevant;
    }

    /** The other files that declare a type of this simple name; where there are some, all that declare it. */
    List<CompilationUnit> alsoDeclaring(String type) {
        if (whole) {
            return List.of();
        } else if (byType.isEmpty()) {
            byType = index();
        }
        List<SourceFile> declaring = byType.getOrDefault(type, List.of());
        return relevant.keySet().containsAll(declaring)
                ? List.of()
                : declaring.stream().flatMap(f -> unit(f).stream()).toList();
    }

    private Map<String, List<SourceFile>> index() {
        Map<String, List<SourceFile>> found = new HashMap<>();
        for (SourceFile file : files) {
            byte[] text = bytes(file);
            for (int at = 0; at < text.length; at++) {
                if (Words.part(text[at])) {
                    int end = Words.end(text, at);
                    if (DECLARE.mayHave(Words.hash(text, at, end)) && end + 1 < text.length) {
                        int to = Words.end(text, end + 1);
                        List<SourceFile> of = found.computeIfAbsent(
                                new String(text, end + 1, to - end - 1, StandardCharsets.UTF_8),
                                n -> new ArrayList<>(1));
                        if (of.isEmpty() || !of.get(of.size() - 1).equals(file)) {
                            of.add(file);
                        }
                    }
                    at = end;
                }
            }
        }
        return found;
    }

    private boolean mentions(SourceFile file) {
        byte[] text = bytes(file);
        return text.length == 0 || Relevance.RULES.in(text);
    }

    /** Nothing where it cannot be read; that is said where it is parsed. */
    private static byte[] bytes(SourceFile file) {
        try {
            return Files.readAllBytes(file.path());
        } catch (IOException e) {
            return new byte[0];
        }
    }

    private Optional<CompilationUnit> unit(SourceFile file) {
        Optional<CompilationUnit> known = parsed.get(file);
        if (known == null) {
            known = room(file) ? parse(file) : Optional.empty();
            parsed.put(file, known);
        }
        return known;
    }

    private boolean room(SourceFile file) {
        if (bytes + file.size() > Relevance.MOST) {
            left++;
            return false;
        }
        bytes += file.size();
        return true;
    }

    private Optional<CompilationUnit> parse(SourceFile file) {
        String why;
        try {
            ParseResult<CompilationUnit> result = parser.parse(file.text());
            if (result.getResult().isPresent() && result.isSuccessful()) {
                Nodes.in(result.getResult().get(), Node.class).forEach(JavaUnits::forgetTokens);
                return result.getResult();
            }
            why = "no valid Java, left out";
        } catch (IOException e) {
            why = "cannot be read, left out";
        } catch (StackOverflowError e) {
            why = "nested too deep, left out";
        }
        facts.warnings().add(new Warning(new Place(file.name(), 0), why));
        return Optional.empty();
    }

    /** Tokens are most of what a parsed file weighs, and only its lines are asked for. */
    private static void forgetTokens(Node node) {
        Optional<Range> range = node.getRange();
        node.setTokenRange(null);
        range.ifPresent(node::setRange);
    }
}
