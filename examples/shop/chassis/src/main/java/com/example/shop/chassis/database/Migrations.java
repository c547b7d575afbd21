package com.example.shop.chassis.database;

import org.flywaydb.core.Flyway;

/** Brings the database to the schema that this version needs ({@code db/migration}). */
public final class Migrations {

    private Migrations() {}

    /** @throws RuntimeException if the database is away or refuses; then it is worth another try later */
    public static void apply(Database database) {
        Flyway.configure()
                .dataSource(database.dataSource())
                .locations("classpath:db/migration")
                .loggers("slf4j")
                .validateMigrationNaming(true)
                .load()
                .migrate();
    }
}
