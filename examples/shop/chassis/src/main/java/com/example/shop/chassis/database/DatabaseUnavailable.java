package com.example.shop.chassis.database;

/** The database cannot be reached, or did not answer in time. Whether a commit under way went through is unknown. */
public final class DatabaseUnavailable extends RuntimeException {
    DatabaseUnavailable(Throwable cause) {
        super("the database is unavailable: " + cause.getMessage(), cause);
    }
}
