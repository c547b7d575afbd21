package com.example.shop.orders;

import com.example.shop.chassis.json.Fields;
import java.util.regex.Pattern;

/** What a customer sends to order something. {@code note} may be null. */
record NewOrder(String reference, String sku, int quantity, Money total, String note) {

    private static final Pattern REFERENCE = Pattern.compile("[A-Za-z0-9._-]{1,64}");
    private static final Pattern SKU = Pattern.compile("[a-z0-9-]{1,40}");
    private static final Pattern NOTE = Pattern.compile("(?s)[^\\u0000-\\u001f\\u007f-\\u009f]{0,200}");

    static NewOrder read(Fields fields) {
        return new NewOrder(
                fields.text("reference", REFERENCE),
                fields.text("sku", SKU),
                fields.integer("quantity", 1, 100),
                fields.object("total", Money::read),
                fields.optionalText("note", NOTE).orElse(null));
    }
}
