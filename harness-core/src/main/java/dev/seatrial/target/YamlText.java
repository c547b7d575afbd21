package dev.seatrial.target;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** Reads the bytes of a YAML file into a {@link Tree}, or says what is wrong with them. Refuses what could not be an honest target file. */
final class YamlText {

    /** A target file is written by people; one over this size is something else. */
    static final int MAX_BYTES = 1 << 20;

    /** Nodes after aliases are resolved; a file of {@link #MAX_BYTES} has fewer unless its aliases multiply. */
    private static final int MAX_NODES = 200_000;

    private static final int MAX_DEPTH = 50;

    private final Tree.Source source;
    private final List<Problem> problems;
    private final Set<Node> open = new HashSet<>();
    private int nodes;
    private boolean stopped;

    private YamlText(Tree.Source source, List<Problem> problems) {
        this.source = source;
        this.problems = problems;
    }

    /** The document, or nothing where {@code problems} says why. */
    static Optional<Tree> read(String name, byte[] bytes, List<Problem> problems) {
        Optional<String> text = decode(name, bytes, problems);
        return text.flatMap(t -> new YamlText(Tree.Source.of(name, t), problems).compose(t));
    }

    private static Optional<String> decode(String name, byte[] bytes, List<Problem> problems) {
        ByteBuffer in = ByteBuffer.wrap(bytes);
        CharBuffer out = CharBuffer.allocate(bytes.length + 1);
        CoderResult result = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT)
                .decode(in, out, true);
        out.flip();
        String text = out.toString();
        if (result.isError()) {
            int line = 1 + (int) text.chars().filter(c -> c == '\n').count();
            int column = text.length() - text.lastIndexOf('\n');
            problems.add(new Problem(
                    name,
                    line,
                    column,
                    String.format("byte 0x%02X is not UTF-8; save the file as UTF-8", bytes[in.position()]),
                    text.substring(text.lastIndexOf('\n') + 1)));
            return Optional.empty();
        }
        return Optional.of(text.startsWith("\uFEFF") ? text.substring(1) : text);
    }

    private Optional<Tree> compose(String text) {
        LoadSettings settings = LoadSettings.builder()
                .setAllowDuplicateKeys(true)
                .setAllowRecursiveKeys(true)
                .setMaxAliasesForCollections(MAX_NODES)
                .setCodePointLimit(MAX_BYTES)
                .build();
        try {
            Iterator<Node> documents =
                    new Compose(settings).composeAllFromString(text).iterator();
            if (!documents.hasNext()) {
                problems.add(new Problem(
                        source.name(), 1, 1, "the file is empty; it starts with \"seatrial: 1\"", source.line(1)));
                return Optional.empty();
            }
            Tree tree = tree(documents.next(), 0);
            if (documents.hasNext()) {
                problems.add(place(documents.next()).problem("a second document; a target file has one"));
            }
            return stopped ? Optional.empty() : Optional.of(tree);
        } catch (MarkedYamlEngineException e) {
            Optional<Mark> mark = e.getProblemMark().or(e::getContextMark);
            int line = mark.map(m -> m.getLine() + 1).orElse(1);
            int column = mark.map(m -> m.getColumn() + 1).orElse(1);
            problems.add(new Tree.Place(source, line, column).problem(plain(e, source.line(line))));
        } catch (YamlEngineException e) {
            problems.add(new Tree.Place(source, 1, 1).problem("not YAML: " + e.getMessage()));
        }
        return Optional.empty();
    }

    private static String plain(MarkedYamlEngineException e, String line) {
        if (line.stripLeading().length() < line.length()
                && line.substring(0, line.length() - line.stripLeading().length())
                                .indexOf('\t')
                        >= 0) {
            return "a tab in the indentation; YAML allows only spaces there";
        }
        String problem = e.getProblem() == null ? "not YAML" : e.getProblem();
        return "not YAML: " + problem.replaceAll("\\s+", " ");
    }

    private Tree tree(Node node, int depth) {
        Tree.Place place = place(node);
        Tree.Scalar nothing = new Tree.Scalar(place, "", true);
        if (stopped) {
            return nothing;
        }
        if (++nodes > MAX_NODES) {
            return stop(place, "aliases multiply this file to over " + MAX_NODES + " values; write them out, or fewer");
        }
        if (depth > MAX_DEPTH) {
            return stop(place, "nested deeper than " + MAX_DEPTH + " levels; a target file needs five");
        }
        if (node instanceof ScalarNode scalar) {
            return new Tree.Scalar(place, scalar.getValue(), scalar.getScalarStyle() == ScalarStyle.PLAIN);
        }
        if (!open.add(node)) {
            return stop(place, "this anchor contains an alias to itself");
        }
        Tree tree = nothing;
        if (node instanceof SequenceNode sequence) {
            List<Tree> items = new ArrayList<>();
            sequence.getValue().forEach(n -> items.add(tree(n, depth + 1)));
            tree = new Tree.Sequence(place, items);
        } else if (node instanceof MappingNode mapping) {
            tree = mapping(place, mapping, depth);
        }
        open.remove(node);
        return tree;
    }

    private Tree mapping(Tree.Place place, MappingNode mapping, int depth) {
        List<Tree.Entry> entries = new ArrayList<>();
        Map<String, Tree.Place> seen = new HashMap<>();
        for (NodeTuple tuple : mapping.getValue()) {
            if (!(tuple.getKeyNode() instanceof ScalarNode keyNode)) {
                problems.add(place(tuple.getKeyNode()).problem("a key must be plain text"));
                continue;
            }
            Tree.Scalar key = new Tree.Scalar(place(keyNode), keyNode.getValue(), true);
            Tree.Place first = seen.putIfAbsent(key.text(), key.place());
            if (first != null) {
                problems.add(key.place()
                        .problem("\"" + key.text() + "\" is here twice; the first is at line " + first.line()));
                continue;
            }
            entries.add(new Tree.Entry(key, tree(tuple.getValueNode(), depth + 1)));
        }
        return new Tree.Mapping(place, entries);
    }

    private Tree stop(Tree.Place place, String message) {
        stopped = true;
        problems.add(place.problem(message));
        return new Tree.Scalar(place, "", true);
    }

    private Tree.Place place(Node node) {
        return new Tree.Place(
                source,
                node.getStartMark().map(m -> m.getLine() + 1).orElse(1),
                node.getStartMark().map(m -> m.getColumn() + 1).orElse(1));
    }
}
