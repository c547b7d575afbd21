package dev.seatrial.schema;

import static dev.seatrial.schema.SchemaProblem.Kind.ENVELOPE;
import static dev.seatrial.schema.SchemaProblem.Kind.SCHEMA;
import static dev.seatrial.schema.SchemaProblem.Kind.UNREADABLE;
import static dev.seatrial.schema.SchemaProblem.Kind.UNROUTED;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class EventSchemasTest {
    private final EventSchemas schemas = EventSchemas.load(Orders.schemas());

    @Test
    void isSilentOnAnEventThatConforms() {
        assertThat(schemas.validate(Orders.created("9.90", "9.90"))).isEmpty();
    }

    @Test
    void namesTheOneFaultWithItsPlaceInTheEvent() {
        List<SchemaProblem> problems = schemas.validate(Orders.created("\"quantity\": 2", "\"quantity\": 0"));
        assertThat(problems).hasSize(1);
        assertThat(problems.get(0).kind()).isEqualTo(SCHEMA);
        assertThat(problems.get(0).pointer()).isEqualTo("/data/lines/0/quantity");
        assertThat(problems.get(0).keyword()).isEqualTo("minimum");
        assertThat(problems.get(0).position().line()).isEqualTo(14);
    }

    @Test
    void routesBinaryModeByTypeAndByDataschema() {
        byte[] data = "{}".getBytes(java.nio.charset.StandardCharsets.UTF_8);
        assertThat(schemas.validate("OrderCreated", "", data)).isNotEmpty().allMatch(p -> p.kind() == SCHEMA);
        assertThat(schemas.validate("unheard.of", "https://schemas.example/order_created", data))
                .isNotEmpty()
                .allMatch(p -> p.kind() == SCHEMA);
    }

    @Test
    void anEventThatNothingMatchesIsAProblem() {
        assertThat(schemas.validate(Orders.created("shop.order_created", "shop.order_shipped")))
                .extracting(SchemaProblem::kind, SchemaProblem::message)
                .containsExactly(org.assertj.core.groups.Tuple.tuple(
                        UNROUTED, "no schema is known for type \"shop.order_shipped\""));
    }

    @Test
    void checksTheEnvelope() {
        assertThat(schemas.validate(Orders.created("\"id\": \"e-1\",", "")))
                .extracting(SchemaProblem::kind, SchemaProblem::keyword)
                .containsExactly(org.assertj.core.groups.Tuple.tuple(ENVELOPE, "id"));
    }

    @Test
    void aTextThatIsNoJsonIsAProblemWithItsPlace() {
        assertThat(schemas.validate(Orders.created("\"total\": 9.90", "\"total\": 9.90,")))
                .extracting(SchemaProblem::kind, p -> p.position().line())
                .containsExactly(org.assertj.core.groups.Tuple.tuple(UNREADABLE, 18));
    }
}
