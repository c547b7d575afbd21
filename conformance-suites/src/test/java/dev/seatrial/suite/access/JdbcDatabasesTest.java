package dev.seatrial.suite.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.seatrial.environment.RunningResource;
import dev.seatrial.fixture.PostgresResource;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("processes")
class JdbcDatabasesTest {

    private static EmbeddedPostgres postgres;
    private static RunningResource database;

    private final JdbcDatabases databases = new JdbcDatabases();

    @BeforeAll
    static void start() throws IOException {
        postgres = EmbeddedPostgres.start();
        database = new PostgresResource("orders-db", postgres.getPort());
    }

    @AfterAll
    static void stop() throws IOException {
        postgres.close();
    }

    @Test
    void givesOneValueWhateverTheTypeOfTheColumn() {
        String sql = "select count(*) from (values (gen_random_uuid(), 3)) as t (id, n) where n = :n and id <> :id";
        Map<String, String> values = Map.of("n", "3", "id", "2f1b6c1e-6f0e-4a51-9a35-1f4b3b7a9c11");
        assertThat(databases.value(database, sql, values)).isEqualTo("1");
        assertThat(databases.value(database, "select null::text", Map.of())).isEmpty();
    }

    @Test
    void asksOverOneConnectionAndOpensAnotherWhenThatIsGone() {
        String pid = databases.value(database, "select pg_backend_pid()", Map.of());
        assertThat(databases.value(database, "select pg_backend_pid()", Map.of()))
                .isEqualTo(pid);
        assertThat(new JdbcDatabases().value(database, "select pg_terminate_backend(:pid)", Map.of("pid", pid)))
                .isEqualTo("t");
        assertThat(databases.value(database, "select pg_backend_pid()", Map.of()))
                .isNotEqualTo(pid);
    }

    @Test
    void aQueryThatFailsLeavesTheNextOneWhole() {
        String pid = databases.value(database, "select pg_backend_pid()", Map.of());
        assertThatThrownBy(() -> databases.value(database, "select 1/0", Map.of()))
                .hasMessageEndingWith("ERROR: division by zero");
        assertThat(databases.value(database, "select 7", Map.of())).isEqualTo("7");
        assertThat(pid).isNotEmpty();
    }

    @Test
    void saysWhatFailed() {
        assertThatThrownBy(() -> databases.value(database, "select * from nowhere", Map.of()))
                .isInstanceOf(AccessException.class)
                .hasMessageStartingWith("\"select * from nowhere\" on orders-db failed: ERROR: relation \"nowhere\"");
        assertThatThrownBy(() -> databases.value(database, "select 1 where false", Map.of()))
                .hasMessage("\"select 1 where false\" on orders-db gives no row");
    }

    @Test
    void seesTheSessionsOfOthersButNotItsOwn() throws SQLException {
        String url = "jdbc:postgresql://127.0.0.1:" + postgres.getPort() + "/postgres?ApplicationName=billing";
        try (Connection other = DriverManager.getConnection(url, "postgres", "postgres")) {
            assertThat(other.isValid(1)).isTrue();
            assertThat(databases.sessions(database)).singleElement().satisfies(session -> {
                assertThat(session.application()).isEqualTo("billing");
                assertThat(session.user()).isEqualTo("postgres");
                assertThat(session.database()).isEqualTo("postgres");
                assertThat(session.clientAddress()).isEqualTo("127.0.0.1");
                assertThat(session.clientPort()).isPositive();
            });
        }
    }
}
