package dev.seatrial.suite.openapi;

import com.github.curiousoddman.rgxgen.RgxGen;
import com.github.curiousoddman.rgxgen.config.RgxGenOption;
import com.github.curiousoddman.rgxgen.config.RgxGenProperties;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.random.RandomGenerator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Makes values that conform to the schemas of an OpenAPI description. What it gives is always checked against the schema. */
public final class SchemaSamples {

    private static final JsonNodeFactory NODES = new JsonMapper().getNodeFactory();
    private static final int ATTEMPTS = 20;
    private static final int DEPTH = 8;
    private static final int LONGEST_WITHOUT_LIMIT = 12;
    private static final long GREATEST_WITHOUT_LIMIT = 1000;

    private final ApiDescription description;
    private final DescribedSchemas schemas;
    private final Random random;

    /**
     * Samples drawn from a generator.
     *
     * @param schemas those of the same description
     */
    public SchemaSamples(ApiDescription description, DescribedSchemas schemas, RandomGenerator random) {
        this.description = description;
        this.schemas = schemas;
        this.random = new Random(random.nextLong());
    }

    /** A value with all required and some optional members; empty if none was found that conforms. */
    public Optional<JsonNode> full(JsonNode schema) {
        return conforming(schema, 0.7);
    }

    /** A value with no optional members; empty if none was found that conforms. */
    public Optional<JsonNode> minimal(JsonNode schema) {
        return conforming(schema, 0);
    }

    private Optional<JsonNode> conforming(JsonNode schema, double optional) {
        for (int i = 0; i < ATTEMPTS; i++) {
            JsonNode value = make(schema, optional, 0);
            if (schemas.valid(schema, value)) {
                return Optional.of(value);
            }
        }
        return Optional.empty();
    }

    private JsonNode make(JsonNode given, double optional, int depth) {
        JsonNode schema = merged(description.resolve(given));
        if (schema.has("const")) {
            return schema.path("const");
        }
        if (schema.path("enum").size() > 0) {
            return schema.path("enum").get(random.nextInt(schema.path("enum").size()));
        }
        for (String choice : new String[] {"oneOf", "anyOf"}) {
            if (schema.path(choice).size() > 0) {
                JsonNode alternatives = schema.path(choice);
                return make(combine(schema, alternatives.get(random.nextInt(alternatives.size()))), optional, depth);
            }
        }
        return switch (type(schema)) {
            case "object" -> object(schema, optional, depth);
            case "array" -> array(schema, optional, depth);
            case "integer" -> NODES.numberNode(number(schema, 0).toBigInteger());
            case "number" -> NODES.numberNode(number(schema, 2));
            case "boolean" -> NODES.booleanNode(random.nextBoolean());
            case "null" -> NODES.nullNode();
            default -> NODES.stringNode(text(schema));
        };
    }

    /** The schema with its {@code allOf} folded in. */
    private JsonNode merged(JsonNode schema) {
        JsonNode whole = schema;
        for (JsonNode part : schema.path("allOf")) {
            whole = combine(whole, merged(description.resolve(part)));
        }
        return whole;
    }

    private JsonNode combine(JsonNode base, JsonNode given) {
        JsonNode more = description.resolve(given);
        ObjectNode whole = (ObjectNode) base.deepCopy();
        whole.remove("oneOf");
        whole.remove("anyOf");
        for (Map.Entry<String, JsonNode> member : more.properties()) {
            JsonNode before = whole.path(member.getKey());
            if (before instanceof ObjectNode object && member.getValue() instanceof ObjectNode added) {
                object.setAll(added);
            } else if (before instanceof ArrayNode list && member.getKey().equals("required")) {
                member.getValue().forEach(list::add);
            } else {
                whole.set(member.getKey(), member.getValue());
            }
        }
        return whole;
    }

    private static String type(JsonNode schema) {
        JsonNode type = schema.path("type");
        if (type.isArray()) {
            for (JsonNode one : type) {
                if (!one.asString().equals("null")) {
                    return one.asString();
                }
            }
            return "null";
        }
        if (type.isString()) {
            return type.asString();
        }
        return schema.has("properties") || schema.has("required") ? "object" : schema.has("items") ? "array" : "string";
    }

    private JsonNode object(JsonNode schema, double optional, int depth) {
        ObjectNode object = NODES.objectNode();
        for (Map.Entry<String, JsonNode> property : schema.path("properties").properties()) {
            boolean required = contains(schema.path("required"), property.getKey());
            if (required || (depth < DEPTH && random.nextDouble() < optional)) {
                object.set(property.getKey(), make(property.getValue(), optional, depth + 1));
            }
        }
        return object;
    }

