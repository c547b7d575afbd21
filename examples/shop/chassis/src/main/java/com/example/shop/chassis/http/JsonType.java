package com.example.shop.chassis.http;

import java.util.regex.Pattern;

/** The media type of request bodies: {@code application/json}, in UTF-8 if it says a charset at all. */
public final class JsonType {

    private static final Pattern JSON =
            Pattern.compile("(?i)application/json\\s*(;\\s*charset=\"?utf-8\"?\\s*)?;?\\s*");

    private JsonType() {}

    public static boolean matches(String contentType) {
        return JSON.matcher(contentType.strip()).matches();
    }
}
