package dev.seatrial.schema.compiled;

import dev.seatrial.schema.json.JsonReader;
import dev.seatrial.schema.json.JsonSyntaxException;
import dev.seatrial.schema.json.LimitException;
import dev.seatrial.schema.json.Utf8;
import dev.seatrial.schema.text.CharSlice;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.sym.PropertyNameMatcher;

/**
 * Judges an event while it is read. Says only whether all is well: whatever is not, be it the text, its duplicate keys or a
 * limit, is left to a second, slower reading to name. One thread.
 */
final class StreamJudge {
    private final JsonReader reader;
    private final Judge judge;
    private final int numberLength;
    private final CharSlice slice = new CharSlice();
    private byte[] bytes = new byte[0];
    private int offset;

    StreamJudge(JsonReader reader) {
        this.reader = reader;
        this.judge = new Judge(reader.limits().steps());
        this.numberLength = reader.limits().numberLength();
    }

    boolean allows(Node root, byte[] text, int from, int length) {
        if (Utf8.firstInvalid(text, from, from + length) >= 0) {
            return false;
        }
        bytes = text;
        offset = from;
        judge.restart();
        try (JsonParser parser = reader.parser(text, from, length)) {
            return parser.nextToken() != null && value(parser, root) && parser.nextToken() == null;
        } catch (JacksonException | JsonSyntaxException | LimitException e) {
            return false;
        }
    }

    private boolean value(JsonParser parser, Node node) {
        if (node.needsTree) {
            return judge.allows(node, reader.value(parser, bytes, offset));
        }
        if (node.rejects) {
            return false;
        }
        return switch (parser.currentToken()) {
            case START_OBJECT -> takes(node, Types.OBJECT) && object(parser, node);
            case START_ARRAY -> takes(node, Types.ARRAY) && array(parser, node);
            case VALUE_STRING -> (node.types & Types.STRING) != 0 && text(parser, node);
            case VALUE_NUMBER_INT -> (node.types & Types.INTEGER) != 0 && integer(parser, node);
            case VALUE_NUMBER_FLOAT -> (node.types & Types.NUMBER) != 0 && number(parser, node);
            default -> constant(parser, node);
        };
    }

    /** Whether an object or array may stand here at all; scalar values were listed otherwise. */
    private static boolean takes(Node node, int type) {
        return (node.types & type) != 0 && node.allowed == null && node.constant == null;
    }

    private boolean constant(JsonParser parser, Node node) {
        Object value = reader.value(parser, bytes, offset);
        return (node.types & Types.of(value)) != 0 && isListed(node, value);
    }

    private static boolean isListed(Node node, Object value) {
        return (node.allowed == null || node.allowed.contains(value))
                && (node.constant == null || node.constant.contains(value));
    }

    private boolean text(JsonParser parser, Node node) {
        if (node.texts == null && node.allowed == null && node.constant == null) {
            return true;
        }
        char[] chars = parser.getStringCharacters();
        int from = parser.getStringOffset();
        int length = parser.getStringLength();
        return (node.allowed == null || node.allowed.containsText(chars, from, length))
                && (node.constant == null || node.constant.containsText(chars, from, length))
                && (node.texts == null || node.texts.allow(slice.at(chars, from, length)));
    }

    private boolean integer(JsonParser parser, Node node) {
        int length = parser.getStringLength();
        if (length > numberLength) {
            return false;
        }
        boolean plain = node.allowed == null && node.constant == null;
        if (plain && node.numbers == null) {
            return true;
        }
        if (plain && length <= 18 && node.numbers != null) {
            return node.numbers.allowShort(parser.getLongValue());
        }
        return exact(parser, node);
    }

    private boolean number(JsonParser parser, Node node) {
        int length = parser.getStringLength();
        if (length > numberLength) {
            return false;
        }
        boolean plain = node.allowed == null && node.constant == null && (node.types & Types.FRACTION) != 0;
        if (plain && length <= 18) {
            ShortDecimal.Parsed parsed =
                    ShortDecimal.parse(parser.getStringCharacters(), parser.getStringOffset(), length);
            if (parsed != null) {
                return node.numbers == null || node.numbers.allowShort(parsed.unscaled(), parsed.scale());
            }
        }
        return exact(parser, node);
    }

    private boolean exact(JsonParser parser, Node node) {
        Object value = reader.number(parser, bytes, offset);
        return (node.types & Types.of(value)) != 0
                && isListed(node, value)
                && (node.numbers == null || node.numbers.allow(value));
    }

