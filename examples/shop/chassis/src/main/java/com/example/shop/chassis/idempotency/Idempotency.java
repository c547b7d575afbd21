package com.example.shop.chassis.idempotency;

import com.example.shop.chassis.database.Database;
import com.example.shop.chassis.database.Sql;
import com.example.shop.chassis.problem.Problem;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;

/**
 * Idempotency keys as in the IETF draft "The Idempotency-Key HTTP Header Field".
 *
 * <p>A key is claimed first, in a transaction of its own, so that everybody sees its fingerprint. Its effect and its answer are
 * then committed together, under a lock that ends with the transaction: a crash in between leaves a claim that the next try with
 * the same payload takes over, and never half an effect.
 */
public class Idempotency {

    private record Row(String fingerprint, Integer status, String location, String body) {
        Optional<Answer> answer() {
            return status == null ? Optional.empty() : Optional.of(new Answer(status, location, body, true));
        }
    }

    private final Database database;
    private final Duration timeToLive;

    public Idempotency(Database database, Duration timeToLive) {
        this.database = database;
        this.timeToLive = timeToLive;
    }

    /**
     * Claims the key.
     *
     * @return the answer if there is one already
     * @throws com.example.shop.chassis.problem.ProblemException 422 if the key was used with another payload
     */
    public Optional<Answer> claim(KeyedRequest request) {
        return database.with(connection -> {
            Sql.update(
                    connection,
                    """
                    insert into idempotency_keys (tenant, operation, key, fingerprint) values (?, ?, ?, ?)
                    on conflict (tenant, operation, key) do update
                    set fingerprint = excluded.fingerprint, status = null, location = null, body = null, created_at = now()
                    where idempotency_keys.created_at < now() - make_interval(secs => ?)""",
                    request.tenant(),
                    request.operation(),
                    request.key().value(),
                    request.fingerprint(),
                    (double) timeToLive.toSeconds());
            Row row = row(connection, request);
            if (!samePayload(row.fingerprint(), request)) {
                throw Problem.keyReused().exception();
            }
            return row.answer();
        });
    }

    /**
     * Has the effect of a claimed request, unless another try has had it meanwhile.
     *
     * @param effect in the transaction that keeps its answer
     * @throws com.example.shop.chassis.problem.ProblemException 409 while another try is having it
     */
    public Answer once(KeyedRequest request, Database.Work<Answer> effect) {
        return database.inTransaction(connection -> {
            boolean mine = acquire(connection, request);
            if (!mine) {
                throw Problem.keyInFlight().exception();
            }
            Optional<Answer> earlier = row(connection, request).answer();
            if (earlier.isPresent()) {
                return earlier.get();
            }
            Answer answer = effect.on(connection);
            Sql.update(
                    connection,
                    "update idempotency_keys set status = ?, location = ?, body = ?"
                            + " where tenant = ? and operation = ? and key = ?",
                    answer.status(),
                    answer.location(),
                    answer.body(),
                    request.tenant(),
                    request.operation(),
                    request.key().value());
            return answer;
        });
    }

    /** Whether the key was claimed for the payload that comes now. */
    protected boolean samePayload(String claimed, KeyedRequest request) {
        return claimed.equals(request.fingerprint());
    }

    /** Takes the lock on the key, which ends with the transaction; false if another holds it. */
    protected boolean acquire(Connection connection, KeyedRequest request) throws SQLException {
        return Sql.first(
                        connection,
                        row -> row.getBoolean(1),
                        "select pg_try_advisory_xact_lock(hashtextextended(?, 0))",
                        request.name())
                .orElse(false);
    }

    /** Forgets what is older than the time to live. */
    public void forgetExpired() {
        database.with(connection -> Sql.update(
                connection, "delete from idempotency_keys where created_at < now() - make_interval(secs => ?)", (double)
                        timeToLive.toSeconds()));
    }

    private static Row row(Connection connection, KeyedRequest request) throws SQLException {
        return Sql.first(
                        connection,
                        row -> new Row(
                                row.getString(1), row.getObject(2, Integer.class), row.getString(3), row.getString(4)),
                        "select fingerprint, status, location, body from idempotency_keys"
                                + " where tenant = ? and operation = ? and key = ?",
                        request.tenant(),
                        request.operation(),
                        request.key().value())
                .orElseGet(() -> new Row(request.fingerprint(), null, null, null));
    }
}
