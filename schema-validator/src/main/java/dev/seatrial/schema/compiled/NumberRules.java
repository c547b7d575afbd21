package dev.seatrial.schema.compiled;

import dev.seatrial.schema.json.JsonText;
import dev.seatrial.schema.json.Numbers;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/** Bounds and divisor of a number, exact. */
final class NumberRules {
    @Nullable
    Object minimum;

    @Nullable
    Object maximum;

    @Nullable
    Object over;

    @Nullable
    Object under;

    @Nullable
    Object divisor;

    private long lowest = Long.MIN_VALUE;
    private long highest = Long.MAX_VALUE;
    private long step;
    private boolean exactSteps;
    private boolean shortBounds;
    private ShortDecimal.@Nullable Parsed shortMinimum;
    private ShortDecimal.@Nullable Parsed shortMaximum;
    private ShortDecimal.@Nullable Parsed shortOver;
    private ShortDecimal.@Nullable Parsed shortUnder;
    private ShortDecimal.@Nullable Parsed shortDivisor;

    /** Works out what integers are allowed; called once all is set. */
    void prepare() {
        shortMinimum = shortened(minimum);
        shortMaximum = shortened(maximum);
        shortOver = shortened(over);
        shortUnder = shortened(under);
        shortDivisor = shortened(divisor);
        shortBounds = (minimum == null) == (shortMinimum == null)
                && (maximum == null) == (shortMaximum == null)
                && (over == null) == (shortOver == null)
                && (under == null) == (shortUnder == null)
                && (divisor == null) == (shortDivisor == null);
        if (minimum != null) {
            lowest = Math.max(lowest, saturate(minimum, RoundingMode.CEILING, 0));
        }
        if (over != null) {
            lowest = Math.max(lowest, saturate(over, RoundingMode.FLOOR, 1));
        }
        if (maximum != null) {
            highest = Math.min(highest, saturate(maximum, RoundingMode.FLOOR, 0));
        }
        if (under != null) {
            highest = Math.min(highest, saturate(under, RoundingMode.CEILING, -1));
        }
        if (divisor != null) {
            BigDecimal decimal = Numbers.decimal(divisor).stripTrailingZeros();
            step = divisor instanceof Long value ? value : 0;
            exactSteps = step == 0
                    && !(decimal.scale() > 0 && decimal.unscaledValue().equals(BigInteger.ONE));
        }
    }

    private static long saturate(Object bound, RoundingMode mode, int plus) {
        BigDecimal whole = Numbers.decimal(bound);
        if (whole.precision() - (long) whole.scale() > 18) {
            return whole.signum() < 0 ? Long.MIN_VALUE : Long.MAX_VALUE;
        }
        return whole.setScale(0, mode).longValueExact() + plus;
    }

    /** The same as {@link #allow(Object)} for an integer of at most 18 digits. */
    boolean allowShort(long number) {
        if (number < lowest || number > highest) {
            return false;
        }
        return divisor == null || (exactSteps ? Numbers.isMultiple(number, divisor) : step == 0 || number % step == 0);
    }

    /** The same as {@link #allow(Object)} for a decimal of at most 18 digits. */
    boolean allowShort(long unscaled, int scale) {
        if (!shortBounds) {
            return allow(BigDecimal.valueOf(unscaled, scale));
        }
        if ((shortMinimum != null && ShortDecimal.compare(unscaled, scale, shortMinimum) < 0)
                || (shortMaximum != null && ShortDecimal.compare(unscaled, scale, shortMaximum) > 0)
                || (shortOver != null && ShortDecimal.compare(unscaled, scale, shortOver) <= 0)
                || (shortUnder != null && ShortDecimal.compare(unscaled, scale, shortUnder) >= 0)) {
            return false;
        }
        if (shortDivisor == null) {
            return true;
        }
        int multiple = ShortDecimal.isMultiple(unscaled, scale, shortDivisor);
        return multiple < 0 ? allow(BigDecimal.valueOf(unscaled, scale)) : multiple == 1;
    }

    private static ShortDecimal.@Nullable Parsed shortened(@Nullable Object bound) {
        return bound == null ? null : ShortDecimal.of(Numbers.decimal(bound));
    }

    boolean allow(Object number) {
        return (minimum == null || Numbers.compare(number, minimum) >= 0)
                && (maximum == null || Numbers.compare(number, maximum) <= 0)
                && (over == null || Numbers.compare(number, over) > 0)
                && (under == null || Numbers.compare(number, under) < 0)
                && (divisor == null || Numbers.isMultiple(number, divisor));
    }

    void explain(Object number, Report report) {
        String seen = "is " + JsonText.brief(number);
        if (minimum != null && Numbers.compare(number, minimum) < 0) {
            report.fault("minimum", seen, "at least " + JsonText.brief(minimum));
        }
        if (maximum != null && Numbers.compare(number, maximum) > 0) {
            report.fault("maximum", seen, "at most " + JsonText.brief(maximum));
        }
        if (over != null && Numbers.compare(number, over) <= 0) {
            report.fault("exclusiveMinimum", seen, "more than " + JsonText.brief(over));
        }
        if (under != null && Numbers.compare(number, under) >= 0) {
            report.fault("exclusiveMaximum", seen, "less than " + JsonText.brief(under));
        }
        if (divisor != null && !Numbers.isMultiple(number, divisor)) {
            report.fault("multipleOf", seen, "a multiple of " + JsonText.brief(divisor));
        }
    }
}
