package dev.seatrial.graph.code;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import org.treesitter.TSInputEncoding;
import org.treesitter.TSLanguage;
import org.treesitter.TSParser;
import org.treesitter.TSReader;
import org.treesitter.TSTree;
import org.treesitter.TreeSitterCSharp;
import org.treesitter.TreeSitterGo;
import org.treesitter.TreeSitterJavascript;
import org.treesitter.TreeSitterKotlin;
import org.treesitter.TreeSitterPython;
import org.treesitter.TreeSitterTypescript;

/**
 * The languages; the native library of each is loaded when its first file is met.
 *
 * @see <a href="https://tree-sitter.github.io/tree-sitter/using-parsers/">tree-sitter: Using Parsers</a>
 */
enum Grammar {
    JAVASCRIPT("JavaScript", "js mjs cjs jsx"),
    TYPESCRIPT("TypeScript", "ts tsx mts cts"),
    PYTHON("Python", "py"),
    GO("Go", "go"),
    CSHARP("C#", "cs"),
    KOTLIN("Kotlin", "kt");

    private final String word;
    private final String endings;

    Grammar(String word, String endings) {
        this.word = word;
        this.endings = endings;
    }

    /** The name that people give the language. */
    String word() {
        return word;
    }

    static Optional<Grammar> of(String fileName) {
        String ending = fileName.substring(fileName.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        for (Grammar grammar : values()) {
            if ((" " + grammar.endings + " ").contains(" " + ending + " ")) {
                return Optional.of(grammar);
            }
        }
        return Optional.empty();
    }

    /**
     * A parser; to be closed, and for one thread.
     *
     * @throws LinkageError when this machine cannot load the native library
     */
    Parser parser() {
        return new Parser(
                switch (this) {
                    case JAVASCRIPT -> new TreeSitterJavascript();
                    case TYPESCRIPT -> new TreeSitterTypescript();
                    case PYTHON -> new TreeSitterPython();
                    case GO -> new TreeSitterGo();
                    case CSHARP -> new TreeSitterCSharp();
                    case KOTLIN -> new TreeSitterKotlin();
                });
    }

    /** Parses texts of one language. */
    static final class Parser implements AutoCloseable {

        private final TSLanguage language;
        private final TSParser parser;

        private Parser(TSLanguage language) {
            this.language = language;
            this.parser = new TSParser();
            parser.setLanguage(language);
        }

        /** The tree of a text; good until it is closed. */
        Tree parse(String text) {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_16LE);
            byte[] piece = new byte[1 << 16];
            TSReader reader = (into, offset, position) -> {
                int length = Math.max(0, Math.min(into.length, bytes.length - offset));
                System.arraycopy(bytes, Math.min(offset, bytes.length), into, 0, length);
                return length;
            };
            return new Tree(parser.parse(piece, null, reader, TSInputEncoding.TSInputEncodingUTF16LE), text);
        }

        @Override
        public void close() {
            parser.close();
            language.close();
        }
    }

    /** A parsed text. */
    record Tree(TSTree tree, String text) implements AutoCloseable {

        Syntax root() {
            return new Syntax(tree.getRootNode(), text);
        }

        @Override
        public void close() {
            tree.close();
        }
    }
}
