package dev.seatrial.graph.code;

import dev.seatrial.graph.source.Words;
import java.util.Set;
import java.util.TreeSet;

/**
 * What the files that were read ask of those that were not: who calls a function whose parameter matters, who defines a
 * name whose value matters, who uses a client that another file made.
 */
final class Missing {

    private final Set<String> calls = new TreeSet<>();
    private final Set<String> definitions = new TreeSet<>();
    private final Set<String> uses = new TreeSet<>();

    void call(String function) {
        calls.add(function);
    }

    void definition(String name) {
        if (!name.isEmpty()) {
            definitions.add(name);
        }
    }

    void use(String name) {
        uses.add(name);
    }

    /** Whether nothing was asked. */
    boolean isEmpty() {
        return calls.isEmpty() && definitions.isEmpty() && uses.isEmpty();
    }

    /** Asks files for these names. */
    Scan scan() {
        return new Scan(new Words(calls), new Words(definitions), new Words(uses));
    }

    /** The names by their hashes. */
    record Scan(Words calls, Words definitions, Words uses) {

        /** Whether the file may answer. */
        boolean answers(byte[] text) {
            for (int at = 0; at < text.length; at++) {
                if (Words.part(text[at])) {
                    int end = Words.end(text, at);
                    int hash = Words.hash(text, at, end);
                    if (uses.mayHave(hash)
                            || (calls.mayHave(hash) && called(text, end))
                            || (definitions.mayHave(hash) && defined(text, at, end))) {
                        return true;
                    }
                    at = end;
                }
            }
            return false;
        }

        private static boolean called(byte[] text, int end) {
            byte next = next(text, end);
            return next == '(' || next == '<' || next == '{' || next == '`';
        }

        /** Not {@code a.name} without a value, not a plain use; what may be either counts as a definition. */
        private static boolean defined(byte[] text, int start, int end) {
            byte next = next(text, end);
            int equals = text.length;
            for (int i = end; i < text.length; i++) {
                if (text[i] != ' ' && text[i] != '\t') {
                    equals = i;
                    break;
                }
            }
            boolean set = (next == '=' && !(equals + 1 < text.length && text[equals + 1] == '=')) || next == ':';
            if (set) {
                return true;
            }
            byte before = before(text, start);
            if (before == '.') {
                return false;
            }
            // def name, func (r T) name, const name, Type name, List<T> name, and at the start of a line
            return Words.part(before)
                    || before == ')'
                    || before == '>'
                    || before == ']'
                    || before == '*'
                    || before == '?'
                    || before == '\n'
                    || before == '{'
                    || before == '}'
                    || before == ',';
        }

        private static byte next(byte[] text, int from) {
            for (int i = from; i < text.length; i++) {
                if (text[i] != ' ' && text[i] != '\t') {
                    return text[i];
                }
            }
            return '\n';
        }

        private static byte before(byte[] text, int start) {
            for (int i = start - 1; i >= 0; i--) {
                if (text[i] != ' ' && text[i] != '\t') {
                    return text[i];
                }
            }
            return '\n';
        }
    }
}
