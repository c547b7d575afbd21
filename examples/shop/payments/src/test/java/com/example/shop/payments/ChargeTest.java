package com.example.shop.payments;

import static org.assertj.core.api.Assertions.assertThat;

import com.example.shop.chassis.config.Defects;
import com.example.shop.chassis.config.Settings;
import com.example.shop.chassis.idempotency.Answer;
import com.example.shop.chassis.idempotency.IdempotencyKey;
import com.example.shop.chassis.json.Json;
import com.example.shop.chassis.security.Caller;
import com.example.shop.chassis.testing.TestDatabase;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("processes")
class ChargeTest {

    private static final Caller ALICE = new Caller("alice", Set.of(), "token");
    private static TestDatabase test;

    @BeforeAll
    static void start() {
        test = TestDatabase.migrated();
    }

    @AfterAll
    static void stop() throws Exception {
        test.close();
    }

    @Test
    void chargesOnceAKey() {
        Charge charge = charge("");
        Answer first = charge.once(ALICE, new IdempotencyKey("once"), payment("once", "tok_visa"));
        Answer second = charge.once(ALICE, new IdempotencyKey("once"), payment("once", "tok_visa"));
        assertThat(second).isEqualTo(new Answer(201, first.location(), first.body(), true));
        assertThat(charges("once")).isEqualTo(1);
    }

    @Test
    void takesNothingWhenItIsDeclined() {
        Answer answer = charge("").once(ALICE, new IdempotencyKey("no"), payment("no", "tok_declined"));
        assertThat(Json.tree(answer.body()).path("status").textValue()).isEqualTo("declined");
        assertThat(charges("no")).isZero();
    }

    @Test
    void givesTheMoneyForAnOrderBackOnce() {
        Payments payments = new Payments(test.database());
        UUID order = UUID.randomUUID();
        test.database().inTransaction(connection -> {
            charge("").make(connection, "alice", payment("back", "tok_visa"), Optional.of(order));
            assertThat(payments.refund(connection, order))
                    .get()
                    .extracting(Payment::status)
                    .isEqualTo("refunded");
            assertThat(payments.refund(connection, order)).isEmpty();
            return null;
        });
    }

    @Test
    void theDefectChargeTwiceChargesTwice() {
        Charge charge = charge("charge-twice");
        Answer first = charge.once(ALICE, new IdempotencyKey("twice"), payment("twice", "tok_visa"));
        Answer second = charge.once(ALICE, new IdempotencyKey("twice"), payment("twice", "tok_visa"));
        assertThat(second.body()).isEqualTo(first.body());
        assertThat(charges("twice")).isEqualTo(2);
    }

    private static Charge charge(String defect) {
        Defects defects = Defects.of(Settings.of("payments", Map.of("DEFECT", defect)), Set.of("charge-twice"));
        var keys = new WeakIdempotency(test.database(), Duration.ofHours(1), defects);
        return new Charge(test.database(), keys, new Payments(test.database()), defects);
    }

    private static NewPayment payment(String reference, String source) {
        return new NewPayment(reference, new Money(500, Money.Currency.EUR), source);
    }

    private static long charges(String reference) {
        return test.count("select count(*) from charges where reference = ?", reference);
    }
}
