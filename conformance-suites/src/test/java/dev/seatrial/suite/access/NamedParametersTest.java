package dev.seatrial.suite.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class NamedParametersTest {

    @Test
    void putsValuesInOrder() {
        assertThat(NamedParameters.of("select :a, :b, :a", Map.of("a", "1", "b", "2", "c", "3")))
                .isEqualTo(new NamedParameters("select ?, ?, ?", List.of("1", "2", "1")));
    }

    @Test
    void leavesQuotesCastsAndCommentsAlone() {
        String sql = "select ':a', \":b\", x::text -- :c\n from t where y = :a";
        assertThat(NamedParameters.of(sql, Map.of("a", "1")))
                .isEqualTo(
                        new NamedParameters("select ':a', \":b\", x::text -- :c\n from t where y = ?", List.of("1")));
    }

    @Test
    void saysWhichValueIsMissing() {
        assertThatThrownBy(() -> NamedParameters.of("select :ref", Map.of("b", "", "a", "")))
                .isInstanceOf(AccessException.class)
                .hasMessage("no value for :ref in \"select :ref\"; there are [a, b]");
    }
}
