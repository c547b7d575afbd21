package com.example.shop.chassis.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.example.shop.chassis.problem.Problem;
import com.example.shop.chassis.problem.ProblemException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FieldsTest {

    private record Thing(String name, int size) {}

    private static final Pattern NAME = Pattern.compile("[a-z]{1,5}");

    private static Thing read(String json) {
        return Fields.read(
                json.getBytes(StandardCharsets.UTF_8),
                fields -> new Thing(fields.text("name", NAME), fields.integer("size", 1, 100)));
    }

    @Test
    void readsWhatIsAsDescribed() {
        assertThat(read("{\"name\":\"abc\",\"size\":7}")).isEqualTo(new Thing("abc", 7));
    }

    @ParameterizedTest
    @ValueSource(strings = {"7", "7.0", "0.7e1", "70e-1"})
    void takesEveryWayToWriteAWholeNumber(String number) {
        assertThat(read("{\"name\":\"abc\",\"size\":" + number + "}").size()).isEqualTo(7);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "null",
                "{",
                "{\"name\":\"a\",\"name\":\"b\",\"size\":1}",
                "{\"name\":\"a\",\"size\":1} x"
            })
    void refusesWhatIsNoObject(String json) {
        assertThat(problem(json).status()).isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.5", "0", "101", "1e999999999", "-1", "true", "\"7\"", "null"})
    void refusesOtherNumbersWithTheirPointer(String number) {
        assertThat(problem("{\"name\":\"abc\",\"size\":" + number + "}").errors())
                .extracting(Problem.FieldError::pointer)
                .containsExactly("/size");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"\"ABC\"", "\"abcdef\"", "\"a\\u0000\"", "\"a\\n\"", "5", "{}"})
    void refusesOtherTexts(String text) {
        assertThat(problem("{\"name\":" + text + ",\"size\":1}").errors())
                .extracting(Problem.FieldError::pointer)
                .containsExactly("/name");
    }

    @Test
    void saysAllThatIsWrongAtOnce() {
        assertThat(problem("{\"size\":0,\"a/b\":1}").errors())
                .containsExactlyInAnyOrder(
                        new Problem.FieldError("is required", "/name"),
                        new Problem.FieldError("must be an integer from 1 to 100", "/size"),
                        new Problem.FieldError("is not a member that this takes", "/a~1b"));
    }

    @Test
    void refusesHalfACharacter() {
        assertThatThrownBy(() -> Fields.read(
                        "{\"name\":\"\\ud800\"}".getBytes(StandardCharsets.UTF_8),
                        fields -> fields.text("name", Pattern.compile(".*"))))
                .isInstanceOf(ProblemException.class);
    }

    @Test
    void refusesDepthsWithoutFallingIn() {
        assertThat(problem("[".repeat(20_000)).status()).isEqualTo(400);
    }

    private static Problem problem(String json) {
        try {
            read(json);
        } catch (ProblemException e) {
            return e.problem();
        }
        throw new AssertionError("it was read: " + json);
    }
}
