package dev.seatrial.suite.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ShrinkingTest {

    private static final JsonMapper JSON = new JsonMapper();

    private final List<String> tried = new ArrayList<>();

    @Test
    void cutsTheGreatestPartsFirst() {
        assertThat(candidates("{\"a\": \"four\", \"b\": 9}"))
                .containsExactly(
                        "{\"b\":9}",
                        "{\"a\":\"four\"}",
                        "{\"a\":\"a\",\"b\":9}",
                        "{\"a\":\"fo\",\"b\":9}",
                        "{\"a\":\"four\",\"b\":1}",
                        "{\"a\":\"four\",\"b\":4}");
        assertThat(candidates("[1, 2, 3]")).containsExactly("[2,3]", "[1,3]", "[1,2]");
    }

    @Test
    void leavesAloneWhatIsSmallest() {
        for (String smallest : List.of("1", "0", "-5", "\"a\"", "\"\"", "true", "null", "{}", "[]", "1.5")) {
            assertThat(candidates(smallest)).as(smallest).isEmpty();
        }
        assertThat(candidates("2")).containsExactly("1", "1");
        assertThat(candidates("\"xy\"")).containsExactly("\"a\"", "\"x\"");
    }

    @Test
    void findsTheSmallestThatStillShowsTheFlaw() throws InterruptedException {
        assertThat(smallest("{\"a\": \"four\", \"b\": 9, \"c\": true}", body -> true, body -> body.has("b")))
                .isEqualTo("{\"b\":1}");
    }

    @Test
    void sendsNothingThatIsNotWhatItClaimsToBe() throws InterruptedException {
        assertThat(smallest("{\"a\": 1, \"b\": 1}", body -> body.has("a"), body -> true))
                .isEqualTo("{\"a\":1}");
        assertThat(tried).containsExactly("{\"a\":1}");
    }

    @Test
    void givesUpAfterThirtyRequests() throws InterruptedException {
        StringBuilder many = new StringBuilder("{\"m0\": true");
        for (int i = 1; i < 40; i++) {
            many.append(", \"m").append(i).append("\": true");
        }
        smallest(many.append("}").toString(), body -> true, body -> false);
        assertThat(tried).hasSize(30);
        tried.clear();
        smallest(many.toString(), body -> true, body -> true);
        assertThat(tried).hasSize(30);
    }

    private String smallest(String body, Predicate<JsonNode> keeps, Predicate<JsonNode> shows)
            throws InterruptedException {
        return JSON.writeValueAsString(Shrinking.smallest(JSON.readTree(body), new Shrinking.Trial() {
            @Override
            public boolean keepsClaim(JsonNode candidate) {
                return keeps.test(candidate);
            }

            @Override
            public boolean showsFlaw(JsonNode candidate) {
                tried.add(JSON.writeValueAsString(candidate));
                return shows.test(candidate);
            }
        }));
    }

    private static List<String> candidates(String value) {
        return Shrinking.candidates(JSON.readTree(value)).stream()
                .map(JSON::writeValueAsString)
                .toList();
    }
}
