package dev.seatrial.schema.bench;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPOutputStream;

/** Writes an input of each hostile kind, and says what to type for it. */
final class HostileInputs {
    private final Path home;
    private final List<Case> cases = new ArrayList<>();

    /**
     * One of them.
     *
     * @param kind in words
     * @param exit the exit code that it ought to have
     * @param bounded whether it is one event; a stream of a million takes its time a million times
     * @param arguments of {@code event-schema-validator}
     */
    record Case(String kind, int exit, boolean bounded, List<String> arguments) {}

    private HostileInputs(Path home) {
        this.home = home;
    }

    /** An input of each kind, written below a directory. */
    static List<Case> write(Path home) throws IOException {
        HostileInputs inputs = new HostileInputs(home);
        inputs.patterns();
        inputs.depths();
        inputs.references();
        inputs.numbers();
        inputs.texts();
        inputs.packed();
        inputs.many();
        inputs.large();
        inputs.outside();
        return inputs.cases;
    }

    private void patterns() throws IOException {
        add(
                "pattern with a back reference, 100 characters",
                2,
                schema("{\"pattern\":\"^(a|b|ab)*\\\\1c$\"}"),
                "\"" + "ab".repeat(50) + "!\"");
        add(
                "pattern (a+)+$, 50,000 characters",
                2,
                schema("{\"pattern\":\"^(a+)+$\"}"),
                "\"" + "a".repeat(50_000) + "!\"");
        add(
                "pattern (x+x+)+y, 50,000 characters",
                2,
                schema("{\"pattern\":\"(x+x+)+y\"}"),
                "\"" + "x".repeat(50_000) + "\"");
        add(
                "pattern a{1,1000}{1,1000}",
                2,
                schema("{\"pattern\":\"^(a{1,1000}){1,1000}$\"}"),
                "\"" + "a".repeat(2_000) + "!\"");
    }

    private void depths() throws IOException {
        add("event of 100,000 levels", 2, schema("{}"), "[".repeat(100_000) + "]".repeat(100_000));
        add("event of 100,000 levels, objects", 2, schema("{}"), "{\"a\":".repeat(100_000) + "1" + "}".repeat(100_000));
        add("schema of 100,000 levels", 2, schema("{\"not\":".repeat(100_000) + "{}" + "}".repeat(100_000)), "1");
        addNamed("YAML of 100,000 levels", 2, schema("{}"), "deep.yaml", bytes("[".repeat(100_000)));
    }

    private void references() throws IOException {
        add(
                "references in a circle",
                2,
                schema(
                        "{\"$ref\":\"#/$defs/a\",\"$defs\":{\"a\":{\"$ref\":\"#/$defs/b\"},\"b\":{\"$ref\":\"#/$defs/a\"}}}"),
                "1");
        add("a schema that is its own branch", 2, schema("{\"anyOf\":[{\"type\":\"null\"},{\"$ref\":\"#\"}]}"), "1");
        add("references that double 40 times", 2, schema(bomb("{}")), "1");
        add("the same, beyond the compiler", 2, schema(bomb("{\"unevaluatedItems\":false}")), "1");
        add(
                "the same, in every element",
                2,
                schema("{\"items\":" + bomb("{}").replace("#/$defs", "#/items/$defs") + "}"),
                "[[1,2,3]]");
    }

    private static String bomb(String last) {
        StringBuilder text = new StringBuilder("{\"$ref\":\"#/$defs/d0\",\"$defs\":{");
        for (int i = 0; i < 40; i++) {
            text.append("\"d")
                    .append(i)
                    .append("\":{\"allOf\":[{\"$ref\":\"#/$defs/d")
                    .append(i + 1);
            text.append("\"},{\"$ref\":\"#/$defs/d").append(i + 1).append("\"}]},");
        }
        return text.append("\"d40\":").append(last).append("}}").toString();
    }

