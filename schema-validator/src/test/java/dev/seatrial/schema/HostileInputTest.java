package dev.seatrial.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Each ends soon, with a named error, its place where it has one, and its exit code. */
@Timeout(600)
class HostileInputTest {
    @TempDir
    private Path directory;

    private String file(String name, String text) throws IOException {
        return file(name, text.getBytes(StandardCharsets.UTF_8));
    }

    private String file(String name, byte[] bytes) throws IOException {
        Path path = directory.resolve(name);
        Files.createDirectories(path.getParent());
        return Files.write(path, bytes).toString();
    }

    private CommandRun validate(String schema, byte[] event) throws IOException {
        return CommandRun.of(
                "validate",
                "--schema-file",
                file("schema.json", schema),
                "--event-file",
                file("event.json", event),
                "--quiet");
    }

    private CommandRun validate(String schema, String event) throws IOException {
        return validate(schema, event.getBytes(StandardCharsets.UTF_8));
    }

    private static void refused(CommandRun run, String why) {
        assertThat(run.exit()).as(run.all()).isEqualTo(2);
        assertThat(run.all()).contains(why).doesNotContain("\tat ").doesNotContain("internal error");
    }

    @Test
    void aCatastrophicPatternEnds() throws IOException {
        refused(
                validate("{\"pattern\":\"^(a|b|ab)*\\\\1c$\"}", "\"" + "ab".repeat(50) + "!\""),
                "backtracks without end");
    }

    @Test
    void aHundredThousandLevelsEnd() throws IOException {
        refused(
                validate("{}", "[".repeat(100_000) + "]".repeat(100_000)),
                "nested deeper than the limit of 500 levels");
        refused(validate("{\"items\":{\"$ref\":\"#\"}}", "[".repeat(502) + "]".repeat(502)), "nested deeper");
    }

    @Test
    void fiveHundredLevelsAreJudged() throws IOException {
        String deep = "[".repeat(500) + "]".repeat(500);
        assertThat(validate("{\"type\":\"array\",\"items\":{\"$ref\":\"#\"}}", deep)
                        .exit())
                .isZero();
        assertThat(validate("{\"type\":\"array\",\"items\":{\"$ref\":\"#\"},\"unevaluatedItems\":false}", deep)
                        .all())
                .doesNotContain("\tat ");
    }

    @Test
    void aReferenceLoopIsABadSchema() throws IOException {
        refused(
                validate(
                        "{\"$ref\":\"#/$defs/a\",\"$defs\":{\"a\":{\"$ref\":\"#/$defs/b\"},\"b\":{\"$ref\":\"#/$defs/a\"}}}",
                        "1"),
                "leads back to itself");
        refused(
                validate("{\"anyOf\":[{\"type\":\"null\"},{\"$ref\":\"#\"}]}", "1"),
                "refers to itself for the same value");
    }

    @Test
    void aReferenceBombEnds() throws IOException {
        StringBuilder bomb = new StringBuilder("{\"$ref\":\"#/$defs/d0\",\"$defs\":{");
        for (int i = 0; i < 40; i++) {
            bomb.append("\"d")
                    .append(i)
                    .append("\":{\"allOf\":[{\"$ref\":\"#/$defs/d")
                    .append(i + 1)
                    .append("\"},{\"$ref\":\"#/$defs/d")
                    .append(i + 1)
                    .append("\"}]},");
        }
        bomb.append("\"d40\":{}}}");
        refused(validate(bomb.toString(), "1"), "more than the limit of 1000000 steps");
        String beyondTheCompiler = bomb.toString().replace("\"d40\":{}", "\"d40\":{\"unevaluatedItems\":false}");
        refused(validate(beyondTheCompiler, "1"), "more than the limit of 1000000 steps");
        CommandRun cut = CommandRun.of(
                "validate",
                "--schema-file",
                file("b.json", bomb.toString()),
                file("e.json", "1"),
                "--max-steps",
                "100");
        refused(cut, "more than the limit of 100 steps");
    }

