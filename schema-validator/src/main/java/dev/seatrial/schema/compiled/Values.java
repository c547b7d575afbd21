package dev.seatrial.schema.compiled;

import dev.seatrial.schema.json.Numbers;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The values of an {@code enum} or {@code const}: equal as JSON Schema has it, numbers by value. */
final class Values {
    private final List<Object> values;
    private final Set<Object> keys = new HashSet<>();
    private final @Nullable String[] texts;
    private final boolean scalar;

    Values(List<?> values) {
        this.values = List.copyOf(values);
        List<String> strings = new ArrayList<>();
        boolean structured = false;
        for (Object value : this.values) {
            keys.add(key(value));
            structured |= value instanceof Map || value instanceof List;
            if (value instanceof String text) {
                strings.add(text);
            }
        }
        this.scalar = !structured;
        this.texts = new String[Integer.highestOneBit(Math.max(2, strings.size()) * 2) * 2];
        for (String text : strings) {
            int slot = text.hashCode() & (texts.length - 1);
            while (texts[slot] != null) {
                slot = (slot + 1) & (texts.length - 1);
            }
            texts[slot] = text;
        }
    }

    List<Object> all() {
        return values;
    }

    /** Whether none of them is an object or an array. */
    boolean isScalar() {
        return scalar;
    }

    boolean contains(Object value) {
        return keys.contains(key(value));
    }

    /** Whether a text is one of them. */
    boolean containsText(CharSequence value) {
        int length = value.length();
        int hash = 0;
        for (int i = 0; i < length; i++) {
            hash = 31 * hash + value.charAt(i);
        }
        int slot = hash & (texts.length - 1);
        for (String text = texts[slot]; text != null; text = texts[slot]) {
            if (text.length() == length && same(text, value)) {
                return true;
            }
            slot = (slot + 1) & (texts.length - 1);
        }
        return false;
    }

    private static boolean same(String text, CharSequence value) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) != value.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /** A value that is equal to another's exactly where JSON Schema holds the two equal. */
    static Object key(Object value) {
        if (value instanceof BigDecimal number) {
            boolean mayFit = number.precision() - (long) number.scale() <= 19;
            if (mayFit && Numbers.isInteger(number) && number.toBigInteger().bitLength() < Long.SIZE) {
                return number.longValueExact();
            }
            return number.stripTrailingZeros();
        }
        if (value instanceof List<?> list) {
            List<Object> keys = new ArrayList<>(list.size());
            list.forEach(inner -> keys.add(key(inner)));
            return keys;
        }
        if (value instanceof Map<?, ?> map) {
            Map<Object, Object> keys = new LinkedHashMap<>();
            map.forEach((name, inner) -> keys.put(name, key(inner)));
            return keys;
        }
        return value;
    }
}
