package dev.seatrial.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class WritingACheckTest {

    private static final Path SOURCES = Path.of("src/test/java/dev/seatrial/demo");

    @Test
    void showsOnlyCodeThatIsCompiled() throws IOException {
        String page = Files.readString(Path.of("../docs/writing-a-check.md"));
        String sources = Files.readString(SOURCES.resolve("ServiceTellsItsVersion.java"))
                + Files.readString(SOURCES.resolve("ServiceTellsItsVersionTest.java"));
        List<String> blocks = Pattern.compile("```java\n(.*?)\n```", Pattern.DOTALL)
                .matcher(page)
                .results()
                .map((MatchResult block) -> block.group(1))
                .toList();

        assertThat(blocks)
                .hasSizeGreaterThan(5)
                .allSatisfy(block -> assertThat(sources).contains(block));
    }
}
