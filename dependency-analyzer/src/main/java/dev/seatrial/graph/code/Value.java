package dev.seatrial.graph.code;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An expression, in one form for all languages; whatever does not matter here is {@link Unknown}. */
sealed interface Value {

    /** A literal text. */
    record Text(String text, int line) implements Value {}

    /** Texts put together, by an operator or in a template. */
    record Sum(List<Value> parts, int line) implements Value {}

    /** A pattern as {@code %s/x} or {@code {}/x} with what fills it. */
    record Format(Value pattern, List<Value> fills, int line) implements Value {}

    /** A name, as it is meant where it stands. */
    record Name(String name, Scope scope, int line) implements Value {}

    /** The object itself. */
    record Self(Scope scope) implements Value {}

    /** Part of something: {@code a.b}, {@code a["b"]}. */
    record Member(Value of, String name, int line) implements Value {}

    /** A call or a construction. */
    record Call(Value callee, List<Argument> arguments, Scope scope, int line) implements Value {

        /** A call is itself alone: two that are written alike are two. */
        @Override
        public boolean equals(@Nullable Object other) {
            return this == other;
        }

        @Override
        public int hashCode() {
            return System.identityHashCode(this);
        }

        /** The argument at the position, not counting named ones. */
        Optional<Value> at(int position) {
            return arguments.stream()
                    .filter(a -> a.name().isEmpty())
                    .skip(position)
                    .map(Argument::value)
                    .findFirst();
        }

        Optional<Value> named(String name) {
            return arguments.stream()
                    .filter(a -> a.name().equals(name))
                    .map(Argument::value)
                    .findFirst();
        }

        /** The last part of what is called: {@code get} of {@code a.b.get()}. */
        String last() {
            return callee instanceof Member m ? m.name() : callee instanceof Name n ? n.name() : "";
        }
    }

    /** The first, or the second where the first is nothing: {@code a || b}, {@code c ? a : b}. */
    record Either(Value first, Value second) implements Value {}

    /** Named values: an object, a dictionary, a struct. */
    record Table(List<Argument> entries, int line) implements Value {

        Optional<Value> get(String name) {
            return entries.stream()
                    .filter(e -> e.name().equals(name))
                    .map(Argument::value)
                    .findFirst();
        }
    }

    /** A list. */
    record Items(List<Value> items) implements Value {}

    /** A function without a name. */
    record Lambda(Scope scope) implements Value {}

    /** Something of which only the type is known. */
    record Typed(String type, Scope scope) implements Value {}

    /** Nothing that matters here. */
    record Unknown() implements Value {

        static final Value VALUE = new Unknown();
    }

    /** A value with its name, or an empty one. */
    record Argument(String name, Value value) {}

    /** Where it is written; 0 where that is not kept. */
    default int line() {
        return 0;
    }
}