    private JsonNode array(JsonNode schema, double optional, int depth) {
        ArrayNode array = NODES.arrayNode();
        int least = schema.path("minItems").asInt(0);
        int most = Math.max(least, Math.min(schema.path("maxItems").asInt(least + 2), least + 2));
        int size = optional > 0 && depth < DEPTH ? least + random.nextInt(most - least + 1) : least;
        for (int i = 0; i < size; i++) {
            array.add(make(schema.path("items"), optional, depth + 1));
        }
        return array;
    }

    private BigDecimal number(JsonNode schema, int scale) {
        BigDecimal step = schema.has("multipleOf")
                ? schema.path("multipleOf").decimalValue()
                : BigDecimal.ONE.movePointLeft(scale);
        BigDecimal low = bound(schema, "minimum", "exclusiveMinimum", step)
                .orElseGet(() -> bound(schema, "maximum", "exclusiveMaximum", step.negate())
                        .map(high -> high.subtract(BigDecimal.valueOf(GREATEST_WITHOUT_LIMIT))
                                .min(BigDecimal.ZERO))
                        .orElse(BigDecimal.ZERO));
        BigDecimal high = bound(schema, "maximum", "exclusiveMaximum", step.negate())
                .orElse(low.add(BigDecimal.valueOf(GREATEST_WITHOUT_LIMIT)));
        BigInteger first = low.divide(step, 0, RoundingMode.CEILING).toBigInteger();
        BigInteger steps =
                high.divide(step, 0, RoundingMode.FLOOR).toBigInteger().subtract(first);
        long range = steps.signum() <= 0
                ? 0
                : steps.min(BigInteger.valueOf(Long.MAX_VALUE - 1)).longValue();
        BigInteger chosen = first.add(BigInteger.valueOf(range == 0 ? 0 : random.nextLong(range + 1)));
        return step.multiply(new BigDecimal(chosen));
    }

    private static Optional<BigDecimal> bound(JsonNode schema, String inclusive, String exclusive, BigDecimal inward) {
        if (schema.path(exclusive).isNumber()) {
            return Optional.of(schema.path(exclusive).decimalValue().add(inward));
        }
        if (schema.path(inclusive).isNumber()) {
            BigDecimal bound = schema.path(inclusive).decimalValue();
            return Optional.of(schema.path(exclusive).asBoolean(false) ? bound.add(inward) : bound);
        }
        return Optional.empty();
    }

    private String text(JsonNode schema) {
        if (schema.has("pattern")) {
            RgxGenProperties properties = new RgxGenProperties();
            RgxGenOption.INFINITE_PATTERN_REPETITION.setInProperties(properties, LONGEST_WITHOUT_LIMIT);
            return RgxGen.parse(properties, schema.path("pattern").asString()).generate(random);
        }
        String format = schema.path("format").asString("");
        Instant moment =
                Instant.EPOCH.plus(random.nextInt(20_000), ChronoUnit.DAYS).plusSeconds(random.nextInt(86_400));
        return switch (format) {
            case "uuid" ->
                new UUID((random.nextLong() & ~0xF000L) | 0x4000L, (random.nextLong() >>> 2) | (1L << 63)).toString();
            case "date-time" -> moment.toString();
            case "date" -> moment.toString().substring(0, 10);
            case "time" -> moment.toString().substring(11);
            case "email" -> letters(6) + "@example.com";
            case "hostname" -> letters(6) + ".example.com";
            case "uri", "uri-reference", "url" -> "https://example.com/" + letters(6);
            case "ipv4" -> "192.0.2." + random.nextInt(256);
            case "ipv6" -> "2001:db8::" + Integer.toHexString(random.nextInt(65_536));
            default -> plain(schema);
        };
    }

    private String plain(JsonNode schema) {
        int least = Math.max(schema.path("minLength").asInt(0), 0);
        int most = Math.max(
                least, Math.min(schema.path("maxLength").asInt(LONGEST_WITHOUT_LIMIT), least + LONGEST_WITHOUT_LIMIT));
        int length = least + random.nextInt(most - least + 1);
        return letters(length == 0 && most > 0 ? 1 : length);
    }

    private String letters(int length) {
        StringBuilder text = new StringBuilder(length);
        for (int i = 0; i < length; i++) {
            text.append((char) ('a' + random.nextInt(26)));
        }
        return text.toString().toLowerCase(Locale.ROOT);
    }

    static boolean contains(JsonNode list, String word) {
        for (JsonNode one : list) {
            if (one.asString("").equals(word)) {
                return true;
            }
        }
        return false;
    }
}
