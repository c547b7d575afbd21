package dev.seatrial.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What the reference engine is known to get wrong or to pass over in silence: judged right, also where a keyword that only it
 * judges stands beside ({@code unevaluatedProperties}), or refused; never a silent wrong answer.
 */
class TrapsTest {
    private static boolean conforms(String schema, String event) {
        return Schema.parse("s", schema, SchemaOptions.DEFAULT)
                .validate(event.getBytes(StandardCharsets.UTF_8))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                // names that are numbers
                "\"properties\":{\"a\":{\"$ref\":\"#/$defs/9/full\"}},\"$defs\":{\"9\":{\"full\":{\"type\":\"string\"}}}; {\"a\":\"x\"}; {\"a\":null}",
                "\"properties\":{\"a\":{\"$ref\":\"#/$defs/x/allOf/1\"}},\"$defs\":{\"x\":{\"allOf\":[{},{\"type\":\"string\"}]}}; {\"a\":\"x\"}; {\"a\":null}",
                // beyond double
                "\"properties\":{\"a\":{\"type\":\"number\"}}; {\"a\":1e400}; {\"a\":\"1e400\"}",
                "\"properties\":{\"a\":{\"const\":1e400}}; {\"a\":1e400}; {\"a\":1e500}",
                "\"properties\":{\"a\":{\"maximum\":1e400}}; {\"a\":1e400}; {\"a\":1e401}",
                "\"properties\":{\"a\":{\"enum\":[9007199254740993]}}; {\"a\":9007199254740993}; {\"a\":9007199254740992}",
                "\"properties\":{\"a\":{\"multipleOf\":0.01}}; {\"a\":123456789012345678.01}; {\"a\":123456789012345678.015}",
                "\"properties\":{\"a\":{\"const\":1.0}}; {\"a\":1}; {\"a\":1.0000000000000000001}",
                "\"properties\":{\"a\":{\"uniqueItems\":true}}; {\"a\":[9007199254740993,9007199254740992]}; {\"a\":[1,1.0]}",
                // patterns as ECMAScript means them
                "\"properties\":{\"a\":{\"pattern\":\"^\\\\d$\"}}; {\"a\":\"3\"}; {\"a\":\"٣\"}",
                "\"properties\":{\"a\":{\"pattern\":\"^a$\"}}; {\"a\":\"a\"}; {\"a\":\"a\\n\"}"
            })
    void isRightWithBothEngines(String keywords, String valid, String invalid) {
        for (String also : new String[] {"", ",\"unevaluatedProperties\":{\"type\":\"boolean\"}"}) {
            String schema = "{" + keywords + also + "}";
            assertThat(conforms(schema, valid)).as(schema).isTrue();
            assertThat(conforms(schema, invalid)).as(schema).isFalse();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "{\"properties\":{\"a\":{}},\"unevaluatedProperties\":false}; {\"a\":1}; {\"b\":1}",
                "{\"allOf\":[{\"properties\":{\"a\":{}}}],\"unevaluatedProperties\":false}; {\"a\":1}; {\"b\":1}",
                "{\"if\":{\"required\":[\"a\"]},\"then\":{\"properties\":{\"a\":{}}},\"unevaluatedProperties\":false}; {\"a\":1}; {\"b\":1}",
                "{\"anyOf\":[{\"properties\":{\"a\":{}},\"required\":[\"a\"]},{\"properties\":{\"b\":{}}}],\"unevaluatedProperties\":false}; {\"a\":1,\"b\":2}; {\"c\":1}",
                "{\"not\":{\"not\":{\"properties\":{\"a\":{}}}},\"unevaluatedProperties\":false}; {}; {\"a\":1}",
                "{\"prefixItems\":[{}],\"unevaluatedItems\":false}; [1]; [1,2]",
                "{\"contains\":{\"type\":\"string\"},\"unevaluatedItems\":false}; [\"a\"]; [\"a\",1]",
                "{\"$id\":\"https://x.example/tree\",\"$dynamicAnchor\":\"node\",\"type\":\"object\",\"properties\":{\"next\":{\"$dynamicRef\":\"#node\"}}}; {\"next\":{\"next\":{}}}; {\"next\":{\"next\":7}}"
            })
    void judgesWhatHangsOnOtherKeywords(String schema, String valid, String invalid) {
        assertThat(conforms(schema, valid)).isTrue();
        assertThat(conforms(schema, invalid)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"type\":\"strang\"}",
                "{\"minimum\":\"5\"}",
                "{\"required\":\"a\"}",
                "{\"properties\":[]}",
                "{\"pattern\":\"(\"}",
                "{\"items\":[{\"type\":\"strang\"}]}",
                "{\"$ref\":\"#/$defs/none\"}",
                "{\"$ref\":7}",
                "{\"$dynamicRef\":\"#none\"}",
                "{\"enum\":{}}",
                "{\"maxLength\":-1}",
                "{\"multipleOf\":0}",
                "{\"$schema\":\"https://example.com/mine\"}",
                "{\"unevaluatedProperties\":7}",
                "7"
            })
    void aMalformedSchemaIsRefusedNeverPassedOver(String schema) {
        org.assertj.core.api.Assertions.assertThatThrownBy(() -> Schema.parse("s", schema, SchemaOptions.DEFAULT))
                .isInstanceOf(dev.seatrial.schema.document.BadSchemaException.class);
    }

    @org.junit.jupiter.api.Test
    void aBranchThatFailsLateLeavesTheOthersAlone() {
        // found by the differential fuzzer: the end of an inner value was taken for the end of the outer
        String schema = "{\"type\":\"array\",\"items\":{\"oneOf\":[{\"minItems\":1},"
                + "{\"properties\":{\"a\":{\"anyOf\":[{}]},\"b\":{\"type\":\"null\"}}}]}}";
        dev.seatrial.schema.json.JsonReader reader =
                new dev.seatrial.schema.json.JsonReader(dev.seatrial.schema.json.Limits.DEFAULT);
        dev.seatrial.schema.document.SchemaStore store = new dev.seatrial.schema.document.SchemaStore(
                dev.seatrial.schema.document.Draft.DRAFT_2020_12,
                dev.seatrial.schema.json.Limits.DEFAULT,
                java.util.List.of());
        dev.seatrial.schema.document.Place place = store.add(
                "seatrial:///s",
                dev.seatrial.schema.json.Document.read("s", schema.getBytes(StandardCharsets.UTF_8), reader));
        byte[] event = "[{\"a\":1,\"b\":2},{\"a\":1,\"b\":2}]".getBytes(StandardCharsets.UTF_8);
        assertThat(dev.seatrial.schema.compiled.CompiledSchema.of(place, store, reader, true)
                        .conforms(event, 0, event.length))
                .isTrue();
    }

    @org.junit.jupiter.api.Test
    void aLoopThroughTheReferenceEngineIsNamed() {
        Schema loop = Schema.parse("s", "{\"unevaluatedProperties\":false,\"$ref\":\"#\"}", SchemaOptions.DEFAULT);
        assertThat(loop.validate("{}".getBytes(StandardCharsets.UTF_8)))
                .extracting(SchemaProblem::kind, SchemaProblem::message)
                .containsExactly(org.assertj.core.groups.Tuple.tuple(
                        SchemaProblem.Kind.UNREADABLE,
                        "judging nests deeper than the stack: the schema refers to itself without end"));
    }

    @org.junit.jupiter.api.Test
    void aPointerThatTheReferenceEngineMisreadsIsRefused() {
        String schema = "{\"properties\":{\"a\":{\"$ref\":\"#/$defs/09/full\"}},"
                + "\"$defs\":{\"09\":{\"full\":{\"type\":\"string\"}},\"9\":{\"full\":{}}}";
        assertThat(conforms(schema + "}", "{\"a\":\"x\"}")).isTrue();
        assertThat(conforms(schema + "}", "{\"a\":7}")).isFalse();
        org.assertj.core.api.Assertions.assertThatThrownBy(
                        () -> Schema.parse("s", schema + ",\"unevaluatedProperties\":false}", SchemaOptions.DEFAULT))
                .hasMessageContaining(
                        "s:1:28: /properties/a/$ref: beside unevaluated* or $dynamicRef the name \"09\" cannot be referred to: rename it");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ",\"unevaluatedProperties\":false"})
    void deepRecursionThroughTheReferenceEngineEnds(String also) {
        String schema = "{\"properties\":{\"a\":{\"$ref\":\"#\"}}" + also + "}";
        String deep = "{\"a\":".repeat(499) + "{}" + "}".repeat(499);
        assertThat(conforms(schema, deep)).isTrue();
    }
}
