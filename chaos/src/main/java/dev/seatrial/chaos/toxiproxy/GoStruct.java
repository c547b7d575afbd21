package dev.seatrial.chaos.toxiproxy;

import dev.seatrial.chaos.toxiproxy.GoJson.Bool;
import dev.seatrial.chaos.toxiproxy.GoJson.Null;
import dev.seatrial.chaos.toxiproxy.GoJson.Numeral;
import dev.seatrial.chaos.toxiproxy.GoJson.Obj;
import dev.seatrial.chaos.toxiproxy.GoJson.Text;
import dev.seatrial.chaos.toxiproxy.GoJson.Value;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * Fills the fields of a struct from an object as Go does: names match in any case, unknown ones are passed over, null
 * leaves a field alone, and the first mismatch is told at the end.
 */
final class GoStruct {

    private final String goType;
    private final Map<String, BiFunction<Value, String, @Nullable String>> fields = new LinkedHashMap<>();

    /** A struct whose type Go writes so. */
    GoStruct(String goType) {
        this.goType = goType;
    }

    GoStruct text(String name, String path, java.util.function.Consumer<String> set) {
        return field(name, path, (value, at) -> {
            if (value instanceof Text t) {
                set.accept(t.value());
                return null;
            }
            return mismatch(value, at, "string");
        });
    }

    GoStruct bool(String name, String path, java.util.function.Consumer<Boolean> set) {
        return field(name, path, (value, at) -> {
            if (value instanceof Bool b) {
                set.accept(b.value());
                return null;
            }
            return mismatch(value, at, "bool");
        });
    }

    GoStruct integer(String name, String path, String goNumber, java.util.function.LongConsumer set) {
        return field(name, path, (value, at) -> {
            if (!(value instanceof Numeral n)) {
                return mismatch(value, at, goNumber);
            }
            try {
                set.accept(Long.parseLong(n.literal()));
                return null;
            } catch (NumberFormatException e) {
                return told("number " + n.literal(), at, goNumber);
            }
        });
    }

    GoStruct real(String name, String path, java.util.function.Consumer<Float> set) {
        return field(name, path, (value, at) -> {
            if (!(value instanceof Numeral n)) {
                return mismatch(value, at, "float32");
            }
            float number = Float.parseFloat(n.literal());
            if (Float.isInfinite(number)) {
                return told("number " + n.literal(), at, "float32");
            }
            set.accept(number);
            return null;
        });
    }

    /** A field that is a struct itself. */
    GoStruct nested(String name, String path, String goType, GoStruct inner) {
        return field(name, path, (value, at) -> value instanceof Obj o ? inner.read(o) : mismatch(value, at, goType));
    }

    private GoStruct field(String name, String path, BiFunction<Value, String, @Nullable String> read) {
        fields.put(name, (value, at) -> value instanceof Null ? null : read.apply(value, path));
        return this;
    }

    /** Fills the fields; gives what did not fit, or null. */
    @Nullable
    String fill(Value value) {
        if (value instanceof Null) {
            return null;
        }
        return value instanceof Obj o
                ? read(o)
                : "json: cannot unmarshal " + value.kind() + " into Go value of type " + goType;
    }

    private @Nullable String read(Obj object) {
        String first = null;
        for (GoJson.Member member : object.members()) {
            var field = fields.get(member.name());
            if (field == null) {
                field = fields.entrySet().stream()
                        .filter(e -> e.getKey().equalsIgnoreCase(member.name()))
                        .map(Map.Entry::getValue)
                        .findFirst()
                        .orElse(null);
            }
            String problem = field == null ? null : field.apply(member.value(), "");
            first = first == null ? problem : first;
        }
        return first;
    }

    private static String mismatch(Value value, String path, String goType) {
        return told(value.kind(), path, goType);
    }

    private static String told(String what, String path, String goType) {
        return "json: cannot unmarshal " + what + " into Go struct field " + path + " of type " + goType;
    }
}
