package dev.seatrial.suite.access;

import dev.seatrial.environment.RunningResource;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/** PostgreSQL over JDBC, at the resource's own address and with its administrator. */
public final class JdbcDatabases implements Databases {

    private static final String OURSELVES = "seatrial";
    private static final String SESSIONS = """
            select datname, usename, coalesce(application_name, ''), coalesce(host(client_addr), ''), coalesce(client_port, -1)
              from pg_stat_activity
             where backend_type = 'client backend' and datname is not null
               and pid <> pg_backend_pid() and coalesce(application_name, '') <> ?
             order by backend_start, pid""";

    @Override
    public String value(RunningResource database, String sql, Map<String, String> parameters) {
        NamedParameters query = NamedParameters.of(sql, parameters);
        try (Connection connection = connect(database);
                PreparedStatement statement = connection.prepareStatement(query.sql())) {
            for (int i = 0; i < query.values().size(); i++) {
                statement.setString(i + 1, query.values().get(i));
            }
            try (ResultSet rows = statement.executeQuery()) {
                if (!rows.next()) {
                    throw new AccessException("\"" + sql + "\" on " + name(database) + " gives no row");
                }
                String value = rows.getString(1);
                return value == null ? "" : value;
            }
        } catch (SQLException e) {
            throw new AccessException("\"" + sql + "\" on " + name(database) + " failed: " + e.getMessage(), e);
        }
    }

    @Override
    public List<Session> sessions(RunningResource database) {
        try (Connection connection = connect(database);
                PreparedStatement statement = connection.prepareStatement(SESSIONS)) {
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
        } catch (SQLException e) {
            throw new AccessException("the sessions of " + name(database) + " cannot be read: " + e.getMessage(), e);
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
        String url = "jdbc:postgresql://" + database.direct() + "/"
                + database.database().orElse(database.spec().name());
        return DriverManager.getConnection(url, properties);
    }

    private static String name(RunningResource database) {
        return database.spec().name();
    }
}
