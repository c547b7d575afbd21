package dev.seatrial.target;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * What may stand at a place of the target file. One description serves the parser ({@link ShapeCheck}) and the published
 * JSON Schema ({@link ShapeSchema}), so that an editor and the parser cannot disagree.
 */
sealed interface Shape {

    /** Says what is expected, to complete "expected …". */
    String expected();

    /** Any scalar, read as text. */
    record Text(String expected, Pattern pattern) implements Shape {
        static Text of(String expected) {
            return new Text(expected, Pattern.compile("(?s).+"));
        }
    }

    /** One of some words. */
    record Word(List<String> words) implements Shape {
        @Override
        public String expected() {
            return "one of " + String.join(", ", words);
        }
    }

    /** A whole number in a range, both ends included. */
    record Whole(int min, int max) implements Shape {
        @Override
        public String expected() {
            return "a whole number from " + min + " to " + max;
        }
    }

    /** {@code true} or {@code false}. */
    record Flag() implements Shape {
        @Override
        public String expected() {
            return "true or false";
        }
    }

    /** A list. */
    record Items(Shape item, int min) implements Shape {
        @Override
        public String expected() {
            return "a list";
        }
    }

    /**
     * A mapping with known keys.
     *
     * @param oneOf groups of keys of which exactly one must be there
     */
    record Fields(Map<String, Field> fields, List<List<String>> oneOf) implements Shape {
        static Fields of() {
            return new Fields(Map.of(), List.of());
        }

        Fields must(String key, Shape shape, String doc) {
            return with(key, new Field(shape, true, doc));
        }

        Fields may(String key, Shape shape, String doc) {
            return with(key, new Field(shape, false, doc));
        }

        Fields exactlyOneOf(String... keys) {
            List<List<String>> groups = new ArrayList<>(oneOf);
            groups.add(List.of(keys));
            return new Fields(fields, groups);
        }

        private Fields with(String key, Field field) {
            Map<String, Field> more = new LinkedHashMap<>(fields);
            more.put(key, field);
            return new Fields(java.util.Collections.unmodifiableMap(more), oneOf);
        }

        @Override
        public String expected() {
            return "a mapping";
        }
    }

    /**
     * A mapping with the owner's own keys.
     *
     * @param what what a key names, such as {@code service}
     * @param key what a key may look like
     */
    record Table(String what, Pattern key, String keyExpected, Shape value) implements Shape {
        @Override
        public String expected() {
            return "a mapping of " + what + "s by name";
        }
    }

    /** One of several shapes, told apart by the kind of value (scalar, list, mapping). */
    record Either(List<Shape> shapes) implements Shape {
        static Either of(Shape... shapes) {
            return new Either(List.of(shapes));
        }

        @Override
        public String expected() {
            return String.join(", or ", shapes.stream().map(Shape::expected).toList());
        }
    }

    /** Anything, such as the claims of a token. */
    record Anything() implements Shape {
        @Override
        public String expected() {
            return "anything";
        }
    }

    /** A key of {@link Fields}. */
    record Field(Shape shape, boolean required, String doc) {}

    /** Whether a value is of the kind that a shape takes, whatever its content. */
    static boolean fits(Shape shape, Tree value) {
        Predicate<Class<? extends Tree>> is = c -> c.isInstance(value);
        if (shape instanceof Fields || shape instanceof Table) {
            return is.test(Tree.Mapping.class);
        } else if (shape instanceof Items) {
            return is.test(Tree.Sequence.class);
        } else if (shape instanceof Either either) {
            return either.shapes().stream().anyMatch(s -> fits(s, value));
        }
        return shape instanceof Anything || (value instanceof Tree.Scalar scalar && !scalar.isNull());
    }
}
