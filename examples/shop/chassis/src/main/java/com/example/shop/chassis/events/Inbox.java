package com.example.shop.chassis.events;

import com.example.shop.chassis.database.Sql;
import java.sql.Connection;
import java.sql.SQLException;

/** What a consumer has had already, by CloudEvents {@code source} and {@code id}. */
public final class Inbox {

    private Inbox() {}

    /**
     * Notes an event in the transaction of its effect, so that both are kept or neither.
     *
     * @return false if it was noted before: its effect is there
     */
    public static boolean first(Connection connection, CloudEvent event) throws SQLException {
        return Sql.update(
                        connection,
                        "insert into inbox (source, id) values (?, ?) on conflict do nothing",
                        event.source(),
                        event.id())
                == 1;
    }
}
