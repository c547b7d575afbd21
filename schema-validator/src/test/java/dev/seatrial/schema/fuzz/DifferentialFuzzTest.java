package dev.seatrial.schema.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** A bounded share of the recorded run of {@code scripts/fuzz/schema}. */
class DifferentialFuzzTest {

    @Test
    void allJudgesAgreeOnGeneratedEvents() {
        DifferentialFuzz fuzz = new DifferentialFuzz().run(20_000, 20261122, 5);
        assertThat(fuzz.differences()).isEmpty();
        assertThat(fuzz.pairs()).isGreaterThanOrEqualTo(20_000);
        assertThat(fuzz.conforming()).isBetween(fuzz.pairs() / 20, fuzz.pairs() * 19 / 20);
    }
}
