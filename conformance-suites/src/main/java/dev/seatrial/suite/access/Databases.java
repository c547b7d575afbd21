package dev.seatrial.suite.access;

import dev.seatrial.environment.RunningResource;
import java.util.List;
import java.util.Map;

/** Asks running databases, beside all links. Safe for use by many threads. */
public interface Databases {

    /**
     * The single value that a query gives, as text; empty text for NULL.
     *
     * @param sql with named placeholders such as {@code :id}
     * @param parameters values of the placeholders; further ones are ignored
     * @throws AccessException if the query fails, gives no row, or names a placeholder without a value
     */
    String value(RunningResource database, String sql, Map<String, String> parameters);

    /**
     * The client sessions of the whole server that are open now, but not our own.
     *
     * @throws AccessException if they cannot be read
     */
    List<Session> sessions(RunningResource database);

    /**
     * One session of a database server.
     *
     * @param database the database it is connected to
     * @param user the role that logged in
     * @param application the name that the client gave itself, may be empty
     * @param clientAddress the address that the server sees, may be empty
     * @param clientPort the port that the server sees; -1 over a Unix socket
     */
    record Session(String database, String user, String application, String clientAddress, int clientPort) {}
}
