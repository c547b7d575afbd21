package dev.seatrial.suite.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seatrial.suite.api.ApiObservation.Claim;
import dev.seatrial.suite.openapi.ApiDescription;
import dev.seatrial.suite.openapi.DescribedSchemas;
import dev.seatrial.suite.openapi.SchemaSamples;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class DraftsTest {

    private static final Map<String, String> PATH = Map.of("id", "7");
    private static final String BODY = """
            requestBody:
              required: true
              content:
                text/plain: { schema: { type: string } }
                application/json:
                  schema:
                    type: object
                    required: [ref, n]
                    additionalProperties: false
                    properties: { ref: { type: string }, n: { type: integer, minimum: 5, maximum: 9 }, more: { type: boolean } }
            """;

    @Test
    void knowsJsonByItsMediaType() {
        assertThat(List.of("application/json", "application/json; charset=utf-8", "application/problem+json"))
                .allMatch(Drafts::json);
        assertThat(List.of("text/json", "application/jsonl", "text/plain", "application/xml; a=+json"))
                .noneMatch(Drafts::json);
    }

    @Test
    void plansOneMinimalAndThreeFullValidRequests() {
        List<Draft> valid = drafts(BODY).valid(PATH, Optional.empty(), Set.of());
        assertThat(valid).hasSize(4).allSatisfy(draft -> {
            assertThat(draft.claim()).isEqualTo(Claim.VALID);
            assertThat(draft.what()).isEqualTo("generated");
            assertThat(draft.path()).isEqualTo(PATH);
            assertThat(draft.body().orElseThrow().path("n").asInt()).isBetween(5, 9);
        });
        assertThat(valid.get(0).body().orElseThrow().has("more")).isFalse();
        assertThat(valid.subList(1, 4))
                .anySatisfy(draft ->
                        assertThat(draft.body().orElseThrow().has("more")).isTrue());
    }

    @Test
    void keepsOfTheExampleWhatIsMadeFreshThere() {
        Optional<JsonNode> example = json("{\"ref\": \"kept\", \"n\": 5, \"other\": 1}");
        assertThat(drafts(BODY).valid(PATH, example, Set.of("ref", "absent")))
                .extracting(draft -> draft.body().orElseThrow().path("ref").asString())
                .containsOnly("kept");
        // what the schema does not allow is not kept
        assertThat(drafts(BODY).valid(PATH, example, Set.of("other")))
                .noneMatch(draft -> draft.body().orElseThrow().has("other"));
        assertThat(drafts(BODY).valid(PATH, Optional.empty(), Set.of("ref")))
                .noneMatch(draft ->
                        draft.body().orElseThrow().path("ref").asString().equals("kept"));
    }

    @Test
    void plansNothingWhereThereIsNothingToVary() {
        assertThat(drafts("").valid(PATH, Optional.empty(), Set.of())).isEmpty();
        assertThat(drafts("").invalid(PATH, Optional.empty())).isEmpty();
        assertThat(drafts(
                                "requestBody: { content: { application/json: { schema: { type: integer, minimum: 2, maximum: 1 } } } }\n")
                        .valid(PATH, Optional.empty(), Set.of()))
                .isEmpty();
    }

    @Test
    void variesTheQueryWithinItsSchema() {
        String parameters = """
                parameters:
                  - { name: must, in: query, required: true, schema: { type: integer, minimum: 1, maximum: 2 } }
                  - { name: may, in: query, schema: { enum: [x] } }
                  - { name: deep, in: query, required: true, schema: { type: object } }
                  - { name: cannot, in: query, required: true, schema: { type: integer, minimum: 2, maximum: 1 } }
                  - { name: head, in: header, required: true, schema: { type: string } }
                """;
        List<Draft> valid = drafts(parameters).valid(PATH, Optional.empty(), Set.of());
        assertThat(valid).hasSize(4).allSatisfy(draft -> {
            assertThat(draft.query().get("must")).matches("[12]");
            assertThat(draft.query()).doesNotContainKeys("deep", "cannot", "head");
        });
        assertThat(valid.get(0).query()).containsOnlyKeys("must");
        assertThat(valid).anySatisfy(draft -> assertThat(draft.query()).containsEntry("may", "x"));
    }

    @Test
    void leavesOutAnOptionalQueryNowAndThen() {
        String parameters =
                "parameters: [ { name: may, in: query, schema: { enum: [x] } }, { name: m, in: query, required: true, schema: { enum: [y] } } ]\n";
        Set<Integer> sizes = new HashSet<>();
        for (int seed = 0; seed < 20; seed++) {
            drafts(parameters, seed).valid(PATH, Optional.empty(), Set.of()).stream()
                    .skip(1)
                    .forEach(draft -> sizes.add(draft.query().size()));
        }
        assertThat(sizes).containsExactlyInAnyOrder(1, 2);
    }

    @Test
    void breaksEachParameterInAWayThatNoReadingAllows() {
        String parameters = """
                parameters:
                  - { name: id, in: path, required: true, schema: { type: string, pattern: "^[0-9]+$" } }
                  - { name: q, in: query, schema: { type: integer, minimum: 0 } }
                  - { name: big, in: query, schema: { anyOf: [ { type: string }, { type: number } ] } }
                  - { name: X-One, in: header, required: true, schema: { type: string, minLength: 1 } }
                  - { name: X-Two, in: header, schema: { enum: [seatrial-none] } }
                """;
        List<Draft> invalid = drafts(parameters).invalid(PATH, Optional.empty());
        assertThat(invalid).allSatisfy(draft -> assertThat(draft.claim()).isEqualTo(Claim.INVALID));
        assertThat(invalid)
                .extracting(Draft::what)
                .containsExactlyInAnyOrder(
                        "path parameter id = \"seatrial-none\"",
                        "query parameter q = \"seatrial-none\"",
                        "header parameter X-One = \"\"",
                        "without the required header X-One",
                        "header parameter X-Two = \"-1\"");
        assertThat(named(invalid, "path parameter id").path()).isEqualTo(Map.of("id", "seatrial-none"));
        assertThat(named(invalid, "query parameter q").query()).isEqualTo(Map.of("q", "seatrial-none"));
        assertThat(named(invalid, "header parameter X-Two").headers()).isEqualTo(Map.of("X-Two", "-1"));
        assertThat(named(invalid, "without").without()).isEqualTo(Set.of("X-One"));
    }

    @Test
    void triesNumbersOutOfBoundsAndWhatIsNoNumber() {
        assertThat(brokenQuery("type: integer, maximum: 10")).isEqualTo("seatrial-none");
        assertThat(brokenQuery("not: { type: string }, type: [integer, string]"))
                .isEqualTo("seatrial-none");
        assertThat(brokenQuery(
                        "anyOf: [ { type: string, pattern: '^[^0]*$' }, { type: integer, exclusiveMinimum: 0 } ]"))
                .isEqualTo("0");
        assertThat(brokenQuery("anyOf: [ { type: string, maxLength: 12 }, { type: integer, maximum: 99 } ]"))
                .isEqualTo("seatrial-none");
        assertThat(brokenQuery("type: string")).isEqualTo("nothing");
        // an empty value of a query or a path is another request
        assertThat(brokenQuery("type: string, minLength: 1")).isEqualTo("nothing");
    }

    private String brokenQuery(String schema) {
        return drafts("parameters: [ { name: q, in: query, schema: { " + schema + " } } ]\n")
                .invalid(PATH, Optional.empty())
                .stream()
                .findFirst()
                .map(draft -> draft.query().get("q"))
                .orElse("nothing");
    }

    @Test
    void breaksTheBodyInOnePlaceAndThenAltogether() {
        List<Draft> invalid = drafts(BODY).invalid(PATH, json("{\"ref\": \"a\", \"n\": 6}"));
        assertThat(invalid)
                .extracting(Draft::what)
                .contains(
                        "body breaks \"required\" at /n",
                        "body breaks \"type\" at /ref",
                        "body breaks \"minimum\" at /n",
                        "body breaks \"maximum\" at /n")
                .endsWith("a body that is no JSON", "no body");
        assertThat(invalid).hasSizeLessThanOrEqualTo(26);
        assertThat(invalid.subList(0, invalid.size() - 2)).allSatisfy(draft -> {
            assertThat(draft.fault()).isPresent();
            assertThat(draft.what()).contains(draft.fault().orElseThrow().keyword());
        });
        assertThat(drafts(BODY.replace("required: true", "required: false")).invalid(PATH, json("{}")))
                .extracting(Draft::what)
                .doesNotContain("no body", "a body that is no JSON");
        assertThat(drafts(BODY).invalid(PATH, Optional.empty()))
                .extracting(Draft::what)
                .containsExactly("a body that is no JSON", "no body");
    }

    @Test
    void takesOtherInvalidRequestsWithAnotherSeed() {
        Optional<JsonNode> example = json("{\"ref\": \"a\", \"n\": 6, \"more\": true}");
        Set<String> firsts = new HashSet<>();
        for (int seed = 0; seed < 10; seed++) {
            firsts.add(drafts(BODY, seed).invalid(PATH, example).get(0).what());
        }
        assertThat(firsts).hasSizeGreaterThan(1);
    }

    private static Draft named(List<Draft> drafts, String start) {
        return drafts.stream()
                .filter(d -> d.what().startsWith(start))
                .findFirst()
                .orElseThrow();
    }

    private static Optional<JsonNode> json(String text) {
        return Optional.of(new JsonMapper().readTree(text));
    }

    private static Drafts drafts(String operation) {
        return drafts(operation, 7);
    }

    private static Drafts drafts(String operation, int seed) {
        ApiDescription description = ApiDescription.parse(
                "a.yaml",
                "openapi: 3.1.0\npaths:\n  /things/{id}:\n    post:\n      operationId: it\n" + operation.indent(6)
                        + "      responses: { \"201\": {} }\n");
        DescribedSchemas schemas = new DescribedSchemas(description);
        return new Drafts(
                description.operation("it").orElseThrow(),
                schemas,
                new SchemaSamples(description, schemas, new Random(seed)),
                new InvalidBodies(description, schemas),
                new Random(seed));
    }
}
