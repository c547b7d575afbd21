package dev.seatrial.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The README's commands give the README's outputs. With {@code -Dseatrial.readme.write=true} it writes them anew. */
class ReadmeTest {
    private static final Path README = Path.of("README.md");

    @Test
    void showsWhatTheCommandsReallyPrint() throws IOException {
        String readme = Files.readString(README);
        StringBuilder real = new StringBuilder();
        int at = 0;
        int shown = 0;
        for (int start = readme.indexOf("```console\n"); start >= 0; start = readme.indexOf("```console\n", at)) {
            int end = readme.indexOf("```\n", start + 11);
            real.append(readme, at, start).append("```console\n").append(run(readme.substring(start + 11, end)));
            at = end;
            shown++;
        }
        real.append(readme, at, readme.length());
        assertThat(shown).isGreaterThan(6);
        if (Boolean.getBoolean("seatrial.readme.write")) {
            Files.writeString(README, real.toString());
        }
        assertThat(readme).isEqualTo(real.toString());
    }

    private static String run(String block) {
        StringBuilder out = new StringBuilder();
        for (String line : block.lines().filter(each -> each.startsWith("$ ")).toList()) {
            out.append(line).append('\n');
            if (line.startsWith("$ echo $?") || !line.contains("seatrial schema ")) {
                continue;
            }
            List<String> arguments = new ArrayList<>(
                    List.of(line.substring(line.indexOf("schema ") + 7).split(" ")));
            arguments.replaceAll(each -> each.startsWith("examples/") ? "src/test/resources/" + each : each);
            CommandRun run = CommandRun.of(new byte[0], arguments.toArray(String[]::new));
            out.append(run.all()
                    .replace("src/test/resources/", "")
                    .replace(Path.of("src/test/resources").toAbsolutePath() + "/", ""));
            if (run.exit() != 0) {
                out.append("(exit ").append(run.exit()).append(")\n");
            }
        }
        return new String(out.toString().getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    }
}
