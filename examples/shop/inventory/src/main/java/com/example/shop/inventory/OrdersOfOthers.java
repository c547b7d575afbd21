package com.example.shop.inventory;

import com.example.shop.chassis.config.Settings;
import com.example.shop.chassis.database.Database;
import com.example.shop.chassis.database.Sql;

/**
 * The defect {@code shared-database}: reads the database of the orders service ({@code ORDERS_DATABASE_URL}, {@code _USER},
 * {@code _PASSWORD}) as if it were its own.
 */
final class OrdersOfOthers {

    static final OrdersOfOthers NONE = new OrdersOfOthers((Database) null);

    private final Database orders;

    OrdersOfOthers(Settings settings) {
        this(Database.of(settings, "ORDERS_DATABASE_", 2));
    }

    private OrdersOfOthers(Database orders) {
        this.orders = orders;
    }

    /** Looks how much of an article is on order. Nobody needs to know. */
    void peek(String sku) {
        if (orders != null) {
            orders.with(connection ->
                    Sql.first(connection, row -> row.getLong(1), "select count(*) from orders where sku = ?", sku));
        }
    }
}
