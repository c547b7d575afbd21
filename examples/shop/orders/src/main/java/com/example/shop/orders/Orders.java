package com.example.shop.orders;

import com.example.shop.chassis.database.Database;
import com.example.shop.chassis.database.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Repository;

/** The orders in the database. */
@Repository
class Orders {

    private final Database database;

    Orders(Database database) {
        this.database = database;
    }

    void add(Connection connection, Order order) throws SQLException {
        NewOrder details = order.details();
        Sql.update(
                connection,
                "insert into orders (id, customer, reference, sku, quantity, amount, currency, note, status,"
                        + " availability, placed_at) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                order.id(),
                order.customer(),
                details.reference(),
                details.sku(),
                details.quantity(),
                details.total().amount(),
                details.total().currency().name(),
                details.note(),
                order.status(),
                order.availability(),
                Timestamp.from(order.placedAt()));
    }

    Optional<Order> find(UUID id) {
        return database.with(connection -> Sql.first(
                connection,
                row -> new Order(
                        row.getObject("id", UUID.class),
                        row.getString("customer"),
                        new NewOrder(
                                row.getString("reference"),
                                row.getString("sku"),
                                row.getInt("quantity"),
                                new Money(row.getInt("amount"), Money.Currency.valueOf(row.getString("currency"))),
                                row.getString("note")),
                        row.getString("status"),
                        row.getString("availability"),
                        row.getTimestamp("placed_at").toInstant()),
                "select * from orders where id = ?",
                id));
    }

    /** Moves an order on; one that has reached an end stays there, in whatever order the news come. */
    void advance(Connection connection, UUID id, String status) throws SQLException {
        String from = status.equals("paid") ? "('pending')" : "('pending', 'paid')";
        Sql.update(connection, "update orders set status = ? where id = ? and status in " + from, status, id);
    }
}
