package com.example.shop.chassis.idempotency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IdempotencyKeyTest {

    @ParameterizedTest
    @ValueSource(strings = {"abc", "\"abc\"", "  abc "})
    void isTheSameWithAndWithoutQuotes(String header) {
        assertThat(IdempotencyKey.parse(List.of(header)).value()).isEqualTo("abc");
    }

    @Test
    void has255CharactersAtMost() {
        assertThat(IdempotencyKey.parse(List.of("a".repeat(255))).value()).hasSize(255);
        assertThatThrownBy(() -> IdempotencyKey.parse(List.of("a".repeat(256)))).hasMessageStartingWith("400 ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\"\"", "\"a", "a\"", "a b", "ä", "a\u0000"})
    void refusesEverythingElse(String header) {
        assertThatThrownBy(() -> IdempotencyKey.parse(List.of(header))).hasMessageStartingWith("400 ");
    }

    @Test
    void isRequiredOnce() {
        assertThatThrownBy(() -> IdempotencyKey.parse(List.of()))
                .hasMessage("400 The header Idempotency-Key is required.");
        assertThatThrownBy(() -> IdempotencyKey.parse(List.of("a", "b")))
                .hasMessage("400 The header Idempotency-Key may be given once.");
    }
}
