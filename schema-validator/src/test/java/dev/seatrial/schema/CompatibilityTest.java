package dev.seatrial.schema;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seatrial.schema.compat.Compatibility;
import dev.seatrial.schema.compat.Compatibility.Mode;
import dev.seatrial.schema.compat.Compatibility.Verdict;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CompatibilityTest {
    @TempDir
    private Path directory;

    private Compatibility compare(String old, String now, Mode mode) throws IOException {
        Path before = Files.writeString(directory.resolve("v1.json"), old);
        Path after = Files.writeString(directory.resolve("v2.json"), now);
        return Compatibility.of(List.of(before, after), mode, SchemaOptions.DEFAULT, 1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "{\"type\":\"string\"}; {\"type\":\"integer\"}; type",
                "{\"enum\":[\"a\",\"b\"]}; {\"enum\":[\"a\"]}; enum",
                "{\"type\":\"number\"}; {\"type\":\"number\",\"minimum\":5}; minimum",
                "{\"type\":\"integer\",\"maximum\":9}; {\"type\":\"integer\",\"maximum\":8}; maximum",
                "{\"type\":\"string\"}; {\"type\":\"string\",\"maxLength\":3}; maxLength",
                "{\"type\":\"string\"}; {\"type\":\"string\",\"pattern\":\"^[A-Z]$\"}; pattern",
                "{\"type\":\"string\"}; {\"type\":\"string\",\"format\":\"date\"}; format",
                "{\"type\":\"object\",\"properties\":{\"a\":{\"type\":\"string\"}}}; {\"type\":\"object\",\"properties\":{\"a\":{\"type\":\"string\"}},\"required\":[\"a\"]}; required",
                "{\"type\":\"object\",\"properties\":{\"a\":{\"type\":\"string\"}}}; {\"type\":\"object\",\"properties\":{},\"additionalProperties\":false}; additionalProperties",
                "{\"type\":\"array\",\"items\":{\"type\":\"integer\"}}; {\"type\":\"array\",\"items\":{\"type\":\"integer\",\"minimum\":0}}; minimum",
                "{\"type\":\"array\"}; {\"type\":\"array\",\"uniqueItems\":true}; uniqueItems"
            })
    void showsAWitnessThatBothSchemasConfirm(String old, String now, String rule) throws IOException {
        Compatibility found = compare(old, now, Mode.BACKWARD);
        assertThat(found.verdict()).isEqualTo(Verdict.INCOMPATIBLE);
        Compatibility.Change change = found.changes().stream()
                .filter(each -> each.rule().equals(rule))
                .findFirst()
                .orElseThrow();
        byte[] witness = change.witness().orElseThrow().getBytes(StandardCharsets.UTF_8);
        assertThat(Schema.load(directory.resolve("v1.json")).validate(witness)).isEmpty();
        assertThat(Schema.load(directory.resolve("v2.json")).validate(witness))
                .extracting(SchemaProblem::keyword)
                .contains(rule);
    }

    @Test
    void provesThatWideningIsCompatible() throws IOException {
        String old =
                "{\"type\":\"object\",\"required\":[\"a\"],\"properties\":{\"a\":{\"type\":\"integer\",\"minimum\":1}}}";
        String now = "{\"type\":\"object\",\"properties\":{\"a\":{\"type\":\"number\",\"minimum\":0}}}";
        assertThat(compare(old, now, Mode.BACKWARD).verdict()).isEqualTo(Verdict.COMPATIBLE);
        assertThat(compare(old, now, Mode.FORWARD).verdict()).isEqualTo(Verdict.INCOMPATIBLE);
    }

    @Test
    void saysUndecidedWhereNothingIsProvedAndNoWitnessFound() throws IOException {
        String old = "{\"type\":\"string\",\"pattern\":\"^[a-z]+$\"}";
        String now = "{\"type\":\"string\",\"pattern\":\"^[a-z][a-z]*$\"}";
        assertThat(compare(old, now, Mode.FULL).verdict()).isEqualTo(Verdict.UNDECIDED);
    }

    @Test
    void transitiveComparesEveryPair() throws IOException {
        Path one = Files.writeString(directory.resolve("v1.json"), "{\"enum\":[\"a\",\"b\"]}");
        Path two = Files.writeString(directory.resolve("v2.json"), "{\"enum\":[\"a\",\"b\",\"c\"]}");
        Path three = Files.writeString(directory.resolve("v3.json"), "{\"enum\":[\"a\",\"b\",\"c\",\"d\"]}");
        assertThat(Compatibility.of(List.of(one, two, three), Mode.FORWARD_TRANSITIVE, SchemaOptions.DEFAULT, 1)
                        .changes())
                .extracting(Compatibility.Change::versions)
                .containsExactly("v2.json -> v1.json", "v3.json -> v1.json", "v3.json -> v2.json");
    }
}
