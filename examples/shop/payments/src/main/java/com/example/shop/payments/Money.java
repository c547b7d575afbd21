package com.example.shop.payments;

import com.example.shop.chassis.json.Fields;

/** An amount in the smallest unit of its currency. */
record Money(int amount, Currency currency) {

    /** What the shop takes. */
    enum Currency {
        EUR,
        USD,
        GBP
    }

    static Money read(Fields fields) {
        return new Money(fields.integer("amount", 1, 100_000_000), fields.oneOf("currency", Currency.class));
    }
}