    private void numbers() throws IOException {
        add("integer of 10,000 digits", 2, schema("{}"), "1".repeat(10_000));
        add(
                "the same, allowed, multipleOf",
                0,
                schema("{\"multipleOf\":3}"),
                "3".repeat(10_000),
                "--max-number-length",
                "20000");
        add("integer of 1,000,000 digits", 2, schema("{}"), "1".repeat(1_000_000));
        add("1e999999999", 2, schema("{\"multipleOf\":3}"), "1e999999999");
        add("maximum of 10,000 digits in the schema", 2, schema("{\"maximum\":" + "1".repeat(10_000) + "}"), "1");
    }

    private void texts() throws IOException {
        add("duplicate keys", 2, schema("{}"), "{\"a\":1,\n \"a\":2}");
        StringBuilder members = new StringBuilder("{\"k\":0");
        for (int i = 0; i < 4096; i++) {
            members.append(",\"");
            for (int bit = 0; bit < 12; bit++) {
                members.append((i >> bit & 1) == 0 ? "Aa" : "BB");
            }
            members.append("\":").append(i);
        }
        add(
                "4,096 keys of one hash code",
                0,
                schema("{\"additionalProperties\":{\"type\":\"integer\"}}"),
                members + "}");
        add("byte order mark", 0, schema("{\"type\":\"integer\"}"), "\uFEFF1");
        addNamed("invalid UTF-8", 2, schema("{}"), "e.json", new byte[] {'"', 'a', (byte) 0xC3, '(', '"'});
        add(
                "UTF-16",
                2,
                schema("{}"),
                new String("{\"a\":1}".getBytes(StandardCharsets.UTF_16), StandardCharsets.ISO_8859_1));
        add("truncated input", 2, schema("{}"), "{\"a\": [1, 2");
        add("truncated array of events", 2, schema("{}"), "[{\"a\":1},");
        add("truncated schema", 2, schema("{\"type\":"), "1");
        add("nothing", 3, schema("{}"), "");
    }

    private void packed() throws IOException {
        byte[] packed = gzip("{\"a\":\""
                + new Random(1).ints(50_000).mapToObj(Integer::toString).reduce("", String::concat) + "\"}");
        addNamed("truncated gzip", 2, schema("{}"), "cut.json.gz", Arrays.copyOf(packed, packed.length / 2));
        byte[] damaged = packed.clone();
        damaged[packed.length - 6] ^= 1;
        addNamed("damaged gzip", 2, schema("{}"), "damaged.json.gz", damaged);
        byte[] bomb = zeros(1024);
        addNamed("gzip bomb of 1 GiB, JSON", 2, schema("{}"), "bomb.json.gz", bomb);
        addNamed("gzip bomb of 1 GiB, NDJSON", 2, schema("{}"), "bomb.ndjson.gz", bomb);
        addNamed("gzip bomb of 1 GiB, YAML", 2, schema("{}"), "bomb.yaml.gz", bomb);
    }

    private void many() throws IOException {
        add(
                "a million errors in one event",
                1,
                schema("{\"items\":{\"type\":\"string\"}}"),
                "[[" + "1,".repeat(999_999) + "1]]");
        addNamed(
                "a million errors in as many events",
                1,
                schema("{\"type\":\"string\"}"),
                "many.ndjson",
                bytes("1\n".repeat(1_000_000)));
        addNamed(
                "a million events that are no JSON",
                2,
                schema("{\"type\":\"string\"}"),
                "many.ndjson",
                bytes("?\n".repeat(1_000_000)));
        add(
                "200,000 members that nobody knows",
                1,
                schema("{\"additionalProperties\":false,\"properties\":{\"order\":{}}}"),
                strangers(200_000));
        add("unique elements, 100,000", 0, schema("{\"uniqueItems\":true}"), elements(100_000));
        add("oneOf with 2,000 branches", 1, schema(branches(2_000)), "{\"kind\":\"x\"}");
    }

    private static String strangers(int count) {
        StringBuilder text = new StringBuilder("{\"order\":1");
        for (int i = 0; i < count; i++) {
            text.append(",\"order").append(i).append("\":").append(i);
        }
        return text.append('}').toString();
    }

    private static String elements(int count) {
        StringBuilder text = new StringBuilder("[[0");
        for (int i = 1; i < count; i++) {
            text.append(",{\"n\":").append(i).append('}');
        }
        return text.append("]]").toString();
    }

