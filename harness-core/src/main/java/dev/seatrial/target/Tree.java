package dev.seatrial.target;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A YAML document with the place of everything in it; aliases resolved, mutable only for overrides. */
sealed interface Tree {

    /** Where it stands. */
    Place place();

    /** What it is, for a message. */
    String kind();

    /** A place in a source; line and column from 1. */
    record Place(Source source, int line, int column) {
        Problem problem(String message) {
            return new Problem(source.name(), line, column, message, source.line(line));
        }
    }

    /** The text that places point into. */
    record Source(String name, List<String> lines) {
        static Source of(String name, String text) {
            return new Source(name, text.lines().toList());
        }

        String line(int number) {
            return number >= 1 && number <= lines.size() ? lines.get(number - 1) : "";
        }
    }

    /**
     * A scalar.
     *
     * @param plain whether it was written without quotes, so that {@code 5} and {@code true} are not text
     */
    record Scalar(Place place, String text, boolean plain) implements Tree {
        @Override
        public String kind() {
            return isNull() ? "nothing" : "\"" + (text.length() > 40 ? text.substring(0, 40) + "…" : text) + "\"";
        }

        boolean isNull() {
            return plain && (text.isEmpty() || text.equals("~") || text.equals("null"));
        }
    }

    record Sequence(Place place, List<Tree> items) implements Tree {
        @Override
        public String kind() {
            return "a list";
        }
    }

    record Mapping(Place place, List<Entry> entries) implements Tree {
        static Mapping empty(Place place) {
            return new Mapping(place, new ArrayList<>());
        }

        @Override
        public String kind() {
            return "a mapping";
        }

        Optional<Entry> entry(String key) {
            return entries.stream().filter(e -> e.key().text().equals(key)).findFirst();
        }

        void put(Scalar key, Tree value) {
            entries.removeIf(e -> e.key().text().equals(key.text()));
            entries.add(new Entry(key, value));
        }
    }

    record Entry(Scalar key, Tree value) {}
}
