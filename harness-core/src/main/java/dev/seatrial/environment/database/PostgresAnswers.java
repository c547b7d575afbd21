package dev.seatrial.environment.database;

import dev.seatrial.environment.ready.Condition;
import dev.seatrial.link.Endpoint;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.Properties;

/** A PostgreSQL database lets a user in. */
public record PostgresAnswers(Endpoint endpoint, String database, String user, String password) implements Condition {

    private static final Duration CONVERSES_WITHIN = Duration.ofSeconds(20);

    @Override
    public String what() {
        return "the database \"" + database + "\" at " + endpoint + " to let " + user + " in";
    }

    @Override
    public Optional<String> missing(Duration limit) {
        int seconds = (int) Math.max(1, Math.min(CONVERSES_WITHIN.toSeconds(), limit.toSeconds()));
        try (Connection connection = connect(endpoint, database, user, password, seconds)) {
            return connection.isValid(Math.min(2, seconds))
                    ? Optional.empty()
                    : Optional.of("the connection is not valid");
        } catch (SQLException e) {
            return Optional.of(
                    String.valueOf(e.getMessage()).lines().findFirst().orElse(""));
        }
    }

    /**
     * Opens a connection, with limits.
     *
     * @throws SQLException if the server does not let the user in
     */
    public static Connection connect(Endpoint endpoint, String database, String user, String password)
            throws SQLException {
        return connect(endpoint, database, user, password, (int) CONVERSES_WITHIN.toSeconds());
    }

    private static Connection connect(Endpoint endpoint, String database, String user, String password, int seconds)
            throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", user);
        properties.setProperty("password", password);
        properties.setProperty("connectTimeout", Integer.toString(Math.min(2, seconds)));
        properties.setProperty("socketTimeout", Integer.toString(seconds));
        properties.setProperty("ApplicationName", "seatrial");
        String url = "jdbc:postgresql://" + endpoint + "/" + database;
        return DriverManager.getConnection(url, properties);
    }

    @Override
    public String toString() {
        return what();
    }
}
