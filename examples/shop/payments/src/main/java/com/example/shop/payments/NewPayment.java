package com.example.shop.payments;

import com.example.shop.chassis.json.Fields;
import java.util.regex.Pattern;

/** What somebody sends to be charged. */
record NewPayment(String reference, Money total, String source) {

    private static final Pattern REFERENCE = Pattern.compile("[A-Za-z0-9._-]{1,64}");
    private static final Pattern SOURCE = Pattern.compile("tok_[a-z0-9_]{1,40}");

    static NewPayment read(Fields fields) {
        return new NewPayment(
                fields.text("reference", REFERENCE),
                fields.object("total", Money::read),
                fields.text("source", SOURCE));
    }

    boolean isDeclined() {
        return source.equals("tok_declined");
    }
}
