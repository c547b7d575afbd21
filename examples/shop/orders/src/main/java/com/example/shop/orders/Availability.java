package com.example.shop.orders;

import com.fasterxml.jackson.annotation.JsonValue;

/** What the inventory said when an order was placed. */
enum Availability {
    IN_STOCK("in-stock"),
    OUT_OF_STOCK("out-of-stock"),
    /** It could not be asked: the documented fallback. */
    UNKNOWN("unknown");

    private final String text;

    Availability(String text) {
        this.text = text;
    }

    @JsonValue
    String text() {
        return text;
    }
}
