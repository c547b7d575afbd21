package com.example.shop.payments;

import com.example.shop.chassis.database.Database;
import com.example.shop.chassis.database.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Repository;

/** Payments and charges in the database. */
@Repository
class Payments {

    private static final Sql.Row<Payment> ROW = row -> new Payment(
            row.getObject("id", UUID.class),
            row.getString("customer"),
            new NewPayment(
                    row.getString("reference"),
                    new Money(row.getInt("amount"), Money.Currency.valueOf(row.getString("currency"))),
                    row.getString("source")),
            row.getString("status"),
            Optional.ofNullable(row.getObject("order_id", UUID.class)),
            row.getTimestamp("created_at").toInstant());

    private final Database database;

    Payments(Database database) {
        this.database = database;
    }

    void add(Connection connection, Payment payment) throws SQLException {
        NewPayment details = payment.details();
        Sql.update(
                connection,
                "insert into payments (id, customer, reference, amount, currency, source, status, order_id, created_at)"
                        + " values (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                payment.id(),
                payment.customer(),
                details.reference(),
                details.total().amount(),
                details.total().currency().name(),
                details.source(),
                payment.status(),
                payment.order().orElse(null),
                Timestamp.from(payment.createdAt()));
    }

    void charge(Connection connection, UUID paymentId, NewPayment details) throws SQLException {
        Sql.update(
                connection,
                "insert into charges (payment_id, reference, amount) values (?, ?, ?)",
                paymentId,
                details.reference(),
                details.total().amount());
    }

    Optional<Payment> find(UUID id) {
        return database.with(connection -> Sql.first(connection, ROW, "select * from payments where id = ?", id));
    }

    /** Gives the money for an order back. */
    Optional<Payment> refund(Connection connection, UUID orderId) throws SQLException {
        return Sql.first(
                connection,
                ROW,
                "update payments set status = 'refunded' where order_id = ? and status = 'captured' returning *",
                orderId);
    }
}
