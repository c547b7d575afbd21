package dev.seatrial.schema.compiled;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The known names of an object's members by their bytes, each with its number. */
final class NameTable {
    private static final long MIX = 0x9E3779B97F4A7C15L;

    /** No names. */
    static final NameTable NONE = new NameTable(List.of());

    private final Map<String, Integer> byName = new HashMap<>();
    private final long[] keys;
    private final byte[][] texts;
    private final int[] numbers;
    private final int shift;

    NameTable(List<String> names) {
        int bits = 2;
        while ((1 << bits) < names.size() * 3) {
            bits++;
        }
        this.shift = Long.SIZE - bits;
        this.keys = new long[1 << bits];
        this.texts = new byte[1 << bits][];
        this.numbers = new int[1 << bits];
        for (int i = 0; i < names.size(); i++) {
            byte[] text = names.get(i).getBytes(StandardCharsets.UTF_8);
            long word = 0;
            for (int j = Math.min(7, text.length - 1); j >= 0; j--) {
                word = (word << 8) | (text[j] & 0xFF);
            }
            long key = key(word, text.length);
            int slot = slot(key, text.length);
            while (texts[slot] != null) {
                slot = (slot + 1) & (keys.length - 1);
            }
            keys[slot] = key;
            texts[slot] = text;
            numbers[slot] = i;
            byName.put(names.get(i), i);
        }
    }

    /** What a name is looked up by: its first eight bytes as they lie, the first lowest. */
    static long key(long word, int length) {
        return length >= 8 ? word : length == 0 ? 0 : word & (-1L >>> (64 - (length << 3)));
    }

    private int slot(long key, int length) {
        return (int) (((key ^ (length * 0x100000001B3L)) * MIX) >>> shift);
    }

    /** The number of the name of a key and length whose bytes stand in a buffer, or -1. */
    int find(long key, int length, byte[] buffer, int from) {
        int slot = slot(key, length);
        for (byte[] text = texts[slot]; text != null; text = texts[slot]) {
            if (keys[slot] == key
                    && text.length == length
                    && (length <= 8 || Arrays.equals(text, 8, length, buffer, from + 8, from + length))) {
                return numbers[slot];
            }
            slot = (slot + 1) & (keys.length - 1);
        }
        return -1;
    }

    /** The number of a name, or -1. */
    int find(String name) {
        Integer number = byName.get(name);
        return number == null ? -1 : number;
    }
}
