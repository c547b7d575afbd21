package dev.seatrial.environment.database;

import dev.seatrial.environment.EnvironmentException;
import dev.seatrial.environment.wiring.Address;
import dev.seatrial.environment.wiring.BoundResource;
import dev.seatrial.environment.wiring.StartedResource;
import dev.seatrial.link.Endpoint;
import dev.seatrial.target.Resource;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Makes databases in one server. Every database has a user of its own who can enter no other.
 *
 * @param server where it listens
 * @param superuser who may make databases
 * @param password of the superuser; a secret
 */
public record PostgresDatabases(Endpoint server, String superuser, String password) {

    /** The server lets the superuser in. */
    public PostgresAnswers ready() {
        return new PostgresAnswers(server, "postgres", superuser, password);
    }

    /**
     * Makes the database of a resource, and the user whom its consumers are.
     *
     * @throws EnvironmentException if the server refuses
     */
    public BoundResource create(Resource spec) {
        String name = spec.name().replace('-', '_').toLowerCase(Locale.ROOT);
        String secret = Secrets.fresh();
        try (Connection connection = PostgresAnswers.connect(server, "postgres", superuser, password);
                Statement statement = connection.createStatement()) {
            statement.execute("create role \"" + name + "\" login password '" + secret + "'");
            statement.execute("create database \"" + name + "\" owner \"" + name + "\"");
            statement.execute("revoke connect on database \"" + name + "\" from public");
        } catch (SQLException e) {
            throw new EnvironmentException(
                    "resource \"" + spec.name() + "\": its database could not be made in the server at " + server + ": "
                            + e.getMessage(),
                    e);
        }
        StartedResource running = new StartedResource(
                spec, server, Optional.of(name), Optional.of(superuser), Optional.of(password), Optional.of(name));
        return new BoundResource(running, Map.of(), consumer -> new Address.OfPostgres(consumer, name, name, secret));
    }

    @Override
    public String toString() {
        return "PostgreSQL at " + server;
    }
}