    @Test
    void aNumberOfTenThousandDigitsIsRefusedAndAFlagAllowsIt() throws IOException {
        refused(validate("{}", "1".repeat(10_000)), "a number is longer than the limit of 1000 characters");
        CommandRun allowed = CommandRun.of(
                "validate",
                "--schema-file",
                file("s.json", "{\"multipleOf\":3}"),
                file("e.json", "3".repeat(10_000)),
                "--max-number-length",
                "20000");
        assertThat(allowed.exit()).as(allowed.all()).isZero();
        refused(
                validate("{\"multipleOf\":3}", "1e999999999"),
                "power of ten is beyond the limit of 10000 (--max-exponent)");
        CommandRun large = CommandRun.of(
                "validate",
                "--schema-file",
                file("schema.json", "{\"maximum\":5}"),
                "--event-file",
                file("event.json", "1e20000"),
                "--max-exponent",
                "20000");
        assertThat(large.exit()).as(large.all()).isEqualTo(1);
    }

    @Test
    void aNumberTooLongForAnyTypeIsRefusedWhereverItStands() throws IOException {
        // found by the fuzzer: a power of ten that overflows an int
        refused(validate("{\"maximum\":5}", "92233e2036854775807"), "power of ten is beyond the limit of 10000");
        refused(validate("{\"properties\":{\"b\":{}}}", "{\"a\":1e-2036854775807}"), "power of ten is beyond");
    }

    @Test
    void yamlThatItsReaderStumblesOverIsRefused() throws IOException {
        // each found by the fuzzer of command lines
        String schema = file("s.json", "{}");
        refused(
                CommandRun.of("validate", "--schema-file", schema, file("deep.yaml", "[".repeat(200_000))),
                "nested deeper than the limit of 500 levels");
        refused(CommandRun.of("lint", file("deep.yaml", "{a: ".repeat(100_000))), "nested deeper than the limit");
        refused(CommandRun.of("infer", file("cut.yaml", "note: \"\\u")), "cut.yaml:1:1: not YAML: ");
    }

    @Test
    void anIdThatIsNoUriIsRefusedWithItsPlace() throws IOException {
        refused(
                validate("{\"$id\":\"h[tps://x.example/s\"}", "1"),
                "schema.json:1:8: /$id: \"$id\" is \"h[tps://x.example/s\". expected a URI reference");
    }

    @Test
    void aControlCharacterAfterANumberIsRefused() throws IOException {
        // found by the differential fuzzer: Jackson passes over it
        refused(validate("{}", "1\u0000"), "event.json:1:2: text after the end of the JSON value");
    }

    @Test
    void halfASurrogatePairInANameIsRefused() throws IOException {
        // found by the differential fuzzer: the two readings differed
        refused(validate("{}", "{\"\\ud83d\":1}"), "event.json:1:");
        assertThat(validate("{\"minLength\":1}", "\"\\ud83d\"").exit()).isZero();
    }

    @Test
    void manyValuesOfOneHashAndManyMembersEnd() throws IOException {
        StringBuilder members = new StringBuilder("{\"\":0");
        for (int i = 0; i < 4096; i++) {
            members.append(",\"");
            for (int bit = 0; bit < 12; bit++) {
                members.append((i >> bit & 1) == 0 ? "Aa" : "BB");
            }
            members.append("\":").append(i);
        }
        assertThat(validate("{\"additionalProperties\":{\"type\":\"integer\"}}", members + "}")
                        .exit())
                .isZero();
        String values = members.substring(1).replaceAll(":[0-9]+", "");
        assertThat(validate("{\"uniqueItems\":true}", "[[" + values + "]]").exit())
                .isZero();
    }

    @Test
    void duplicateKeysAreRefusedWithTheirPlace() throws IOException {
        refused(validate("{}", "{\"a\":1,\n \"a\":2}"), "event.json:2:2: duplicate key \"a\"");
        refused(validate("{}", "{\"x\":{\"a\":1,\"b\":2,\"b\":2}}"), "duplicate key \"b\"");
        refused(validate("{\"type\":\"object\",\"type\":\"array\"}", "{}"), "schema.json:1:18: duplicate key \"type\"");
    }

