package dev.seatrial.environment.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class LogKeeperTest {

    private static final int HEAD = 100;
    private static final int TAIL = 40;

    @TempDir
    Path directory;

    private String keep(String text) throws IOException {
        Path file = directory.resolve("log");
        LogKeeper keeper = LogKeeper.of(file, HEAD, TAIL);
        keeper.drain(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
        keeper.close();
        keeper.close();
        return Files.readString(file);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 99, 100, 101, 139, 140})
    void keepsAllOfAShortLog(int length) throws IOException {
        String text = letters(length);
        assertThat(keep(text)).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(ints = {141, 500, 200_000})
    void keepsBeginningAndEndOfALongOneAndCountsTheRest(int length) throws IOException {
        String text = letters(length);
        String expected = String.format(
                Locale.ROOT,
                "%s%n[seatrial dropped %,d bytes here]%n%s",
                text.substring(0, HEAD),
                length - HEAD - TAIL,
                text.substring(length - TAIL));
        assertThat(keep(text)).isEqualTo(expected);
    }

    private static String letters(int length) {
        return new Random(length)
                .ints(length, 'a', 'z' + 1)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    @Test
    void givesTheLastLines() throws IOException {
        try (LogKeeper keeper = LogKeeper.of(directory.resolve("log"))) {
            keeper.drain(new ByteArrayInputStream("one\ntwo\nthrée\n".getBytes(StandardCharsets.UTF_8)));
            assertThat(keeper.tail(2)).containsExactly("two", "thrée");
            assertThat(keeper.tail(9)).containsExactly("one", "two", "thrée");
            assertThat(keeper.ending())
                    .isEqualTo("\n  the last 3 lines it wrote (all in " + keeper.file()
                            + "):\n    | one\n    | two\n    | thrée");
        }
    }

    @Test
    void saysThatNothingWasWritten() throws IOException {
        try (LogKeeper keeper = LogKeeper.of(directory.resolve("log"))) {
            assertThat(keeper.ending()).isEqualTo("\n  it wrote nothing to stdout or stderr");
        }
    }

    @Test
    void goesOnInTheSameFileAfterARestart() throws IOException {
        keep("one\n");
        assertThat(keep("two\n")).isEqualTo("one\ntwo\n");
    }
}
