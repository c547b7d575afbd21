package com.example.shop.chassis.testing;

import com.example.shop.chassis.config.Settings;
import com.example.shop.chassis.database.Database;
import com.example.shop.chassis.database.Migrations;
import com.example.shop.chassis.database.Sql;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** A real PostgreSQL for the tests of one class. */
public final class TestDatabase implements AutoCloseable {

    private final EmbeddedPostgres postgres;
    private final Database database;

    private TestDatabase(EmbeddedPostgres postgres) {
        this.postgres = postgres;
        this.database = Database.of(
                Settings.of(
                        "test",
                        Map.of(
                                "DATABASE_URL",
                                postgres.getJdbcUrl("postgres", "postgres"),
                                "DATABASE_USER",
                                "postgres",
                                "DATABASE_PASSWORD",
                                "postgres")),
                20);
    }

    /** With the schema of the service's own migrations. */
    public static TestDatabase migrated() {
        TestDatabase test = start();
        Migrations.apply(test.database);
        return test;
    }

    /** With a script from the class path. */
    public static TestDatabase with(String script) {
        TestDatabase test = start();
        try (InputStream sql = TestDatabase.class.getResourceAsStream(script)) {
            String text = new String(sql.readAllBytes(), StandardCharsets.UTF_8);
            test.database.with(connection -> Sql.update(connection, text));
            return test;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static TestDatabase start() {
        try {
            return new TestDatabase(
                    EmbeddedPostgres.builder().setServerConfig("fsync", "off").start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public Database database() {
        return database;
    }

    /** What a counting statement says. */
    public long count(String sql, Object... parameters) {
        return database.with(connection -> Sql.first(connection, row -> row.getLong(1), sql, parameters))
                .orElseThrow();
    }

    @Override
    public void close() throws IOException {
        database.close();
        postgres.close();
    }
}
