package com.example.shop.chassis.database;

import com.example.shop.chassis.config.Settings;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import javax.sql.DataSource;

/**
 * The service's own PostgreSQL database, from {@code DATABASE_URL}, {@code DATABASE_USER} and {@code DATABASE_PASSWORD}.
 *
 * <p>Nothing waits long for it: 1.5 s for a connection, 2 s for an answer. It may be away when the service starts.
 */
public final class Database implements AutoCloseable {

    /** Work on a connection. */
    @FunctionalInterface
    public interface Work<T> {
        T on(Connection connection) throws SQLException;
    }

    private final HikariDataSource pool;

    private Database(HikariDataSource pool) {
        this.pool = pool;
    }

    /** @param connections how many it keeps, from the start: making one takes long when the way is long */
    public static Database of(Settings settings, int connections) {
        return of(settings, "DATABASE_", connections);
    }

    /** @param prefix of the three variables */
    public static Database of(Settings settings, String prefix, int connections) {
        HikariConfig config = new HikariConfig();
        config.setPoolName(settings.service());
        config.setJdbcUrl(settings.required(prefix + "URL"));
        config.setUsername(settings.optional(prefix + "USER").orElse(null));
        config.setPassword(settings.optional(prefix + "PASSWORD").orElse(null));
        config.setMaximumPoolSize(connections);
        config.setConnectionTimeout(1500);
        config.setValidationTimeout(500);
        config.setInitializationFailTimeout(-1);
        config.addDataSourceProperty("ApplicationName", settings.service());
        config.addDataSourceProperty("connectTimeout", "2");
        config.addDataSourceProperty("loginTimeout", "2");
        config.addDataSourceProperty("socketTimeout", "2");
        config.addDataSourceProperty("tcpKeepAlive", "true");
        return new Database(new HikariDataSource(config));
    }

    /**
     * Does work in one transaction: all of it is committed, or nothing.
     *
     * @throws DatabaseUnavailable if there is no connection or it breaks
     */
    public <T> T inTransaction(Work<T> work) {
        return with(connection -> {
            connection.setAutoCommit(false);
            try {
                T result = work.on(connection);
                connection.commit();
                return result;
            } catch (SQLException | RuntimeException e) {
                rollback(connection, e);
                throw e;
            }
        });
    }

    /** Does work whose statements are committed one by one. */
    public <T> T with(Work<T> work) {
        try (Connection connection = pool.getConnection()) {
            return work.on(connection);
        } catch (SQLException e) {
            String state = e.getSQLState() == null ? "" : e.getSQLState();
            boolean away = e instanceof SQLTransientConnectionException
                    || state.startsWith("08")
                    || state.startsWith("53")
                    || state.startsWith("57P");
            throw away ? new DatabaseUnavailable(e) : new IllegalStateException(e);
        }
    }

    private static void rollback(Connection connection, Exception cause) {
        try {
            connection.rollback();
        } catch (SQLException e) {
            cause.addSuppressed(e);
        }
    }

    /** Whether the database answers now. */
    public boolean answers() {
        try {
            return with(connection -> connection.isValid(1));
        } catch (RuntimeException e) {
            return false;
        }
    }

    DataSource dataSource() {
        return pool;
    }

    @Override
    public void close() {
        pool.close();
    }
}
