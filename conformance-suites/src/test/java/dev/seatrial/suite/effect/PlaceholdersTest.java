package dev.seatrial.suite.effect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.seatrial.check.HttpProbe.Request;
import dev.seatrial.suite.request.Call;
import java.net.URI;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PlaceholdersTest {

    private static Call call(Map<String, String> members) {
        return new Call(Request.of("POST", URI.create("http://localhost/")), members, "0".repeat(32));
    }

    @Test
    void findsNamesButNotInQuotesCastsAndComments() {
        assertThat(Placeholders.names("select ':no', \":no2\", a::text, :yes -- :no3\n from t where b = :_and1"))
                .isEqualTo(Set.of("yes", "_and1"));
        assertThat(Placeholders.names("select count(*) from t")).isEmpty();
    }

    @Test
    void fillsThemInQuotedAsTheCallerSays() {
        assertThat(Placeholders.fill("/count?ref=:ref&x=$1", Map.of("ref", "a$b"), v -> "<" + v + ">"))
                .isEqualTo("/count?ref=<a$b>&x=$1");
    }

    @Test
    void takesTheKeyUnlessTheBodyHasSuchAMember() throws EffectUncountable {
        assertThat(Placeholders.values(":key", call(Map.of()), "k")).isEqualTo(Map.of("key", "k"));
        assertThat(Placeholders.values(":key", call(Map.of("key", "own")), "k")).isEqualTo(Map.of("key", "own"));
    }

    @Test
    void saysWhichMemberIsMissing() {
        assertThatThrownBy(() -> Placeholders.values("x = :ref", call(Map.of("b", "1", "a", "2")), "k"))
                .isInstanceOf(EffectUncountable.class)
                .hasMessage(
                        "the effect \"x = :ref\" needs :ref, but the request body has no such member; it has [a, b], and"
                                + " :key is the idempotency key");
    }
}
