package com.example.shop.chassis.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.example.shop.chassis.json.Json;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CloudEventTest {

    @Test
    void survivesItsEnvelope() {
        CloudEvent event = CloudEvent.create(
                "orders", "com.example.made", "s", Json.object().put("a", "b"));
        CloudEvent read = CloudEvent.parse(event.toJson());
        assertThat(read.id()).isEqualTo(event.id());
        assertThat(read.source()).isEqualTo("https://shop.example/orders");
        assertThat(read.type()).isEqualTo("com.example.made");
        assertThat(read.required("a")).isEqualTo("b");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "no json | it is no JSON",
                "{} | it is no CloudEvent of version 1.0",
                "{\"specversion\":\"1.0\"} | its data is no object",
                "{\"specversion\":\"1.0\",\"data\":{}} | it has no id",
                "{\"specversion\":\"1.0\",\"data\":{},\"id\":\"a\\u0000\"} | it has no id",
            })
    void saysWhyAMessageIsNoEvent(String message, String why) {
        assertThatThrownBy(() -> CloudEvent.parse(message.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(PoisonEvent.class)
                .hasMessage(why);
    }

    @Test
    void aTombstoneIsNoEvent() {
        assertThatThrownBy(() -> CloudEvent.parse(null)).isInstanceOf(PoisonEvent.class);
    }

    @Test
    void saysWhatItsDataLacks() {
        CloudEvent event = CloudEvent.create(
                "orders", "t", "s", Json.object().put("id", "x").put("n", 1.5));
        assertThatThrownBy(() -> event.requiredId("id")).hasMessage("its id is no UUID");
        assertThatThrownBy(() -> event.requiredInt("/n")).hasMessage("its data has no whole number at /n");
        assertThatThrownBy(() -> event.requiredText("/line/sku")).hasMessage("it has no sku");
    }
}
