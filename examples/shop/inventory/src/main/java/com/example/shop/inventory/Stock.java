package com.example.shop.inventory;

import com.example.shop.chassis.database.Database;
import com.example.shop.chassis.database.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;

/** What is in stock, by article. */
final class Stock {

    private final Database database;
    private final OrdersOfOthers orders;

    Stock(Database database, OrdersOfOthers orders) {
        this.database = database;
        this.orders = orders;
    }

    Optional<Long> of(String sku) {
        orders.peek(sku);
        return database.with(connection ->
                Sql.first(connection, row -> row.getLong(1), "select quantity from stock where sku = ?", sku));
    }

    void set(String sku, long quantity) {
        database.with(connection -> Sql.update(
                connection,
                "insert into stock (sku, quantity) values (?, ?)"
                        + " on conflict (sku) do update set quantity = excluded.quantity",
                sku,
                quantity));
    }

    void delete(String sku) {
        database.with(connection -> Sql.update(connection, "delete from stock where sku = ?", sku));
    }

    /**
     * Sets some aside for an order, if there is enough.
     *
     * @return what remains, or nothing if there was too little
     */
    OptionalLong reserve(Connection connection, UUID orderId, String sku, int quantity) throws SQLException {
        Optional<Long> remaining = Sql.first(
                connection,
                row -> row.getLong(1),
                "update stock set quantity = quantity - ? where sku = ? and quantity >= ? returning quantity",
                quantity,
                sku,
                quantity);
        if (remaining.isEmpty()) {
            return OptionalLong.empty();
        }
        Sql.update(
                connection,
                "insert into reservations (order_id, sku, quantity) values (?, ?, ?)",
                orderId,
                sku,
                quantity);
        return OptionalLong.of(remaining.get());
    }
}
