package dev.seatrial.schema.compiled;

import dev.seatrial.schema.json.JsonReader;
import dev.seatrial.schema.json.JsonSyntaxException;
import dev.seatrial.schema.json.LimitException;
import dev.seatrial.schema.json.Limits;
import dev.seatrial.schema.json.Utf8;
import dev.seatrial.schema.text.ByteSlice;
import dev.seatrial.schema.text.CharSlice;
import dev.seatrial.schema.text.EcmaPattern;
import java.util.ArrayList;
import java.util.List;

/**
 * Judges an event while its bytes are passed over; a choice of schemas passes over its value again for each. Says only whether all is
 * well: whatever is not, be it the text, its duplicate keys or a limit, is left to a second, slower reading to name. One thread.
 *
 * <p>A rule gives true with the value passed, or false with the place anywhere; what is no plain answer is a {@link JsonScanner.Doubt}.
 */
final class StreamJudge extends JsonScanner {
    private final JsonReader reader;
    private final Limits limits;
    private final Judge judge;
    private final ByteSlice ascii = new ByteSlice();
    private final CharSlice slice = new CharSlice();
    private int depth;
    private long steps;

    /** The end of the value that a schema held for last. */
    private int after;

    StreamJudge(JsonReader reader) {
        this.reader = reader;
        this.limits = reader.limits();
        this.judge = new Judge(limits.steps());
    }

    boolean allows(Node root, byte[] text, int from, int length) {
        if (length > limits.eventBytes() || Utf8.firstInvalid(text, from, from + length) >= 0) {
            return false;
        }
        bytes = text;
        at = from;
        end = from + length;
        depth = 0;
        steps = 0;
        judge.restart();
        EcmaPattern.begin(limits.patternSteps());
        try {
            next();
            return value(root) && onlySpaceLeft();
        } catch (Doubt | JsonSyntaxException | LimitException | StackOverflowError e) {
            return false;
        }
    }

    private boolean value(Node node) {
        if (++steps > limits.steps()) {
            throw doubt();
        }
        if (!node.again) {
            return own(node);
        }
        if (node.needsTree) {
            return held(node);
        }
        return again(node);
    }

    /** A value that other schemas judge as well: each passes over it anew. */
    private boolean again(Node node) {
        int start = at;
        if (!node.bare && !own(node)) {
            return false;
        }
        after = at;
        if (!all(node.allOf, start)
                || (!node.anyOf.isEmpty() && count(node.anyOf, start, 1) != 1)
                || (!node.oneOf.isEmpty() && count(node.oneOf, start, 2) != 1)) {
            return false;
        }
        int passed = after;
        steps += (passed - start) >>> 6;
        if (node.not != null && holds(node.not, start)) {
            return false;
        }
        if (node.condition != null) {
            Node chosen = holds(node.condition, start) ? node.then : node.otherwise;
            if (chosen != null && !holds(chosen, start)) {
                return false;
            }
        }
        at = passed;
        return true;
    }

    private boolean holds(Node node, int start) {
        int before = depth;
        int held = after;
        at = start;
        boolean holds = value(node);
        depth = before;
        after = holds ? at : held;
        return holds;
    }

    private boolean all(List<Node> nodes, int start) {
        for (int i = 0; i < nodes.size(); i++) {
            if (!holds(nodes.get(i), start)) {
                return false;
            }
        }
        return true;
    }

    private int count(List<Node> nodes, int start, int enough) {
        int count = 0;
        for (int i = 0; i < nodes.size() && count < enough; i++) {
            count += holds(nodes.get(i), start) ? 1 : 0;
        }
        return count;
    }

    /** A value that its rules need as a whole. */
    private boolean held(Node node) {
        return judge.allows(node, whole());
    }

    private Object whole() {
        int start = at;
        skip();
        return reader.read(bytes, start, at - start);
    }

    /** What the schema itself says of the value, without the schemas beside it. */
    private boolean own(Node node) {
        if (node.rejects) {
            return false;
        }
        byte b = bytes[at];
        switch (b) {
            case '{' -> {
                return takes(node, Types.OBJECT) && object(node);
            }
            case '[' -> {
                return takes(node, Types.ARRAY) && array(node);
            }
            case '"' -> {
                return (node.types & Types.STRING) != 0 && text(node);
            }
            case 't' -> {
                word("true");
                return isListed(node, Types.BOOLEAN, true);
            }
            case 'f' -> {
                word("false");
                return isListed(node, Types.BOOLEAN, false);
            }
            case 'n' -> {
                word("null");
                return isListed(node, Types.NULL, dev.seatrial.schema.json.JsonNull.NULL);
            }
            default -> {
                return number(node);
            }
        }
    }

    /** Whether an object or array may stand here at all; scalar values were listed otherwise. */
    private static boolean takes(Node node, int type) {
        return (node.types & type) != 0 && node.allowed == null && node.constant == null;
    }

    private static boolean isListed(Node node, int type, Object value) {
        return (node.types & type) != 0
                && (node.allowed == null || node.allowed.contains(value))
                && (node.constant == null || node.constant.contains(value));
    }

