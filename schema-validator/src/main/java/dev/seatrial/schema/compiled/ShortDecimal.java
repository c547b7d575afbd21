package dev.seatrial.schema.compiled;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** Exact arithmetic on decimals of at most 18 characters and no exponent, in longs. */
final class ShortDecimal {
    private static final long[] POWERS = new long[19];

    static {
        POWERS[0] = 1;
        for (int i = 1; i < POWERS.length; i++) {
            POWERS[i] = POWERS[i - 1] * 10;
        }
    }

    private ShortDecimal() {}

    /**
     * A decimal: {@code unscaled / 10^scale}.
     *
     * @param unscaled the digits
     * @param scale how many stand after the point
     */
    record Parsed(long unscaled, int scale) {}

    /** The decimal, or nothing when it does not fit. */
    static @Nullable Parsed of(BigDecimal decimal) {
        BigDecimal bare = decimal.stripTrailingZeros();
        if (bare.scale() < 0 && bare.scale() > -18) {
            bare = bare.setScale(0);
        }
        return bare.precision() <= 18 && bare.scale() >= 0 && bare.scale() <= 18
                ? new Parsed(bare.unscaledValue().longValueExact(), bare.scale())
                : null;
    }

    /** Compares two decimals, exact. */
    static int compare(long a, int scaleOfA, Parsed b) {
        if (scaleOfA == b.scale()) {
            return Long.compare(a, b.unscaled());
        }
        int shift = b.scale() - scaleOfA;
        long left = shift > 0 ? a : b.unscaled();
        long power = POWERS[Math.abs(shift)];
        long product = left * power;
        if (Math.multiplyHigh(left, power) != product >> 63) {
            return BigDecimal.valueOf(a, scaleOfA).compareTo(BigDecimal.valueOf(b.unscaled(), b.scale()));
        }
        return shift > 0 ? Long.compare(product, b.unscaled()) : Long.compare(a, product);
    }

    /** Whether one is a multiple of the other; negative when that does not fit into longs. */
    static int isMultiple(long a, int scaleOfA, Parsed divisor) {
        int shift = divisor.scale() - scaleOfA;
        long left = shift > 0 ? a : divisor.unscaled();
        long power = POWERS[Math.abs(shift)];
        long product = left * power;
        if (Math.multiplyHigh(left, power) != product >> 63) {
            return -1;
        }
        return (shift > 0 ? product % divisor.unscaled() : a % product) == 0 ? 1 : 0;
    }
}
