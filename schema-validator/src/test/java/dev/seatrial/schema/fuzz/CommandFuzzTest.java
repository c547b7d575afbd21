package dev.seatrial.schema.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A bounded share of the recorded run of {@code scripts/fuzz/schema-commands}. */
class CommandFuzzTest {

    @Test
    void spoiledCommandLinesGiveNoStackTraceAndADocumentedExitCode(@TempDir Path home) throws IOException {
        CommandFuzz fuzz = new CommandFuzz(home, CommandFuzz.events(), CommandFuzz.schemas(), 20261122).run(600, 3);
        assertThat(fuzz.failures()).isEmpty();
        assertThat(fuzz.exits().keySet()).contains(0, 1, 2);
    }
}
