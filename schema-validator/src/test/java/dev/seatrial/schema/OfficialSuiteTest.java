package dev.seatrial.schema;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seatrial.schema.document.Draft;
import dev.seatrial.schema.document.SchemaStore;
import dev.seatrial.schema.json.Document;
import dev.seatrial.schema.json.JsonReader;
import dev.seatrial.schema.json.JsonText;
import dev.seatrial.schema.json.Limits;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The official suite against both engines. What is not passed stands, with its reason, in {@code suite/not-passed.txt}. */
class OfficialSuiteTest {
    private final JsonReader reader = new JsonReader(Limits.DEFAULT);

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource({
        "draft4,",
        "draft6,",
        "draft7,",
        "draft2019-09,",
        "draft2020-12,",
        "draft4, optional/format",
        "draft6, optional/format",
        "draft7, optional/format",
        "draft2019-09, optional/format",
        "draft2020-12, optional/format"
    })
    void passesAllButTheListed(String draft, @org.jspecify.annotations.Nullable String part) throws IOException {
        Path suite = OfficialSuite.directory();
        Path directory = suite.resolve("tests").resolve(draft).resolve(part == null ? "" : part);
        boolean formats = part != null;
        List<String> failed = new ArrayList<>();
        int[] run = {0};
        for (Map.Entry<String, List<?>> file : OfficialSuite.groups(directory).entrySet()) {
            for (Object group : file.getValue()) {
                String label = draft + " | " + (part == null ? "" : part + "/") + file.getKey();
                run[0] += group((Map<?, ?>) group, label, draftOf(draft), suite, formats, failed);
            }
        }
        assertThat(run[0]).isGreaterThan(40);
        System.out.println(draft + " " + part + ": " + (run[0] - failed.size()) + "/" + run[0]);
        assertThat(failed).containsExactlyInAnyOrderElementsOf(expected(draft, part));
    }

    private static Draft draftOf(String directory) {
        return Draft.parse(directory.replace("draft20", "20"));
    }

    private static List<String> expected(String draft, @org.jspecify.annotations.Nullable String part)
            throws IOException {
        try (Stream<String> lines = Files.lines(Path.of("src/test/resources/suite/not-passed.txt"))) {
            return lines.filter(line -> line.startsWith(draft + " | ") && line.contains("optional/") == (part != null))
                    .map(line -> line.replaceFirst(" \\|\\| .*", ""))
                    .toList();
        }
    }

    private int group(Map<?, ?> group, String label, Draft draft, Path suite, boolean formats, List<String> failed)
            throws IOException {
        int run = 0;
        String name = label + " | " + group.get("description");
        Schema schema = null;
        String trouble = "";
        try {
            SchemaStore store = new SchemaStore(draft, Limits.DEFAULT, List.of());
            remotes(suite, store);
            Document document =
                    Document.read(name, JsonText.of(group.get("schema")).getBytes(StandardCharsets.UTF_8), reader);
            schema = Schema.of(
                    store.add("seatrial:///group", document),
                    store,
                    SchemaOptions.DEFAULT.withDraft(draft).withFormats(formats));
        } catch (RuntimeException e) {
            trouble = " " + e;
        }
        for (Object test : (List<?>) group.get("tests")) {
            run++;
            Map<?, ?> body = (Map<?, ?>) test;
            boolean valid = false;
            try {
                byte[] event = JsonText.of(body.get("data")).getBytes(StandardCharsets.UTF_8);
                valid = schema != null && schema.validate(event).isEmpty();
            } catch (RuntimeException e) {
                trouble = " " + e;
            }
            if (schema == null || valid != Boolean.TRUE.equals(body.get("valid"))) {
                failed.add(name + " | " + body.get("description"));
                if (!trouble.isEmpty()) {
                    System.err.println(name + trouble);
                }
            }
        }
        return run;
    }

    private void remotes(Path suite, SchemaStore store) throws IOException {
        Path remotes = suite.resolve("remotes");
        try (Stream<Path> files = Files.walk(remotes)) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".json")).toList()) {
                String relative = remotes.relativize(file).toString();
                String uri = "http://localhost:1234/" + relative;
                Draft draft = Draft.DRAFT_2020_12;
                for (Draft each : Draft.values()) {
                    if (relative.startsWith("draft" + each.label().replace("draft-0", ""))) {
                        draft = each;
                    }
                }
                store.add(uri, Document.read(relative, Files.readAllBytes(file), reader), draft);
            }
        }
    }
}
