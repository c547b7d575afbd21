package dev.seatrial.environment.database;

import dev.seatrial.environment.ready.Condition;
import dev.seatrial.link.Endpoint;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Properties;

/** A PostgreSQL database lets a user in. */
public record PostgresAnswers(Endpoint endpoint, String database, String user, String password) implements Condition {

    @Override
    public String what() {
        return "the database \"" + database + "\" at " + endpoint + " to let " + user + " in";
    }

    @Override
    public Optional<String> missing() {
        try (Connection connection = connect(endpoint, database, user, password)) {
            return connection.isValid(2) ? Optional.empty() : Optional.of("the connection is not valid");
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
        Properties properties = new Properties();
        properties.setProperty("user", user);
        properties.setProperty("password", password);
        properties.setProperty("connectTimeout", "2");
        properties.setProperty("socketTimeout", "20");
        properties.setProperty("ApplicationName", "seatrial");
        String url = "jdbc:postgresql://" + endpoint + "/" + database;
        return DriverManager.getConnection(url, properties);
    }

    @Override
    public String toString() {
        return what();
    }
}
