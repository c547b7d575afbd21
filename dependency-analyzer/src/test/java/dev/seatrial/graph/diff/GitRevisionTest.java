package dev.seatrial.graph.diff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.seatrial.graph.config.BadFileException;
import org.junit.jupiter.api.Test;

class GitRevisionTest {

    @Test
    void splitsRangesAsGitWritesThem() throws BadFileException {
        assertThat(Range.of("main..HEAD")).contains(new Range("main", "HEAD"));
        assertThat(Range.of("main..")).contains(new Range("main", "HEAD"));
        assertThat(Range.of("v1..v2:services")).contains(new Range("v1:services", "v2:services"));
        assertThat(Range.of("v1:old..v2:new")).contains(new Range("v1:old", "v2:new"));
        assertThat(Range.of("v1..:services")).contains(new Range("v1:services", "HEAD:services"));
        assertThat(Range.of("../services")).isEmpty();
        assertThat(Range.of("services")).isEmpty();
    }

    @Test
    void anOptionIsNoRevision() {
        assertThatThrownBy(() -> GitRevision.of("--output=/tmp/x"))
                .isInstanceOf(BadFileException.class)
                .hasMessageContaining("no git revision");
    }
}
