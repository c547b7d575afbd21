package com.example.shop.chassis.json;

import com.example.shop.chassis.problem.Problem;
import com.example.shop.chassis.problem.Problem.FieldError;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * Reads a JSON object strictly: every member by name, with its limits; what is wrong is collected, and what nobody asked for is
 * wrong too.
 */
public final class Fields {

    private final JsonNode node;
    private final String pointer;
    private final List<FieldError> errors;
    private final Set<String> known = new HashSet<>();

    private Fields(JsonNode node, String pointer, List<FieldError> errors) {
        this.node = node;
        this.pointer = pointer;
        this.errors = errors;
    }

    /**
     * Reads a request body.
     *
     * @throws com.example.shop.chassis.problem.ProblemException 400 with everything that is wrong with it
     */
    public static <T> T read(byte[] body, Function<Fields, T> reader) {
        JsonNode node;
        try {
            node = Json.parse(body);
        } catch (IOException e) {
            throw Problem.badRequest("The body is not valid JSON.").exception();
        }
        List<FieldError> errors = new ArrayList<>();
        Fields fields = new Fields(node, "", errors);
        fields.requireObject();
        T value = errors.isEmpty() ? reader.apply(fields) : null;
        fields.refuseUnknown();
        if (!errors.isEmpty()) {
            throw Problem.invalid(errors.subList(0, Math.min(errors.size(), 20)))
                    .exception();
        }
        return value;
    }

    public String text(String name, Pattern pattern) {
        return optionalText(name, pattern).orElseGet(() -> missing(name, ""));
    }

    public Optional<String> optionalText(String name, Pattern pattern) {
        known.add(name);
        JsonNode value = node.get(name);
        if (value == null) {
            return Optional.empty();
        }
        String text = value.isTextual() ? value.textValue() : "";
        if (!value.isTextual()) {
            wrong(name, "must be a string");
        } else if (!pattern.matcher(text).matches()) {
            wrong(name, "must match " + pattern);
        } else if (!StandardCharsets.UTF_8.newEncoder().canEncode(text)) {
            wrong(name, "must be valid Unicode");
        }
        return Optional.of(text);
    }

    /** A whole number; {@code 2.0} is one too, as in JSON Schema. */
    public int integer(String name, int minimum, int maximum) {
        known.add(name);
        JsonNode value = node.get(name);
        if (value == null) {
            return missing(name, minimum);
        }
        if (!value.isNumber()) {
            wrong(name, "must be an integer");
            return minimum;
        }
        BigDecimal number = value.decimalValue();
        boolean within = number.compareTo(BigDecimal.valueOf(minimum)) >= 0
                && number.compareTo(BigDecimal.valueOf(maximum)) <= 0;
        if (!within || number.stripTrailingZeros().scale() > 0) {
            wrong(name, "must be an integer from " + minimum + " to " + maximum);
            return minimum;
        }
        return number.intValue();
    }

    public <E extends Enum<E>> E oneOf(String name, Class<E> type) {
        known.add(name);
        E[] values = type.getEnumConstants();
        JsonNode value = node.get(name);
        if (value == null) {
            return missing(name, values[0]);
        }
        for (E each : values) {
            if (value.isTextual() && each.toString().equals(value.textValue())) {
                return each;
            }
        }
        wrong(name, "must be one of " + List.of(values));
        return values[0];
    }

    /** @return what {@code reader} makes of the member, or nothing if it is no object (which is then among the errors) */
    public <T> T object(String name, Function<Fields, T> reader) {
        known.add(name);
        JsonNode value = node.get(name);
        if (value == null) {
            return missing(name, null);
        }
        Fields inner = new Fields(value, pointer + "/" + name, errors);
        if (!inner.requireObject()) {
            return null;
        }
        T result = reader.apply(inner);
        inner.refuseUnknown();
        return result;
    }

    private boolean requireObject() {
        if (!node.isObject()) {
            errors.add(new FieldError("must be an object", pointer));
        }
        return node.isObject();
    }

    private void refuseUnknown() {
        for (Iterator<String> names = node.fieldNames(); names.hasNext(); ) {
            String name = names.next();
            if (!known.contains(name)) {
                wrong(name, "is not a member that this takes");
            }
        }
    }

    private <T> T missing(String name, T placeholder) {
        wrong(name, "is required");
        return placeholder;
    }

    private void wrong(String name, String detail) {
        errors.add(new FieldError(detail, pointer + "/" + escape(name)));
    }

    private static String escape(String name) {
        String bounded = name.length() > 60 ? name.substring(0, 60) : name;
        return bounded.replaceAll("[\\p{Cntrl}\\p{Cs}]", "?").replace("~", "~0").replace("/", "~1");
    }
}
