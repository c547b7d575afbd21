package dev.seatrial.schema.text;

/** A part of a parser's buffer as a text, without a copy. Reused; valid until the parser moves on. */
public final class CharSlice implements CharSequence {
    private char[] chars = new char[0];
    private int offset;
    private int length;

    /** Points it at a part of a buffer. */
    public CharSlice at(char[] buffer, int from, int count) {
        this.chars = buffer;
        this.offset = from;
        this.length = count;
        return this;
    }

    @Override
    public char charAt(int index) {
        return chars[offset + index];
    }

    @Override
    public int length() {
        return length;
    }

    @Override
    public CharSequence subSequence(int start, int end) {
        return new String(chars, offset + start, end - start);
    }

    @Override
    public String toString() {
        return new String(chars, offset, length);
    }
}
