package dev.seatrial.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What users type: files, directories, globs, standard input, in each syntax; dry runs; nothing at all. */
class InputsTest {
    @TempDir
    private Path home;

    private String schema = "";

    @BeforeEach
    void writesASchema() throws IOException {
        schema = file("schemas/order schema.json", "{\"type\":\"object\",\"required\":[\"id\"]}");
    }

    private String file(String name, String text) throws IOException {
        return file(name, text.getBytes(StandardCharsets.UTF_8));
    }

    private String file(String name, byte[] bytes) throws IOException {
        Path path = home.resolve(name);
        Files.createDirectories(path.getParent());
        return Files.write(path, bytes).toString();
    }

    private static byte[] gzip(String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(bytes)) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }

    private CommandRun validate(String... events) {
        String[] all = new String[events.length + 3];
        all[0] = "validate";
        all[1] = "--schema-file";
        all[2] = schema;
        System.arraycopy(events, 0, all, 3, events.length);
        return CommandRun.of(all);
    }

    @Test
    void theSourceDocumentsOwnLineWorks() throws IOException {
        String event = file("events/order created.json", "{\"id\":1}");
        CommandRun run = CommandRun.of("validate", "--event-file", event, "--schema-file", schema);
        assertThat(run.exit()).isZero();
        assertThat(run.out()).isEqualTo("CONFORMS: 1 event, 1 conforms\n");
        Files.writeString(Path.of(event), "{}");
        CommandRun violating = CommandRun.of("validate", "--event-file", event, "--schema-file", schema);
        assertThat(violating.exit()).isEqualTo(1);
        assertThat(violating.out())
                .isEqualTo(event + ":1:1: \"id\" is missing; expected a member \"id\"\n    " + schema
                        + "#/required\nVIOLATES: 1 event, 0 conform, 1 violates\n");
        CommandRun dry = CommandRun.of("validate", "--event-file", event, "--schema-file", schema, "--dry-run");
        assertThat(dry.exit()).isZero();
        assertThat(dry.out())
                .isEqualTo("dry run: nothing is judged\nschema: " + schema
                        + " is usable, formats asserted\nevents: would read " + event
                        + " as json\na run would go ahead\n");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "e.json; {\"id\":1} {}; 1:10",
                "e.json; [{\"id\":1},{}]; 1:11",
                "e.ndjson; {\"id\":1}%n%n{}%n; 3:1",
                "e.jsonl; {\"id\":1}%n{}; 2:1",
                "e.yaml; id: 1%n---%na: 2%n; 3:1",
                "e.yml; id: 1%n--- {}%n; 2:5",
            })
    void eachSyntaxPlainAndPackedGivesItsEventsWithTheirPlaces(String name, String text, String place)
            throws IOException {
        String written = text.replace("%n", "\n");
        String plain = file(name, written);
        String packed = file(name + ".gz", gzip(written));
        for (String each : new String[] {plain, packed}) {
            CommandRun run = validate(each);
            assertThat(run.exit()).as(run.all()).isEqualTo(1);
            assertThat(run.out())
                    .startsWith(each + ":" + place + ": ")
                    .contains("\"id\" is missing")
                    .endsWith("VIOLATES: 2 events, 1 conforms, 1 violates\n");
        }
    }

    @Test
    void standardInputIsReadAsToldAndUnpacked() throws IOException {
        byte[] lines = gzip("{\"id\":1}\n{\"id\":2}\n");
        CommandRun run = CommandRun.of(lines, "validate", "--schema-file", schema, "--input", "ndjson", "-");
        assertThat(run.out()).isEqualTo("CONFORMS: 2 events, 2 conform\n");
        CommandRun yaml = CommandRun.of(
                "id: 1\n---\nid: 2\n".getBytes(StandardCharsets.UTF_8),
                "validate",
                "--schema-file",
                schema,
                "--input",
                "YAML",
                "-");
        assertThat(yaml.out()).isEqualTo("CONFORMS: 2 events, 2 conform\n");
    }

    @Test
    void directoriesAndGlobsAreSearched() throws IOException {
        file("events/a.json", "{\"id\":1}");
        file("events/deep/b.ndjson", "{\"id\":1}\n{\"id\":2}\n");
        file("events/deep/note.txt", "not an event");
        assertThat(validate(home.resolve("events").toString()).out()).isEqualTo("CONFORMS: 3 events, 3 conform\n");
        assertThat(validate(home + "/events/**/*.ndjson").out()).isEqualTo("CONFORMS: 2 events, 2 conform\n");
        assertThat(validate(home + "/events/*.json").out()).isEqualTo("CONFORMS: 1 event, 1 conforms\n");
        CommandRun none = validate(home + "/events/*.xml");
        assertThat(none.exit()).isEqualTo(2);
        assertThat(none.err()).isEqualTo(home + "/events/*.xml: no file matches\n");
        CommandRun missing = validate(home + "/nowhere.json");
        assertThat(missing.exit()).isEqualTo(2);
        assertThat(missing.err()).isEqualTo(home + "/nowhere.json: there is no such file or directory\n");
    }

    @Test
    void anEmptyNameIsNotTheWorkingDirectory() {
        CommandRun run = validate("");
        assertThat(run.exit()).isEqualTo(2);
        assertThat(run.err()).isEqualTo("\"\": an empty name is no file or directory\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"e.json", "e.ndjson", "e.yaml"})
    void noEventIsInconclusive(String name) throws IOException {
        String empty = file(name, "\n");
        CommandRun run = validate(empty);
        assertThat(run.exit()).as(run.all()).isEqualTo(3);
        assertThat(run.out()).isEqualTo("INCONCLUSIVE: there was no event to judge\n");
        Files.createDirectories(home.resolve("empty"));
        assertThat(validate(home.resolve("empty").toString()).exit()).isEqualTo(3);
        assertThat(validate(home.resolve("empty").toString(), "--dry-run").exit())
                .isEqualTo(3);
    }

    @Test
    void aDryRunRefusesWhatARunWouldRefuse() throws IOException {
        String event = file("e.json", "{}");
        String bad = file("bad.json", "{\"type\":\"strang\"}");
        CommandRun schemaOfNoUse = CommandRun.of("validate", "--dry-run", event, "--schema-file", bad);
        assertThat(schemaOfNoUse.exit()).isEqualTo(2);
        assertThat(schemaOfNoUse.err()).contains("bad.json:1:9: /type: ");
        CommandRun damaged = validate(file("e.json.gz", new byte[] {0x1F, (byte) 0x8B, 9, 9}), "--dry-run");
        assertThat(damaged.exit()).isEqualTo(2);
        CommandRun missing = CommandRun.of("validate", "--dry-run", event, "--schema-file", home + "/none.json");
        assertThat(missing.exit()).isEqualTo(2);
        assertThat(missing.err()).isEqualTo("bad schema: " + home + "/none.json:1:1: there is no such file\n");
    }

    @Test
    void aDryRunNamesTheTypesItKnows() throws IOException {
        String event = file("e.json", "{}");
        String catalogue = file("c.yaml", "events: {shop.order: 'schemas/order schema.json'}\n");
        CommandRun run = CommandRun.of("validate", "--dry-run", event, "--schemas", catalogue);
        assertThat(run.out()).contains("  would judge events of shop.order\n");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "validate --schema-file S; no events given: name a file, a directory or a glob, or - for standard input",
                "validate E; no schema given: --schema-file FILE, or --schemas PATH for many",
                "validate E --schema-file S --schemas S; --schema-file and --schemas exclude each other",
                "validate E --schemas S --envelope none; --schemas routes CloudEvents; with --envelope none give one --schema-file",
                "validate E --schema-file S --max-depth 0; a limit is at least 1",
                "validate E --schema-file S --threads 0; --max-problems and --threads are at least 1",
                "validate E --schema-file S --default-draft 9; unknown draft \"9\"",
                "validate E --schem-file S; Unknown option: '--schem-file'",
                "compat --old S; give --old FILE and --new FILE, or --versions DIR",
                "compat --old S --new S --mode sideways; unknown mode \"sideways\"",
                "lint -; lint reads files: name them, or a directory or a glob",
                "sample; Missing required option: '--schema-file=FILE'"
            })
    void misuseIsNamedWithTheWayToHelp(String line, String message) throws IOException {
        String event = file("e.json", "{}");
        String[] words = line.split(" ");
        for (int i = 0; i < words.length; i++) {
            words[i] = words[i].equals("S") ? schema : words[i].equals("E") ? event : words[i];
        }
        CommandRun run = CommandRun.of(words);
        assertThat(run.exit()).as(run.all()).isEqualTo(2);
        assertThat(run.err()).contains(message).contains("--help' for the options.");
        assertThat(run.out()).isEmpty();
    }
}
