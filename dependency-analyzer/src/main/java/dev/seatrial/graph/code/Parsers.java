package dev.seatrial.graph.code;

import java.util.EnumMap;
import java.util.Map;

/** The parsers that one thread uses, each made when its first file is met. */
final class Parsers implements AutoCloseable {

    private final Map<Grammar, Grammar.Parser> made = new EnumMap<>(Grammar.class);

    Grammar.Tree parse(Grammar grammar, String text) {
        return made.computeIfAbsent(grammar, Grammar::parser).parse(text);
    }

    @Override
    public void close() {
        made.values().forEach(Grammar.Parser::close);
    }
}
