package dev.seatrial.schema.fuzz;

import dev.seatrial.schema.command.SchemaCommand;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Types spoiled command lines over spoiled files at the command, all in one JVM, and lists each run that ends in a stack trace,
 * in another exit code than the documented ones, or not at all. The same seed gives the same runs.
 */
public final class CommandFuzz {
    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final List<String> COMMANDS = List.of("validate", "validate", "compat", "lint", "infer", "sample");
    private static final List<String> WORDS = List.of(
            "--schema-file",
            "--schemas",
            "--event-file",
            "--input",
            "ndjson",
            "yaml",
            "json",
            "--output",
            "sarif",
            "junit",
            "github",
            "--dry-run",
            "--envelope",
            "cloudevents",
            "none",
            "--max-depth",
            "0",
            "-1",
            "3",
            "99999999999999999999",
            "--max-event-bytes",
            "--max-steps",
            "--whole-arrays",
            "--no-formats",
            "--default-draft",
            "draft-04",
            "2019-09",
            "-",
            "--old",
            "--new",
            "--versions",
            "--mode",
            "full-transitive",
            "--count",
            "--invalid",
            "--seed",
            "--ignore",
            "*.json",
            "**/[",
            "{a,",
            "",
            "--threads",
            "--max-problems",
            "HEAD:x",
            "--help",
            "é\n",
            "--",
            "@",
            "-q");

    private final SplittableRandom random;
    private final Path home;
    private final byte[][] goodEvents;
    private final byte[][] goodSchemas;
    private final List<String> failures = new ArrayList<>();
    private final Map<Integer, Long> exits = new TreeMap<>();
    private long slowest;

    CommandFuzz(Path home, byte[][] goodEvents, byte[][] goodSchemas, long seed) {
        this.home = home;
        this.goodEvents = goodEvents;
        this.goodSchemas = goodSchemas;
        this.random = new SplittableRandom(seed);
    }

    /** Runs some inputs; arguments: inputs, seed. */
    public static void main(String[] arguments) throws IOException {
        int inputs = Integer.parseInt(arguments[0]);
        long seed = Long.parseLong(arguments[1]);
        Path home = Files.createTempDirectory("seatrial-fuzz");
        PrintStream out = System.out;
        long began = System.nanoTime();
        CommandFuzz fuzz = new CommandFuzz(home, events(), schemas(), seed);
        fuzz.run(inputs, 20);
        fuzz.failures.forEach(out::println);
        out.printf(
                "seed %d: %,d inputs to the command, exit codes %s, slowest %d ms, %d failures, %d s%n",
                seed,
                inputs,
                fuzz.exits,
                fuzz.slowest / 1_000_000,
                fuzz.failures.size(),
                (System.nanoTime() - began) / 1_000_000_000);
        System.exit(fuzz.failures.isEmpty() ? 0 : 1);
    }

    static byte[][] events() {
        return bytes(
                "{\"specversion\":\"1.0\",\"id\":\"1\",\"source\":\"/s\",\"type\":\"order\",\"data\":{\"id\":\"7f1e3d5a-6c1b-4a57-9d3e-2b8c1f0a4e6d\",\"total\":9.90,\"lines\":[{\"n\":1}]}}",
                "{\"id\":1,\"total\":1e3,\"note\":\"Zürich \\u00e9 \uD83D\uDE00\"}\n{\"id\":2}\n\n[1,2,{\"a\":null}]\n",
                "[{\"id\":1},{\"id\":true,\"total\":-0.5}]",
                "id: 1\ntotal: &t [1, 2]\nmore: *t\n---\nid: 0x1F\n",
                "\"text\"");
    }

    static byte[][] schemas() {
        return bytes(
                "{\"$schema\":\"https://json-schema.org/draft/2020-12/schema\",\"type\":\"object\",\"required\":[\"id\"],\"properties\":{\"id\":{\"type\":[\"string\",\"integer\"],\"format\":\"uuid\"},\"total\":{\"$ref\":\"#/$defs/money\"},\"lines\":{\"type\":\"array\",\"items\":{\"oneOf\":[{\"type\":\"object\"},{\"type\":\"null\"}]}},\"note\":{\"pattern\":\"^[A-Z](a|b)*\",\"maxLength\":9}},\"$defs\":{\"money\":{\"type\":\"number\",\"minimum\":0,\"multipleOf\":0.01}}}",
                "{\"$schema\":\"http://json-schema.org/draft-04/schema#\",\"id\":\"https://x.example/s\",\"properties\":{\"id\":{\"enum\":[1,2]}},\"dependencies\":{\"a\":[\"b\"]}}",
                "{\"properties\":{\"id\":{\"if\":{\"type\":\"integer\"},\"then\":{\"maximum\":9}}},\"unevaluatedProperties\":false,\"$dynamicAnchor\":\"n\",\"items\":{\"$dynamicRef\":\"#n\"}}",
                "asyncapi: 3.0.0\nchannels:\n  c: {messages: {order: {payload: {type: object, properties: {id: {$ref: '#/components/schemas/i'}}}}}}\ncomponents: {schemas: {i: {type: string}}}\n",
                "events:\n  order: schema.json\n");
    }

    private static byte[][] bytes(String... texts) {
        byte[][] all = new byte[texts.length][];
        for (int i = 0; i < texts.length; i++) {
            all[i] = texts[i].getBytes(StandardCharsets.UTF_8);
        }
        return all;
    }

