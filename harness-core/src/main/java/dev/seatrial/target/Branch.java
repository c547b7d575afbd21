package dev.seatrial.target;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;

/**
 * A mapping of the target file, read without fear: what does not fit its shape reads as absent, because {@link ShapeCheck}
 * has already said so.
 *
 * @param tree the mapping
 */
record Branch(Tree.Mapping tree) {

    static Branch of(Tree tree) {
        return new Branch(tree instanceof Tree.Mapping mapping ? mapping : Tree.Mapping.empty(tree.place()));
    }

    Optional<Tree> value(String key) {
        return tree.entry(key).map(Tree.Entry::value);
    }

    Optional<Tree.Scalar> scalar(String key) {
        return value(key)
                .filter(Tree.Scalar.class::isInstance)
                .map(Tree.Scalar.class::cast)
                .filter(s -> !s.isNull());
    }

    Optional<String> text(String key) {
        return scalar(key).map(Tree.Scalar::text);
    }

    boolean flag(String key) {
        return text(key).map("true"::equals).orElse(false);
    }

    Optional<Integer> whole(String key) {
        return text(key).filter(t -> t.matches("\\d{1,9}")).map(Integer::valueOf);
    }

    Optional<Duration> duration(String key) {
        return text(key).flatMap(DurationText::parse);
    }

    Optional<Branch> branch(String key) {
        return value(key).filter(Tree.Mapping.class::isInstance).map(Branch::of);
    }

    List<Tree> items(String key) {
        return value(key)
                .filter(Tree.Sequence.class::isInstance)
                .map(t -> ((Tree.Sequence) t).items())
                .orElse(List.of());
    }

    List<Tree.Scalar> scalars(String key) {
        return items(key).stream()
                .filter(Tree.Scalar.class::isInstance)
                .map(Tree.Scalar.class::cast)
                .toList();
    }

    List<String> texts(String key) {
        return scalars(key).stream().map(Tree.Scalar::text).toList();
    }

    /** The entries of a table below {@code key}, each made into a value; those that give none are left out. */
    <V> Map<String, V> table(String key, BiFunction<Tree.Scalar, Tree, Optional<V>> reader) {
        Map<String, V> values = new LinkedHashMap<>();
        branch(key)
                .ifPresent(b -> b.tree()
                        .entries()
                        .forEach(e -> reader.apply(e.key(), e.value())
                                .ifPresent(v -> values.put(e.key().text(), v))));
        return values;
    }

    Map<String, String> textTable(String key) {
        return table(
                key,
                (k, v) -> v instanceof Tree.Scalar s && !s.isNull() ? Optional.of(s.text()) : Optional.<String>empty());
    }

    /** Plain maps, lists and scalars of a value. */
    static Object plain(Tree tree) {
        if (tree instanceof Tree.Mapping mapping) {
            Map<String, Object> map = new LinkedHashMap<>();
            mapping.entries().forEach(e -> map.put(e.key().text(), plain(e.value())));
            return map;
        } else if (tree instanceof Tree.Sequence sequence) {
            return sequence.items().stream().map(Branch::plain).toList();
        }
        Tree.Scalar scalar = (Tree.Scalar) tree;
        if (scalar.plain() && scalar.text().matches("-?(0|[1-9]\\d{0,17})")) {
            return Long.valueOf(scalar.text());
        } else if (scalar.plain()
                && (scalar.text().equals("true") || scalar.text().equals("false"))) {
            return Boolean.valueOf(scalar.text());
        }
        return scalar.text();
    }
}
