package com.example.shop.chassis.idempotency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.example.shop.chassis.database.Database;
import com.example.shop.chassis.database.Sql;
import com.example.shop.chassis.problem.ProblemException;
import com.example.shop.chassis.testing.TestDatabase;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("processes")
class IdempotencyTest {

    private static TestDatabase test;
    private static Idempotency keys;

    @BeforeAll
    static void start() {
        test = TestDatabase.with("/chassis-test.sql");
        keys = new Idempotency(test.database(), Duration.ofHours(24));
    }

    @AfterAll
    static void stop() throws Exception {
        test.close();
    }

    @Test
    void hasOneEffectAndGivesItsAnswerAgain() {
        KeyedRequest request = request("alice", "pay", "k1", "body");
        assertThat(perform(request)).isEqualTo(Answer.of(201, "/x/1", "{}"));
        assertThat(perform(request)).isEqualTo(new Answer(201, "/x/1", "{}", true));
        assertThat(effects(request)).isEqualTo(1);
    }

    @Test
    void refusesAnotherPayload() {
        perform(request("alice", "pay", "k2", "body"));
        KeyedRequest other = request("alice", "pay", "k2", "other");
        assertThatThrownBy(() -> perform(other)).hasMessageStartingWith("422 ");
    }

    @Test
    void keepsTenantsAndOperationsApart() {
        Stream.of(
                        request("alice", "pay", "k3", "body"),
                        request("bob", "pay", "k3", "body"),
                        request("alice", "refund", "k3", "body"))
                .forEach(request -> {
                    assertThat(perform(request).replayed()).isFalse();
                    assertThat(effects(request)).isEqualTo(1);
                });
    }

    @Test
    void answers409WhileTheFirstIsAtWorkAnd422ToAnotherPayloadEvenThen() throws Exception {
        KeyedRequest request = request("alice", "pay", "k4", "body");
        CountDownLatch atWork = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        keys.claim(request);
        var threads = Executors.newSingleThreadExecutor();
        var first = threads.submit(() -> keys.once(request, connection -> {
            atWork.countDown();
            await(goOn);
            return Answer.of(201, null, "{}");
        }));
        atWork.await();
        assertThatThrownBy(() -> perform(request)).hasMessageStartingWith("409 ");
        assertThatThrownBy(() -> perform(request("alice", "pay", "k4", "other")))
                .hasMessageStartingWith("422 ");
        goOn.countDown();
        assertThat(first.get().status()).isEqualTo(201);
        threads.shutdown();
    }

    @Test
    void takesOverWhatACrashLeftBehind() {
        KeyedRequest request = request("alice", "pay", "k5", "body");
        keys.claim(request);
        assertThatThrownBy(() -> keys.once(request, connection -> {
                    insert(connection, request);
                    throw new IllegalStateException("crash");
                }))
                .hasMessage("crash");
        assertThat(perform(request).replayed()).isFalse();
        assertThat(effects(request)).isEqualTo(1);
    }

    @Test
    void hasOneEffectWhenTwentyComeAtOnce() throws Exception {
        KeyedRequest request = request("alice", "pay", "k6", "body");
        CountDownLatch released = new CountDownLatch(1);
        Callable<Integer> attempt = () -> {
            released.await();
            try {
                return perform(request).status();
            } catch (ProblemException e) {
                return e.problem().status();
            }
        };
        var threads = Executors.newFixedThreadPool(20);
        var attempts = Stream.generate(() -> threads.submit(attempt)).limit(20).toList();
        released.countDown();
        for (var each : attempts) {
            assertThat(each.get()).isIn(201, 409);
        }
        threads.shutdown();
        assertThat(effects(request)).isEqualTo(1);
    }

    @Test
    void forgetsAKeyAfterItsTime() {
        KeyedRequest request = request("alice", "pay", "k7", "body");
        perform(request);
        test.database()
                .with(connection -> Sql.update(
                        connection,
                        "update idempotency_keys set created_at = now() - interval '25 hours' where key = 'k7'"));
        assertThat(perform(request("alice", "pay", "k7", "other")).replayed()).isFalse();
    }

    @Test
    void fingerprintsWhatWasMeantAndNotHowItWasWritten() {
        assertThat(request("a", "o", "k", Map.of("x", 1)).fingerprint())
                .isEqualTo(request("a", "o", "k", Map.of("x", 1)).fingerprint())
                .isNotEqualTo(request("a", "o", "k", Map.of("x", 2)).fingerprint());
    }

    private static Answer perform(KeyedRequest request) {
        return keys.claim(request).orElseGet(() -> keys.once(request, effect(request)));
    }

    private static Database.Work<Answer> effect(KeyedRequest request) {
        return connection -> {
            insert(connection, request);
            return Answer.of(201, "/x/1", "{}");
        };
    }

    private static void insert(java.sql.Connection connection, KeyedRequest request) throws java.sql.SQLException {
        Sql.update(connection, "insert into effects (id) values (?)", request.name());
    }

    private static long effects(KeyedRequest request) {
        return test.count("select count(*) from effects where id = ?", request.name());
    }

    private static KeyedRequest request(String tenant, String operation, String key, Object payload) {
        return KeyedRequest.of(tenant, operation, IdempotencyKey.parse(List.of(key)), payload);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