    CommandFuzz run(int inputs, int enough) throws IOException {
        PrintStream out = System.out;
        PrintStream err = System.err;
        InputStream in = System.in;
        ExecutorService runner = Executors.newSingleThreadExecutor(task -> {
            Thread thread = new Thread(task, "fuzz");
            thread.setDaemon(true);
            return thread;
        });
        try {
            for (int i = 0; i < inputs && failures.size() < enough; i++) {
                one(runner);
            }
        } finally {
            System.setOut(out);
            System.setErr(err);
            System.setIn(in);
            runner.shutdownNow();
        }
        return this;
    }

    List<String> failures() {
        return failures;
    }

    Map<Integer, Long> exits() {
        return exits;
    }

    private void one(ExecutorService runner) throws IOException {
        byte[] schema = maybeSpoiled(goodSchemas[random.nextInt(goodSchemas.length)], 2);
        byte[] event = maybeSpoiled(goodEvents[random.nextInt(goodEvents.length)], 2);
        String schemaFile = write("schema." + pick(List.of("json", "json", "yaml")), schema);
        String eventFile = write("event." + pick(List.of("json", "ndjson", "yaml", "json.gz")), event);
        String[] line = line(schemaFile, eventFile).toArray(String[]::new);
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        PrintStream both = new PrintStream(said, true, StandardCharsets.UTF_8);
        System.setOut(both);
        System.setErr(both);
        System.setIn(new ByteArrayInputStream(event));
        long began = System.nanoTime();
        String failure = "";
        try {
            int exit = runner.submit(() -> SchemaCommand.commandLine().execute(line))
                    .get(LIMIT.toSeconds(), TimeUnit.SECONDS);
            exits.merge(exit, 1L, Long::sum);
            String text = said.toString(StandardCharsets.UTF_8);
            boolean silent = text.isBlank();
            if (exit < 0
                    || exit > 3
                    || silent
                    || text.contains("\tat ")
                    || text.contains("internal error")
                    || text.contains("Exception")) {
                failure = "exit " + exit + (silent ? ", silent" : "") + "\n" + text;
            }
        } catch (ExecutionException e) {
            failure = "thrown " + e.getCause();
        } catch (TimeoutException e) {
            failure = "did not end";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            failure = "interrupted";
        }
        slowest = Math.max(slowest, System.nanoTime() - began);
        if (!failure.isEmpty()) {
            failures.add(List.of(line) + "\n  schema " + new String(schema, StandardCharsets.ISO_8859_1) + "\n  event "
                    + new String(event, StandardCharsets.ISO_8859_1) + "\n  " + failure);
        }
        Files.deleteIfExists(Path.of(schemaFile));
        Files.deleteIfExists(Path.of(eventFile));
    }

    private List<String> line(String schema, String event) {
        String command = pick(COMMANDS);
        List<String> line = new ArrayList<>(List.of(command));
        switch (command) {
            case "validate" ->
                line.addAll(List.of(
                        random.nextInt(3) == 0 ? "--schemas" : "--schema-file",
                        schema,
                        random.nextInt(5) == 0 ? "-" : event));
            case "compat" -> line.addAll(List.of("--old", schema, "--new", random.nextBoolean() ? schema : event));
            case "sample" -> line.addAll(List.of("--schema-file", schema));
            case "lint" -> line.add(schema);
            default -> line.add(event);
        }
        while (random.nextInt(3) == 0) {
            line.add(random.nextInt(line.size() + 1), pick(WORDS));
        }
        if (random.nextInt(8) == 0) {
            line.remove(random.nextInt(line.size()));
        }
        return line;
    }

    private String write(String name, byte[] bytes) throws IOException {
        return Files.write(home.resolve(name), bytes).toString();
    }

    private byte[] maybeSpoiled(byte[] good, int oneIn) {
        if (random.nextInt(oneIn) == 0) {
            return good;
        }
        byte[] bytes = good.clone();
        for (int i = random.nextInt(3); i >= 0 && bytes.length > 0; i--) {
            int at = random.nextInt(bytes.length);
            switch (random.nextInt(5)) {
                case 0 -> bytes[at] = (byte) random.nextInt(256);
                case 1 -> bytes = java.util.Arrays.copyOf(bytes, at);
                case 2 -> bytes[at] = (byte) "{}[]\":,0-e\\\n&*#".charAt(random.nextInt(15));
                case 3 -> bytes = repeated(bytes, at);
                default -> {
                    int to = random.nextInt(bytes.length);
                    int length = Math.min(random.nextInt(20), bytes.length - Math.max(at, to));
                    System.arraycopy(bytes, at, bytes, to, length);
                }
            }
        }
        return bytes;
    }

    private byte[] repeated(byte[] bytes, int at) {
        int length = Math.min(1 + random.nextInt(12), bytes.length - at);
        int times = 1 + random.nextInt(700);
        byte[] longer = new byte[bytes.length + length * times];
        System.arraycopy(bytes, 0, longer, 0, at);
        for (int i = 0; i <= times; i++) {
            System.arraycopy(bytes, at, longer, at + i * length, length);
        }
        System.arraycopy(bytes, at + length, longer, at + (times + 1) * length, bytes.length - at - length);
        return longer;
    }

    private <T> T pick(List<T> from) {
        return from.get(random.nextInt(from.size()));
    }
}
