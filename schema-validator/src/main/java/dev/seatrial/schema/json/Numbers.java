package dev.seatrial.schema.json;

import java.math.BigDecimal;
import java.math.BigInteger;

/** Exact arithmetic on the numbers that {@link JsonReader} makes. */
public final class Numbers {
    private Numbers() {}

    /** Negative, zero or positive, as the first is less, equal or greater. */
    public static int compare(Object a, Object b) {
        if (a instanceof Long x && b instanceof Long y) {
            return Long.compare(x, y);
        }
        return decimal(a).compareTo(decimal(b));
    }

    /** The number, exact. */
    public static BigDecimal decimal(Object number) {
        return number instanceof Long value ? BigDecimal.valueOf(value) : (BigDecimal) number;
    }

    /** Whether it has no fraction. */
    public static boolean isInteger(Object number) {
        if (number instanceof Long) {
            return true;
        }
        BigDecimal value = (BigDecimal) number;
        return value.signum() == 0
                || value.scale() <= 0
                || value.stripTrailingZeros().scale() <= 0;
    }

    /** Whether it is the divisor (over zero) times an integer. Never expands a power of ten. */
    public static boolean isMultiple(Object number, Object divisor) {
        if (number instanceof Long x && divisor instanceof Long y) {
            return x % y == 0;
        }
        BigDecimal n = decimal(number);
        BigDecimal d = decimal(divisor);
        if (n.signum() == 0) {
            return true;
        }
        BigInteger modulus = d.unscaledValue().abs();
        BigInteger value = n.unscaledValue();
        long shift = (long) d.scale() - n.scale();
        if (shift >= 0) {
            BigInteger power = BigInteger.TEN.modPow(BigInteger.valueOf(shift), modulus);
            return value.mod(modulus).multiply(power).mod(modulus).signum() == 0;
        }
        return -shift <= value.bitLength()
                && value.mod(modulus.multiply(BigInteger.TEN.pow((int) -shift))).signum() == 0;
    }
}
