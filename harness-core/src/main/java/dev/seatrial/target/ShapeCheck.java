package dev.seatrial.target;

import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/** Holds a tree against a shape and notes everything that does not fit. */
final class ShapeCheck {

    private final List<Problem> problems;

    ShapeCheck(List<Problem> problems) {
        this.problems = problems;
    }

    /**
     * Checks one value.
     *
     * @param where names the value for a reader, such as {@code service "orders"}
     */
    void check(Shape shape, Tree value, String where) {
        if (!Shape.fits(shape, value)) {
            problems.add(value.place().problem(where + ": expected " + shape.expected() + ", not " + value.kind()));
        } else if (shape instanceof Shape.Either either) {
            either.shapes().stream()
                    .filter(s -> Shape.fits(s, value))
                    .findFirst()
                    .ifPresent(s -> check(s, value, where));
        } else if (value instanceof Tree.Scalar scalar) {
            scalar(shape, scalar, where);
        } else if (shape instanceof Shape.Items items && value instanceof Tree.Sequence sequence) {
            items(items, sequence, where);
        } else if (shape instanceof Shape.Fields fields && value instanceof Tree.Mapping mapping) {
            fields(fields, mapping, where);
        } else if (shape instanceof Shape.Table table && value instanceof Tree.Mapping mapping) {
            table(table, mapping);
        }
    }

    private void scalar(Shape shape, Tree.Scalar scalar, String where) {
        String text = scalar.text();
        if (shape instanceof Shape.Text t && !t.pattern().matcher(text).matches()) {
            problems.add(wrong(shape, scalar, where, ""));
        } else if (shape instanceof Shape.Word word && !word.words().contains(text)) {
            problems.add(wrong(shape, scalar, where, NearestName.hint(text, word.words())));
        } else if (shape instanceof Shape.Flag && !(scalar.plain() && (text.equals("true") || text.equals("false")))) {
            problems.add(wrong(shape, scalar, where, ""));
        } else if (shape instanceof Shape.Whole whole) {
            boolean number = scalar.plain() && text.matches("-?(0|[1-9]\\d{0,8})");
            if (!number || Integer.parseInt(text) < whole.min() || Integer.parseInt(text) > whole.max()) {
                problems.add(wrong(shape, scalar, where, ""));
            }
        }
    }

    private static Problem wrong(Shape shape, Tree.Scalar scalar, String where, String hint) {
        return scalar.place()
                .problem(where + ": " + scalar.kind() + " is not right; expected " + shape.expected() + hint);
    }

    private void items(Shape.Items items, Tree.Sequence sequence, String where) {
        if (sequence.items().size() < items.min()) {
            problems.add(sequence.place()
                    .problem(where + ": the list has " + sequence.items().size() + " items; at least " + items.min()
                            + " expected"));
        }
        int number = 0;
        for (Tree item : sequence.items()) {
            check(items.item(), item, where + ", item " + ++number);
        }
    }

    private void fields(Shape.Fields fields, Tree.Mapping mapping, String where) {
        Collection<String> known = fields.fields().keySet();
        for (Tree.Entry entry : mapping.entries()) {
            String key = entry.key().text();
            Shape.Field field = fields.fields().get(key);
            if (field == null) {
                problems.add(entry.key()
                        .place()
                        .problem("unknown key \"" + key + "\" in " + where + NearestName.hint(key, known)
                                + (NearestName.to(key, known).isPresent() ? " expected" : "; expected") + " one of "
                                + String.join(", ", known)));
            } else {
                check(field.shape(), entry.value(), "\"" + key + "\" of " + where);
            }
        }
        fields.fields().forEach((key, field) -> {
            if (field.required() && mapping.entry(key).isEmpty()) {
                problems.add(mapping.place()
                        .problem("\"" + key + "\" is missing in " + where + "; it is " + field.doc() + ", "
                                + field.shape().expected()));
            }
        });
        for (List<String> group : fields.oneOf()) {
            List<Tree.Entry> there = mapping.entries().stream()
                    .filter(e -> group.contains(e.key().text()))
                    .toList();
            if (there.isEmpty()) {
                problems.add(mapping.place()
                        .problem(where + " needs exactly one of " + String.join(", ", group) + "; it has none"));
            } else if (there.size() > 1) {
                problems.add(there.get(1)
                        .key()
                        .place()
                        .problem(where + " needs exactly one of " + String.join(", ", group) + "; it has "
                                + there.stream().map(e -> e.key().text()).collect(Collectors.joining(" and "))));
            }
        }
    }

    private void table(Shape.Table table, Tree.Mapping mapping) {
        for (Tree.Entry entry : mapping.entries()) {
            String key = entry.key().text();
            if (!table.key().matcher(key).matches()) {
                problems.add(entry.key()
                        .place()
                        .problem("\"" + key + "\" cannot name a" + (table.what().matches("[aeiou].*") ? "n " : " ")
                                + table.what() + "; expected " + table.keyExpected()));
            }
            check(table.value(), entry.value(), table.what() + " \"" + key + "\"");
        }
    }
}
