package dev.seatrial.schema.json;

import java.io.ByteArrayInputStream;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/** Reads YAML 1.2 (core schema) as JSON values. Aliases mean what they name; what they may expand to is bounded. */
public final class YamlReader {
    private static final int MOST_ALIASED = 100_000;

    private final Limits limits;
    private int values;
    private int mostValues;

    /**
     * A document and where its values stand.
     *
     * @param value the document
     * @param places by JSON pointer
     */
    public record Read(Object value, Map<String, Position> places) {}

    public YamlReader(Limits limits) {
        this.limits = limits;
    }

    /**
     * Reads a text of one document.
     *
     * @throws JsonSyntaxException when it is none, several, or beyond a limit
     */
    public Read readOne(byte[] bytes) {
        List<Read> all = new ArrayList<>();
        readAll(bytes, all::add);
        if (all.size() != 1) {
            throw new JsonSyntaxException("expected one YAML document, found " + all.size(), Position.START);
        }
        return all.get(0);
    }

    /**
     * Reads each document of a text.
     *
     * @throws JsonSyntaxException when one is no YAML, or beyond a limit
     */
    public void readAll(byte[] bytes, Consumer<Read> to) {
        JsonReader.requireUtf8(bytes, 0, bytes.length);
        mostValues = bytes.length + MOST_ALIASED; // without aliases there are no more values than bytes
        LoadSettings settings = LoadSettings.builder()
                .setAllowDuplicateKeys(true)
                .setCodePointLimit(Integer.MAX_VALUE)
                .setMaxAliasesForCollections(Integer.MAX_VALUE)
                .setSchema(new CoreSchema())
                .build();
        Iterator<Node> nodes = new Compose(settings)
                .composeAllFromInputStream(new ByteArrayInputStream(bytes))
                .iterator();
        for (Optional<Node> node = next(nodes); node.isPresent(); node = next(nodes)) {
            Map<String, Position> places = new HashMap<>();
            values = 0;
            to.accept(new Read(value(node.get(), "", 1, places), places));
        }
    }

    private Optional<Node> next(Iterator<Node> nodes) {
        try {
            return nodes.hasNext() ? Optional.of(nodes.next()) : Optional.empty();
        } catch (MarkedYamlEngineException e) {
            throw new JsonSyntaxException(
                    "not YAML: " + Optional.ofNullable(e.getProblem()).orElse("unreadable"),
                    e.getProblemMark().map(YamlReader::position).orElse(Position.START));
        } catch (YamlEngineException e) {
            throw new JsonSyntaxException(
                    "not YAML: "
                            + String.valueOf(e.getMessage()).lines().findFirst().orElse("unreadable"),
                    Position.START);
        } catch (StackOverflowError e) {
            throw new JsonSyntaxException(
                    "nested deeper than the limit of " + limits.depth() + " levels (--max-depth)", Position.START);
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            // the engine says so of escapes that are cut off
            throw new JsonSyntaxException("not YAML: " + e.getMessage(), Position.START);
        }
    }

    private Object value(Node node, String pointer, int depth, Map<String, Position> places) {
        Position position = node.getStartMark().map(YamlReader::position).orElse(Position.START);
        if (depth > limits.depth()) {
            throw new JsonSyntaxException(
                    "nested deeper than the limit of " + limits.depth() + " levels (--max-depth)", position);
        }
        if (++values > mostValues) {
            throw new JsonSyntaxException(
                    "aliases expand to more than the limit of " + MOST_ALIASED + " values", position);
        }
        places.putIfAbsent(pointer, position);
        if (node instanceof MappingNode mapping) {
            return object(mapping, pointer, depth, places);
        }
        if (node instanceof SequenceNode sequence) {
            List<Object> array = new ArrayList<>();
            for (Node element : sequence.getValue()) {
                array.add(value(element, pointer + "/" + array.size(), depth + 1, places));
            }
            return array;
        }
        return scalar((ScalarNode) node, position);
    }

    private Map<String, Object> object(MappingNode mapping, String pointer, int depth, Map<String, Position> places) {
        Map<String, Object> object = new LinkedHashMap<>();
        for (NodeTuple tuple : mapping.getValue()) {
            Position at =
                    tuple.getKeyNode().getStartMark().map(YamlReader::position).orElse(Position.START);
            if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
                throw new JsonSyntaxException("a key must be a scalar", at);
            }
            if (object.containsKey(key.getValue())) {
                throw new JsonSyntaxException("duplicate key \"" + key.getValue() + "\"", at);
            }
            object.put(
                    key.getValue(),
                    value(tuple.getValueNode(), Pointers.append(pointer, key.getValue()), depth + 1, places));
        }
        return object;
    }

    private Object scalar(ScalarNode node, Position position) {
        String text = node.getValue();
        Tag tag = node.getTag();
        if (tag.equals(Tag.NULL)) {
            return JsonNull.NULL;
        }
        if (tag.equals(Tag.BOOL)) {
            return text.equalsIgnoreCase("true");
        }
        if (tag.equals(Tag.INT) || tag.equals(Tag.FLOAT)) {
            return number(text, position);
        }
        return text;
    }

    private Object number(String text, Position position) {
        if (text.length() > limits.numberLength()) {
            throw new JsonSyntaxException(
                    "a number is longer than the limit of " + limits.numberLength()
                            + " characters (--max-number-length)",
                    position);
        }
        try {
            if (text.startsWith("0x")) {
                return exact(new BigInteger(text.substring(2), 16));
            }
            if (text.startsWith("0o")) {
                return exact(new BigInteger(text.substring(2), 8));
            }
            if (text.matches("[-+]?[0-9]+")) {
                return exact(new BigInteger(text));
            }
            BigDecimal value = new BigDecimal(text);
            if (Math.abs((long) value.scale()) > limits.exponent()) {
                throw new JsonSyntaxException(
                        "a number's power of ten is beyond the limit of " + limits.exponent() + " (--max-exponent)",
                        position);
            }
            return value;
        } catch (NumberFormatException | ArithmeticException e) {
            throw new JsonSyntaxException("\"" + text + "\" is no JSON number", position);
        }
    }

    private static Object exact(BigInteger value) {
        return value.bitLength() < 64 ? (Object) value.longValueExact() : new BigDecimal(value);
    }

    private static Position position(Mark mark) {
        return new Position(mark.getLine() + 1, mark.getColumn() + 1);
    }
}
