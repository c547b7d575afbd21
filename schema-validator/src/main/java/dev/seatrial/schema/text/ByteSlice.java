package dev.seatrial.schema.text;

import java.nio.charset.StandardCharsets;

/** A part of a buffer of ASCII as a text, without a copy. Reused; valid until it points elsewhere. */
public final class ByteSlice implements CharSequence {
    private byte[] bytes = new byte[0];
    private int offset;
    private int length;

    /** Points it at a part of a buffer. */
    public ByteSlice at(byte[] buffer, int from, int count) {
        this.bytes = buffer;
        this.offset = from;
        this.length = count;
        return this;
    }

    @Override
    public char charAt(int index) {
        return (char) bytes[offset + index];
    }

    @Override
    public int length() {
        return length;
    }

    @Override
    public CharSequence subSequence(int start, int end) {
        return new ByteSlice().at(bytes, offset + start, end - start);
    }

    @Override
    public String toString() {
        return new String(bytes, offset, length, StandardCharsets.ISO_8859_1);
    }
}
