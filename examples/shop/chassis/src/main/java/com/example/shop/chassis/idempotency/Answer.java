package com.example.shop.chassis.idempotency;

/**
 * What an operation answered, to be kept and given again.
 *
 * @param location of what was made
 * @param body JSON
 * @param replayed whether it is given again
 */
public record Answer(int status, String location, String body, boolean replayed) {

    public static Answer of(int status, String location, String body) {
        return new Answer(status, location, body, false);
    }
}