    private boolean array(JsonParser parser, Node node) {
        ArrayRules rules = node.arrays;
        int count = 0;
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            Node element = rules == null ? null : count < rules.prefix.size() ? rules.prefix.get(count) : rules.rest;
            if (!(element == null ? skip(parser) : value(parser, element))) {
                return false;
            }
            count++;
        }
        return rules == null || (count >= rules.least && count <= rules.most);
    }

    private boolean object(JsonParser parser, Node node) {
        StreamPlan plan = node.stream;
        if (plan == null) {
            throw new IllegalStateException("no plan for " + node.place.label());
        }
        PropertyNameMatcher matcher = plan.matcher;
        return matcher == null ? unknownOnly(parser, plan) : known(parser, plan, matcher);
    }

    private boolean known(JsonParser parser, StreamPlan plan, PropertyNameMatcher matcher) {
        long seen = 0;
        Strangers strangers = new Strangers();
        while (true) {
            int index = parser.nextNameMatch(matcher);
            if (index >= 0) {
                long bit = 1L << index;
                if ((seen & bit) != 0) {
                    return false;
                }
                seen |= bit;
                parser.nextToken();
                if (!value(parser, plan.members[index])) {
                    return false;
                }
            } else if (index == PropertyNameMatcher.MATCH_END_OBJECT) {
                break;
            } else if (!stranger(parser, plan, parser.currentName(), strangers)) {
                return false;
            }
        }
        int count = Long.bitCount(seen) + strangers.count;
        return (plan.required & ~seen) == 0 && count >= plan.least && count <= plan.most && dependents(plan, seen);
    }

    private static boolean dependents(StreamPlan plan, long seen) {
        for (int i = 0; i < plan.triggers.length; i++) {
            if ((plan.triggers[i] & seen) != 0 && (plan.triggered[i] & ~seen) != 0) {
                return false;
            }
        }
        return true;
    }

    private boolean unknownOnly(JsonParser parser, StreamPlan plan) {
        Strangers strangers = new Strangers();
        for (String name = parser.nextName(); name != null; name = parser.nextName()) {
            if (!stranger(parser, plan, name, strangers)) {
                return false;
            }
        }
        return strangers.count >= plan.least && strangers.count <= plan.most;
    }

    private boolean stranger(JsonParser parser, StreamPlan plan, String name, Strangers strangers) {
        if (!strangers.add(name) || (plan.names != null && !judge.allows(plan.names, name))) {
            return false;
        }
        parser.nextToken();
        List<Node> matching = null;
        for (ObjectRules.Patterned patterned : plan.patterned) {
            if (patterned.pattern().finds(name)) {
                matching = matching == null ? new ArrayList<>() : matching;
                matching.add(patterned.node());
            }
        }
        if (matching == null) {
            return plan.additional == null ? skip(parser) : value(parser, plan.additional);
        }
        if (matching.size() == 1) {
            return value(parser, matching.get(0));
        }
        Object value = reader.value(parser, bytes, offset);
        return matching.stream().allMatch(node -> judge.allows(node, value));
    }

    /** Passes over a value that may be anything; its keys must still differ and its numbers keep the limits. */
    private boolean skip(JsonParser parser) {
        switch (parser.currentToken()) {
            case START_OBJECT -> {
                Strangers strangers = new Strangers();
                for (String name = parser.nextName(); name != null; name = parser.nextName()) {
                    parser.nextToken();
                    if (!strangers.add(name) || !skip(parser)) {
                        return false;
                    }
                }
                return true;
            }
            case START_ARRAY -> {
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    if (!skip(parser)) {
                        return false;
                    }
                }
                return true;
            }
            case VALUE_NUMBER_INT -> {
                return parser.getStringLength() <= numberLength;
            }
            case VALUE_NUMBER_FLOAT -> {
                return parser.getStringLength() <= numberLength
                        && (ShortDecimal.parse(
                                                parser.getStringCharacters(),
                                                parser.getStringOffset(),
                                                parser.getStringLength())
                                        != null
                                || reader.number(parser, bytes, offset) != null);
            }
            default -> {
                return true;
            }
        }
    }

    /** The names in an object that no rule names, each once. */
    private static final class Strangers {
        private @Nullable String first;
        private @Nullable Set<String> rest;
        private int count;

        boolean add(String name) {
            count++;
            if (first == null) {
                first = name;
                return true;
            }
            if (rest == null) {
                rest = new HashSet<>();
            }
            return !first.equals(name) && rest.add(name);
        }
    }
}
