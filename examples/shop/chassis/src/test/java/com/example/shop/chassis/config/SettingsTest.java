package com.example.shop.chassis.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SettingsTest {

    @Test
    void namesEveryMissingVariable() {
        assertThatThrownBy(() -> Settings.of("orders", Map.of("PORT", "1", "B", " "), "PORT", "A", "B"))
                .hasMessage("orders cannot start: set the environment variables A, B");
        assertThatThrownBy(() -> Settings.of("orders", Map.of(), "A"))
                .hasMessage("orders cannot start: set the environment variable A");
    }

    @Test
    void refusesADurationThatIsNone() {
        Settings settings = Settings.of("orders", Map.of("TTL", "24h"));
        assertThatThrownBy(() -> settings.duration("TTL", Duration.ZERO))
                .hasMessage("orders: TTL=24h is no ISO 8601 duration such as PT24H");
    }

    @Test
    void hasNoDefectUnlessToldSo() {
        assertThat(Defects.of(Settings.of("x", Map.of()), Set.of("a")).has("a")).isFalse();
        assertThat(Defects.of(Settings.of("x", Map.of("DEFECT", "a")), Set.of("a"))
                        .has("a"))
                .isTrue();
    }

    @Test
    void refusesADefectThatItDoesNotHave() {
        Settings settings = Settings.of("x", Map.of("DEFECT", "c"));
        assertThatThrownBy(() -> Defects.of(settings, Set.of("b", "a")))
                .hasMessage("x has no defect \"c\"; it has a, b");
    }
}
