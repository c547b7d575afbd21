package dev.seatrial.schema.lint;

import dev.seatrial.schema.json.JsonTypes;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Which branches of a choice, and which values of an enum, nothing can reach. */
final class Branches {
    private Branches() {}

    /** Why no value needs a branch, if so. */
    static Optional<String> unreachable(String keyword, List<?> branches, int index, @Nullable Object outerType) {
        Object branch = branches.get(index);
        int first = branches.indexOf(branch);
        if (first < index) {
            return Optional.of("the same as branch " + first
                    + (keyword.equals("oneOf") ? ": whatever fits one fits both, so never exactly one" : ""));
        }
        if (Boolean.FALSE.equals(branch)) {
            return Optional.of("nothing fits false");
        }
        if (keyword.equals("anyOf")) {
            for (int i = 0; i < index; i++) {
                if (Boolean.TRUE.equals(branches.get(i))
                        || (branches.get(i) instanceof Map<?, ?> map && map.isEmpty())) {
                    return Optional.of("never needed: branch " + i + " fits everything");
                }
            }
        }
        if (branch instanceof Map<?, ?> map && map.get("type") != null && outerType != null) {
            Set<String> own = types(map.get("type"));
            Set<String> outer = types(outerType);
            if (own.stream().noneMatch(outer::contains)) {
                return Optional.of("is about " + String.join(" or ", named(map.get("type"))) + ", but the type is "
                        + String.join(" or ", named(outerType)));
            }
        }
        return Optional.empty();
    }

    /** Why no value of an enum can stand, if so. */
    static Optional<String> nothingOfType(List<?> values, @Nullable Object type) {
        if (type == null) {
            return Optional.empty();
        }
        Set<String> types = types(type);
        return values.stream().anyMatch(value -> types.contains(JsonTypes.of(value)))
                ? Optional.empty()
                : Optional.of("no value of enum is of the type " + String.join(" or ", named(type)) + ": nothing fits");
    }

    private static Set<String> named(@Nullable Object type) {
        Set<String> names = new TreeSet<>();
        if (type instanceof List<?> list) {
            list.forEach(name -> names.add((String) name));
        } else {
            names.add(String.valueOf(type));
        }
        return names;
    }

    private static Set<String> types(@Nullable Object type) {
        Set<String> names = named(type);
        if (names.contains("number")) {
            names.add("integer");
        }
        return names;
    }
}
