package dev.seatrial.suite.access;

import dev.seatrial.environment.RunningResource;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.function.Supplier;

/** PostgreSQL over JDBC, at the resource's own address and with its administrator. */
public final class JdbcDatabases implements Databases {

    private static final String OURSELVES = "seatrial";
    private static final int MOST_IDLE = 4;
    private static final String SESSIONS = """
            select datname, usename, coalesce(application_name, ''), coalesce(host(client_addr), ''), coalesce(client_port, -1)
              from pg_stat_activity
             where backend_type = 'client backend' and datname is not null
               and pid <> pg_backend_pid() and coalesce(application_name, '') <> ?
             order by backend_start, pid""";

    private final Map<String, Deque<Connection>> idle = new ConcurrentHashMap<>();

    @Override
    public String value(RunningResource database, String sql, Map<String, String> parameters) {
        NamedParameters query = NamedParameters.of(sql, parameters);
        return using(database, "\"" + sql + "\" on " + name(database) + " failed: ", connection -> {
            try (PreparedStatement statement = connection.prepareStatement(query.sql())) {
                return first(statement, query, () -> "\"" + sql + "\" on " + name(database) + " gives no row");
            }
        });
    }

    private static String first(PreparedStatement statement, NamedParameters query, Supplier<String> otherwise)
            throws SQLException {
        for (int i = 0; i < query.values().size(); i++) {
            statement.setString(i + 1, query.values().get(i));
        }
        try (ResultSet rows = statement.executeQuery()) {
            if (!rows.next()) {
                throw new AccessException(otherwise.get());
            }
            String value = rows.getString(1);
            return value == null ? "" : value;
        }
    }

    @Override
    public List<Session> sessions(RunningResource database) {
        return using(database, "the sessions of " + name(database) + " cannot be read: ", connection -> {
            try (PreparedStatement statement = connection.prepareStatement(SESSIONS)) {
                statement.setString(1, OURSELVES);
                List<Session> sessions = new ArrayList<>();
                try (ResultSet rows = statement.executeQuery()) {
                    while (rows.next()) {
                        sessions.add(new Session(
                                rows.getString(1),
                                rows.getString(2),
                                rows.getString(3),
                                rows.getString(4),
                                rows.getInt(5)));
                    }
                }
                return List.copyOf(sessions);
            }
        });
    }

    /** What is done with a connection. */
    private interface Work<T> {
        T on(Connection connection) throws SQLException;
    }

    /**
     * Logging in costs both sides far more than a query, and counting asks hundreds of times; so a connection is kept for
     * the next query. One that has broken meanwhile (a database that was started again) is replaced, for reading twice
     * does no harm.
     */
    private <T> T using(RunningResource database, String failed, Work<T> work) {
        Deque<Connection> kept = idle.computeIfAbsent(url(database), u -> new ConcurrentLinkedDeque<>());
        Connection connection = kept.pollLast();
        try {
            if (connection != null) {
                try {
                    return work(connection, kept, work);
                } catch (SQLException e) {
                    if (connection.isValid(1)) {
                        throw e;
                    }
                }
            }
            return work(connect(database), kept, work);
        } catch (SQLException e) {
            throw new AccessException(failed + e.getMessage(), e);
        }
    }

    private static <T> T work(Connection connection, Deque<Connection> kept, Work<T> work) throws SQLException {
        boolean whole = false;
        try {
            T result = work.on(connection);
            whole = true;
            return result;
        } finally {
            if (whole && kept.size() < MOST_IDLE) {
                kept.addLast(connection);
            } else {
                connection.close();
            }
        }
    }

    private static Connection connect(RunningResource database) throws SQLException {
        String user = database.adminUser()
                .or(() -> database.spec().user())
                .orElseThrow(() -> new AccessException("nobody is known who may look into " + name(database)
                        + "; give it \"user:\" and \"password:\" in seatrial.yaml"));
        Properties properties = new Properties();
        properties.setProperty("user", user);
        database.adminPassword()
                .or(() -> database.spec().password())
                .ifPresent(password -> properties.setProperty("password", password));
        properties.setProperty("ApplicationName", OURSELVES);
        properties.setProperty("connectTimeout", "5");
        properties.setProperty("socketTimeout", "10");
        // Parameters come as text; the server knows whether a column is a uuid or a number.
        properties.setProperty("stringtype", "unspecified");
        return DriverManager.getConnection(url(database), properties);
    }

    private static String url(RunningResource database) {
        return "jdbc:postgresql://" + database.direct() + "/"
                + database.database().orElse(database.spec().name());
    }

    private static String name(RunningResource database) {
        return database.spec().name();
    }
}
