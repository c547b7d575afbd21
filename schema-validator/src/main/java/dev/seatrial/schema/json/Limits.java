package dev.seatrial.schema.json;

/**
 * What a document may cost at most.
 *
 * @param depth levels of nesting
 * @param numberLength characters of one number
 * @param exponent largest power of ten of one number, either sign
 * @param eventBytes bytes of one event
 * @param schemaBytes bytes of one schema document
 * @param steps keyword evaluations of one event
 * @param patternSteps characters that patterns may look at, over and over, in one event
 * @param problems problems reported of one event
 */
public record Limits(
        int depth,
        int numberLength,
        int exponent,
        int eventBytes,
        int schemaBytes,
        long steps,
        long patternSteps,
        int problems) {

    /** What serves for events. */
    public static final Limits DEFAULT = new Limits(500, 1000, 10_000, 16 << 20, 4 << 20, 1_000_000, 2_000_000, 100);

    public Limits {
        if (depth < 1
                || numberLength < 1
                || exponent < 1
                || eventBytes < 1
                || schemaBytes < 1
                || steps < 1
                || patternSteps < 1
                || problems < 1) {
            throw new IllegalArgumentException("a limit is at least 1");
        }
        if (depth > 2000) {
            throw new IllegalArgumentException("a depth over 2000 would exhaust the stack");
        }
    }

    /** The same with another depth. */
    public Limits withDepth(int value) {
        return new Limits(value, numberLength, exponent, eventBytes, schemaBytes, steps, patternSteps, problems);
    }

    /** The same with another length of numbers. */
    public Limits withNumberLength(int value) {
        return new Limits(depth, value, exponent, eventBytes, schemaBytes, steps, patternSteps, problems);
    }

    /** The same with another largest power of ten. */
    public Limits withExponent(int value) {
        return new Limits(depth, numberLength, value, eventBytes, schemaBytes, steps, patternSteps, problems);
    }

    /** The same with another size of events, in bytes. */
    public Limits withEventBytes(int value) {
        return new Limits(depth, numberLength, exponent, value, schemaBytes, steps, patternSteps, problems);
    }

    /** The same with another size of schemas, in bytes. */
    public Limits withSchemaBytes(int value) {
        return new Limits(depth, numberLength, exponent, eventBytes, value, steps, patternSteps, problems);
    }

    /** The same with another number of steps. */
    public Limits withSteps(long value) {
        return new Limits(depth, numberLength, exponent, eventBytes, schemaBytes, value, patternSteps, problems);
    }

    /** The same with another number of steps of patterns. */
    public Limits withPatternSteps(long value) {
        return new Limits(depth, numberLength, exponent, eventBytes, schemaBytes, steps, value, problems);
    }

    /** The same with another number of problems. */
    public Limits withProblems(int value) {
        return new Limits(depth, numberLength, exponent, eventBytes, schemaBytes, steps, patternSteps, value);
    }
}