    private static String branches(int count) {
        StringBuilder text = new StringBuilder("{\"oneOf\":[{\"type\":\"null\"}");
        for (int i = 1; i < count; i++) {
            text.append(",{\"properties\":{\"kind\":{\"const\":\"k")
                    .append(i)
                    .append("\"}},\"required\":[\"n")
                    .append(i)
                    .append("\"]}");
        }
        return text.append("]}").toString();
    }

    private void large() throws IOException {
        add("schema of 20 MB", 2, schema("{\"description\":\"" + "x".repeat(20_000_000) + "\"}"), "1");
        StringBuilder wide = new StringBuilder("{\"properties\":{\"a\":{}");
        for (int i = 0; wide.length() < 20_000_000; i++) {
            wide.append(",\"a")
                    .append(i)
                    .append("\":{\"type\":\"string\",\"maxLength\":")
                    .append(i)
                    .append('}');
        }
        add("schema of 20 MB, half a million members", 2, schema(wide + "}}"), "1");
        StringBuilder aliases = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x]\n");
        for (int i = 1; i < 9; i++) {
            aliases.append('a').append(i).append(": &a").append(i).append(" [");
            aliases.append(("*a" + (i - 1) + ",").repeat(9)).append("]\n");
        }
        addNamed("YAML alias bomb", 2, schema("{}"), "bomb.yaml", bytes(aliases.toString()));
        addNamed(
                "YAML alias bomb as the schema",
                2,
                file("s", "schema.yaml", bytes(aliases.toString())),
                "e.json",
                bytes("1"));
    }

    private void outside() throws IOException {
        add("reference to http", 2, schema("{\"$ref\":\"http://127.0.0.1:9/s.json\"}"), "1");
        add("reference to file:///etc/passwd", 2, schema("{\"$ref\":\"file:///etc/passwd\"}"), "1");
        add("reference to ../../../../etc/passwd", 2, schema("{\"$ref\":\"../../../../../../../../etc/passwd\"}"), "1");
        add(
                "the same with %2e%2e",
                2, schema("{\"$ref\":\"%2e%2e/%2e%2e/%2e%2e/%2e%2e/%2e%2e/%2e%2e/etc/passwd\"}"), "1");
        String linked = schema("{\"$ref\":\"inside.json\"}");
        Files.createSymbolicLink(Path.of(linked).resolveSibling("inside.json"), Path.of("/etc/passwd"));
        add("a link to /etc/passwd beside the schema", 2, linked, "1");
    }

    private String schema(String text) throws IOException {
        return file("schema", "schema.json", bytes(text));
    }

    private void add(String kind, int exit, String schema, String event, String... more) throws IOException {
        byte[] bytes = kind.equals("UTF-16") ? event.getBytes(StandardCharsets.ISO_8859_1) : bytes(event);
        addNamed(kind, exit, schema, "event.json", bytes, more);
    }

    private void addNamed(String kind, int exit, String schema, String name, byte[] event, String... more)
            throws IOException {
        List<String> arguments =
                new ArrayList<>(List.of("--event-file", file("event", name, event), "--schema-file", schema));
        arguments.addAll(List.of(more));
        cases.add(new Case(kind, exit, !name.equals("many.ndjson"), List.copyOf(arguments)));
    }

    /** A file in a directory of its own, so that names stay short. */
    private String file(String what, String name, byte[] bytes) throws IOException {
        Path directory = Files.createDirectories(home.resolve(what + cases.size()));
        return Files.write(directory.resolve(name), bytes).toString();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] gzip(String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(bytes)) {
            out.write(bytes(text));
        }
        return bytes.toByteArray();
    }

    private static byte[] zeros(int mebibytes) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(bytes)) {
            byte[] zeros = new byte[1 << 20];
            Arrays.fill(zeros, (byte) '0');
            out.write('"');
            for (int i = 0; i < mebibytes; i++) {
                out.write(zeros);
            }
        }
        return bytes.toByteArray();
    }
}