    @Test
    void aByteOrderMarkIsPassedOver() throws IOException {
        assertThat(validate("{\"type\":\"integer\"}", "\uFEFF1").exit()).isZero();
    }

    @Test
    void invalidUtf8IsRefusedWithItsPlace() throws IOException {
        refused(validate("{}", new byte[] {'"', 'a', (byte) 0xC3, '(', '"'}), "event.json:1:3: byte 0xC3 is not UTF-8");
        refused(validate("{}", new byte[] {'"', (byte) 0xED, (byte) 0xA0, (byte) 0x80, '"'}), "is not UTF-8");
    }

    @Test
    void truncatedInputIsRefused() throws IOException {
        refused(validate("{}", "{\"a\": [1, 2"), "event.json:1:");
        refused(validate("{\"type\":", "1"), "bad schema: ");
        refused(validate("{}", "[{\"a\":1},"), "the array does not end");
    }

    @Test
    void truncatedAndDamagedGzipAreRefused() throws IOException {
        byte[] packed = gzip("{\"a\":\""
                + new Random(1).ints(5000).mapToObj(Integer::toString).reduce("", String::concat) + "\"}");
        byte[] half = java.util.Arrays.copyOf(packed, packed.length / 2);
        refused(
                CommandRun.of("validate", "--schema-file", file("s.json", "{}"), file("e.json.gz", half)),
                "the gzip stream is cut off");
        byte[] damaged = packed.clone();
        damaged[packed.length - 6] ^= 1;
        refused(
                CommandRun.of("validate", "--schema-file", file("s.json", "{}"), file("e.json.gz", damaged)),
                "the gzip stream is damaged");
    }

    @Test
    void aGzipThatBreaksOffIsRefusedWithThePlaceThatItCameTo() throws IOException {
        byte[] lines = gzip("{\"a\":1}\n".repeat(10_000) + "{\"b\":\""
                + new Random(1).ints(50_000).mapToObj(Integer::toString).reduce("", String::concat) + "\"}\n");
        byte[] half = java.util.Arrays.copyOf(lines, lines.length / 2);
        CommandRun run = CommandRun.of("validate", "--schema-file", file("s.json", "{}"), file("e.ndjson.gz", half));
        refused(run, "the gzip stream is cut off");
        assertThat(run.all()).containsPattern("e\\.ndjson\\.gz:10001:[0-9]{4,}: the gzip stream is cut off");
    }

    @Test
    void manyProblemsFarIntoALargeEventAreAllPlacedInOneReading() throws IOException {
        StringBuilder members = new StringBuilder("{\"known\":1");
        for (int i = 0; i < 200_000; i++) {
            members.append(",\n\"n").append(i).append("\":").append(i);
        }
        CommandRun run = validate(
                "{\"properties\":{\"known\":{},\"n199998\":{\"type\":\"null\"},\"n199999\":{\"type\":\"null\"}}}",
                members + "}");
        assertThat(run.exit()).isEqualTo(1);
        assertThat(run.out())
                .contains("event.json:200000:11: /n199998 is an integer 199998")
                .contains("event.json:200001:11: /n199999 is an integer 199999");
    }

    @Test
    void patternsShareOneBudgetAnEvent() throws IOException {
        String text = "\"" + "ab".repeat(9) + "!\"";
        String schema = "{\"items\":{\"anyOf\":[{\"pattern\":\"^(a|b|ab)*\\\\1c$\"},{\"type\":\"string\"}]}}";
        assertThat(validate(schema, "[[" + text + "]]").exit()).isZero();
        refused(
                validate(schema, "[[" + (text + ",").repeat(999) + text + "]]"),
                "more than 2000000 steps in one event (--max-pattern-steps)");
        CommandRun cut = CommandRun.of(
                "validate",
                "--schema-file",
                file("p.json", "{\"pattern\":\"^(a|b|ab)*\\\\1c$\"}"),
                file("e.json", "\"ababababc\""),
                "--max-pattern-steps",
                "7");
        refused(cut, "more than 7 steps in one event (--max-pattern-steps)");
    }

