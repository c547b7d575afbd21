package dev.seatrial.schema;

import static dev.seatrial.schema.assertion.EventAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class EventAssertTest {
    private final EventSchemas schemas = EventSchemas.load(Orders.schemas());

    @Test
    void isSilentOnAnEventThatConforms() {
        assertThat(Orders.created("9.90", "9.90")).conformsTo(schemas);
        assertThat("4.95").conformsTo(Orders.resource("schemas/money.json"));
    }

    @Test
    void failsWithEveryProblem() {
        assertThatThrownBy(() -> assertThat("-1.001").conformsTo(Orders.resource("schemas/money.json")))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("1:1: the event is -1.001; expected at least 0")
                .hasMessageContaining("1:1: the event is -1.001; expected a multiple of 0.01");
    }
}