    private boolean text(Node node) {
        at++;
        string();
        if (node.texts == null && node.allowed == null && node.constant == null) {
            if (escaped) {
                decoded(slice);
            }
            return true;
        }
        if (escaped || wide) {
            CharSequence text = decoded(slice);
            return (node.allowed == null || node.allowed.containsText(text))
                    && (node.constant == null || node.constant.containsText(text))
                    && (node.texts == null || node.texts.allow(text));
        }
        ByteSlice text = ascii.at(bytes, textFrom, textTo - textFrom);
        return (node.allowed == null || node.allowed.containsText(text))
                && (node.constant == null || node.constant.containsText(text))
                && (node.texts == null || node.texts.allow(text));
    }

    private boolean number(Node node) {
        if ((node.types & Types.NUMBER) == 0) {
            byte b = bytes[at];
            if (b == '-' || (b >= '0' && b <= '9')) {
                return false;
            }
            throw doubt();
        }
        number();
        if (textTo - textFrom > limits.numberLength()) {
            throw doubt();
        }
        boolean plain = node.allowed == null && node.constant == null;
        if (!isShort || !plain || (fraction && (node.types & Types.FRACTION) == 0)) {
            return exact(node);
        }
        if (node.numbers == null) {
            return true;
        }
        return fraction ? node.numbers.allowShort(unscaled, scale) : node.numbers.allowShort(unscaled);
    }

    private boolean exact(Node node) {
        Object value = reader.read(bytes, textFrom, textTo - textFrom);
        return isListed(node, Types.of(value), value) && (node.numbers == null || node.numbers.allow(value));
    }

    private void down() {
        if (++depth > limits.depth()) {
            throw doubt();
        }
        at++;
    }

    /** Passes what separates members or elements; false at the end of them. */
    private boolean goesOn(byte close) {
        byte b = next();
        at++;
        if (b == ',') {
            next();
            return true;
        }
        if (b != close) {
            throw doubt();
        }
        depth--;
        return false;
    }

    private boolean array(Node node) {
        ArrayRules rules = node.arrays;
        down();
        int count = 0;
        if (next() == ']') {
            at++;
            depth--;
        } else {
            do {
                Node element =
                        rules == null ? null : count < rules.prefix.size() ? rules.prefix.get(count) : rules.rest;
                if (element == null) {
                    skip();
                } else if (!value(element)) {
                    return false;
                }
                count++;
            } while (goesOn((byte) ']'));
        }
        return rules == null || (count >= rules.least && count <= rules.most);
    }

    private boolean object(Node node) {
        StreamPlan plan = node.stream;
        if (plan == null) {
            throw new IllegalStateException("no plan for " + node.place.label());
        }
        down();
        long seen = 0;
        Strangers strangers = null;
        if (next() == '}') {
            at++;
            depth--;
        } else {
            do {
                int index = member(plan.table);
                String stranger = "";
                if (index < 0) {
                    stranger = decodedName();
                    index = plan.table.find(stranger);
                }
                colon();
                if (index >= 0) {
                    long bit = 1L << index;
                    if ((seen & bit) != 0) {
                        throw doubt();
                    }
                    seen |= bit;
                    if (!value(plan.members[index])) {
                        return false;
                    }
                } else {
                    strangers = strangers == null ? new Strangers() : strangers;
                    strangers.add(stranger);
                    if (!allowsStranger(plan, stranger)) {
                        return false;
                    }
                }
            } while (goesOn((byte) '}'));
        }
        int count = Long.bitCount(seen) + (strangers == null ? 0 : strangers.count());
        return (plan.required & ~seen) == 0 && count >= plan.least && count <= plan.most && plan.hasDependents(seen);
    }

    /** Passes a member's name: its number; or -1, with the name as the string that was passed. */
    private int member(NameTable names) {
        if (bytes[at] != '"') {
            throw doubt();
        }
        at++;
        int index = name(names);
        if (index < 0) {
            string();
        }
        return index;
    }

    private void colon() {
        if (next() != ':') {
            throw doubt();
        }
        at++;
        next();
    }

    private boolean allowsStranger(StreamPlan plan, String name) {
        if (plan.names != null && !judge.allows(plan.names, name)) {
            return false;
        }
        List<Node> matching = null;
        for (ObjectRules.Patterned patterned : plan.patterned) {
            if (patterned.pattern().finds(name)) {
                matching = matching == null ? new ArrayList<>() : matching;
                matching.add(patterned.node());
            }
        }
        if (matching != null) {
            int start = at;
            return all(matching, start);
        }
        if (plan.additional != null) {
            return value(plan.additional);
        }
        skip();
        return true;
    }

    /** Passes a value that may be anything; its keys must still differ and its numbers keep the limits. */
    private void skip() {
        switch (bytes[at]) {
            case '{' -> {
                down();
                if (next() == '}') {
                    at++;
                    depth--;
                    return;
                }
                Strangers strangers = new Strangers();
                do {
                    member(NameTable.NONE);
                    strangers.add(decodedName());
                    colon();
                    skip();
                } while (goesOn((byte) '}'));
            }
            case '[' -> {
                down();
                if (next() == ']') {
                    at++;
                    depth--;
                    return;
                }
                do {
                    skip();
                } while (goesOn((byte) ']'));
            }
            case '"' -> {
                at++;
                string();
                if (escaped) {
                    decoded(slice);
                }
            }
            case 't' -> word("true");
            case 'f' -> word("false");
            case 'n' -> word("null");
            default -> {
                number();
                if (!isShort) {
                    reader.read(bytes, textFrom, textTo - textFrom);
                }
            }
        }
    }
}