    @Test
    void anEventTooLargeForTheMemoryIsRefusedByName() throws Exception {
        String event = file("wide.json", "[[" + "{\"a\":{}},".repeat(1_000_000) + "1]]");
        String schema = file("narrow.json", "{\"items\":{\"type\":\"object\"}}");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx48m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "dev.seatrial.schema.command.EventSchemaValidator",
                        "--event-file",
                        event,
                        "--schema-file",
                        schema)
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isEqualTo(2);
        assertThat(said)
                .containsPattern("wide\\.json:1:1: takes more than the [0-9]+ MiB of memory that Java may use")
                .contains("SEATRIAL_JAVA_OPTIONS=-Xmx2g")
                .doesNotContain("\tat ");
    }

    @Test
    void aGzipBombStopsAtTheSizeOfAnEvent() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(bytes)) {
            byte[] zeros = new byte[1 << 20];
            java.util.Arrays.fill(zeros, (byte) '0');
            out.write('"');
            for (int i = 0; i < 256; i++) {
                out.write(zeros);
            }
        }
        refused(
                CommandRun.of(
                        "validate", "--schema-file", file("s.json", "{}"), file("e.json.gz", bytes.toByteArray())),
                "larger than the limit of 16777216 bytes");
        refused(
                CommandRun.of(
                        "validate", "--schema-file", file("s.json", "{}"), file("e.ndjson.gz", bytes.toByteArray())),
                "a line longer than the limit of 16777216 bytes");
    }

    @Test
    void ofAMillionProblemsTheFirstAreShownAndAllAreCounted() throws IOException {
        CommandRun one = validate("{\"items\":{\"type\":\"string\"}}", "[[" + "1,".repeat(1_000_000) + "1]]");
        assertThat(one.exit()).isEqualTo(1);
        assertThat(one.out().lines().count()).isLessThan(300);
        CommandRun many = CommandRun.of(
                "validate",
                "--schema-file",
                file("s.json", "{\"type\":\"string\"}"),
                file("e.ndjson", "1\n".repeat(100_000)),
                "--max-problems",
                "5");
        assertThat(many.exit()).isEqualTo(1);
        assertThat(many.out())
                .endsWith(
                        "VIOLATES: 100000 events, 0 conform, 100000 violate (99995 more problems not shown, --max-problems)\n");
    }

    @Test
    void ofAnEventWithAMillionErrorsTheFirstAreNamedAndThatThereMayBeMore() throws IOException {
        String schema = "{\"items\":{\"type\":\"string\"}}";
        String event = "[[" + "1,".repeat(999_999) + "1]]";
        CommandRun run = validate(schema, event);
        assertThat(run.exit()).isEqualTo(1);
        assertThat(run.out())
                .contains("event.json:1:201: /99 is an integer 1; expected a string")
                .doesNotContain("/100 is")
                .contains("event.json:1:2: no more than 100 problems of one event are looked for"
                        + " (--max-event-problems)\n")
                .endsWith("VIOLATES: 1 event, 0 conform, 1 violates\n");

        CommandRun more = CommandRun.of(
                "validate",
                "--schema-file",
                file("schema.json", schema),
                "--event-file",
                file("event.json", event),
                "--max-event-problems",
                "101",
                "--max-problems",
                "1");
        assertThat(more.out()).endsWith("(101 more problems not shown, --max-problems)\n");

        CommandRun beyondTheCompiler = validate(
                "{\"items\":{\"type\":\"string\"},\"unevaluatedItems\":false}", "[[" + "1,".repeat(999) + "1]]");
        assertThat(beyondTheCompiler.out())
                .contains(" /99: ")
                .doesNotContain(" /100: ")
                .contains("--max-event-problems");
    }

    @Test
    void aSchemaOfTwentyMegabytesIsRefused() throws IOException {
        refused(
                validate("{\"description\":\"" + "x".repeat(20_000_000) + "\"}", "1"),
                "larger than the limit of 4194304 bytes for a schema");
    }

    @Test
    void aYamlAliasBombEnds() throws IOException {
        StringBuilder bomb = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x]\n");
        for (int i = 1; i < 9; i++) {
            bomb.append("a")
                    .append(i)
                    .append(": &a")
                    .append(i)
                    .append(" [")
                    .append(("*a" + (i - 1) + ",").repeat(9))
                    .append("]\n");
        }
        refused(
                CommandRun.of("validate", "--schema-file", file("s.json", "{}"), file("e.yaml", bomb.toString())),
                "aliases expand to more than the limit");
    }

    @Test
    void remoteReferencesAreNeverFetched() throws IOException {
        refused(validate("{\"$ref\":\"http://127.0.0.1:9/s.json\"}", "1"), "schemas are never fetched");
        refused(validate("{\"$ref\":\"file:///etc/passwd\"}", "1"), "is outside");
        refused(validate("{\"$ref\":\"../../../../../../etc/passwd\"}", "1"), "is outside");
    }

    @Test
    void anAllowedDirectoryMayBeRead() throws IOException {
        String schema = file("one/s.json", "{\"$ref\":\"../two/t.json\"}");
        file("two/t.json", "{\"type\":\"string\"}");
        refused(
                CommandRun.of("validate", "--schema-file", schema, file("e.json", "1")),
                "allow its directory with --allow");
        assertThat(CommandRun.of(
                                "validate",
                                "--schema-file",
                                schema,
                                file("e.json", "1"),
                                "--allow",
                                directory.resolve("two").toString())
                        .exit())
                .isEqualTo(1);
    }

    @Test
    void spoiledInputsGiveNoStackTraceAndNoHang() throws IOException {
        Random random = new Random(20261122);
        byte[] good = Orders.created("9.90", "9.90");
        byte[] schema = Files.readAllBytes(Orders.resource("schemas/order_created_schema.json"));
        Files.copy(Orders.resource("schemas/money.json"), directory.resolve("money.json"));
        String sound = file("sound.json", schema);
        int inputs = Integer.getInteger("seatrial.fuzz.inputs", 500);
        for (int i = 0; i < inputs; i++) {
            boolean spoilSchema = i % 10 == 0;
            String used = spoilSchema ? file("spoiled.json", spoil(schema, random)) : sound;
            byte[] event = spoil(good, random);
            long began = System.nanoTime();
            CommandRun run = CommandRun.of(
                    event,
                    "validate",
                    "--schema-file",
                    used,
                    "--input",
                    new String[] {"json", "ndjson", "yaml"}[i % 3],
                    "-");
            assertThat(run.exit()).as(run.all()).isIn(0, 1, 2, 3);
            assertThat(run.all()).doesNotContain("\tat ").doesNotContain("internal error");
            assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(20));
        }
    }

    private static byte[] spoil(byte[] good, Random random) {
        byte[] bytes = good.clone();
        for (int i = random.nextInt(4); i >= 0; i--) {
            int at = random.nextInt(bytes.length);
            switch (random.nextInt(4)) {
                case 0 -> bytes[at] = (byte) random.nextInt(256);
                case 1 -> bytes = java.util.Arrays.copyOf(bytes, Math.max(1, at));
                case 2 -> bytes[at] = (byte) "{}[]\":,0-e\\\n".charAt(random.nextInt(12));
                default ->
                    System.arraycopy(
                            bytes,
                            at,
                            bytes,
                            random.nextInt(bytes.length - (bytes.length - at) + 1),
                            Math.min(bytes.length - at, random.nextInt(20)));
            }
        }
        return bytes;
    }

    private static byte[] gzip(String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(bytes)) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }
}
