package com.example.shop.chassis.security;

import java.util.Set;

/**
 * Who calls.
 *
 * @param token as it came, to be passed on to the services that are called for this caller
 */
public record Caller(String subject, Set<String> scopes, String token) {
    public Caller {
        scopes = Set.copyOf(scopes);
    }
}
