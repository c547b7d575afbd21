package com.example.shop.chassis.security;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;

/** What the claims of a token must say, whoever has verified its signature (RFC 8725). */
public final class TokenRules {

    public static final String ISSUER = "https://id.shop.example";
    public static final String AUDIENCE = "shop";
    private static final Duration SKEW = Duration.ofSeconds(5);

    private TokenRules() {}

    /** @return what is wrong, if anything */
    public static Optional<String> violated(
            String issuer,
            Collection<String> audience,
            String subject,
            Instant expires,
            Instant notBefore,
            Instant now) {
        if (!ISSUER.equals(issuer)) {
            return Optional.of("The token is from another issuer.");
        }
        if (audience == null || !audience.contains(AUDIENCE)) {
            return Optional.of("The token is for another audience.");
        }
        if (expires == null || !now.minus(SKEW).isBefore(expires)) {
            return Optional.of("The token has expired.");
        }
        if (notBefore != null && now.plus(SKEW).isBefore(notBefore)) {
            return Optional.of("The token is not valid yet.");
        }
        return subject == null || subject.isBlank() || subject.indexOf('\0') >= 0
                ? Optional.of("The token has no subject.")
                : Optional.empty();
    }
}
