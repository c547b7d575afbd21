package com.example.shop.chassis.security;

import com.example.shop.chassis.problem.Problem;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.security.interfaces.RSAPublicKey;
import java.text.ParseException;
import java.time.Clock;
import java.time.Instant;
import java.util.Date;
import java.util.Optional;
import java.util.Set;

/** Makes callers of bearer tokens: RS256 with the one configured key, whatever the token's own header points to. */
public final class Tokens {

    private final RSASSAVerifier verifier;
    private final Clock clock;

    public Tokens(RSAPublicKey key, Clock clock) {
        this.verifier = new RSASSAVerifier(key);
        this.clock = clock;
    }

    /**
     * The caller named by an {@code Authorization} header.
     *
     * @throws com.example.shop.chassis.problem.ProblemException 401
     */
    public Caller verify(String authorization) {
        if (authorization == null || !authorization.regionMatches(true, 0, "Bearer ", 0, 7)) {
            throw Problem.unauthorized("No bearer token came with the request.").exception();
        }
        String token = authorization.substring(7).strip();
        try {
            SignedJWT jwt = SignedJWT.parse(token);
            boolean signed = JWSAlgorithm.RS256.equals(jwt.getHeader().getAlgorithm()) && jwt.verify(verifier);
            if (!signed) {
                throw Problem.unauthorized("The token's signature is not valid.")
                        .exception();
            }
            return caller(jwt.getJWTClaimsSet(), token);
        } catch (ParseException | JOSEException | IllegalArgumentException e) {
            throw Problem.unauthorized("The token is malformed.").exception();
        }
    }

    private Caller caller(JWTClaimsSet claims, String token) throws ParseException {
        TokenRules.violated(
                        claims.getIssuer(),
                        claims.getAudience(),
                        claims.getSubject(),
                        instant(claims.getExpirationTime()),
                        instant(claims.getNotBeforeTime()),
                        clock.instant())
                .ifPresent(wrong -> {
                    throw Problem.unauthorized(wrong).exception();
                });
        String scopes = Optional.ofNullable(claims.getStringClaim("scope")).orElse("");
        return new Caller(claims.getSubject(), Set.copyOf(java.util.List.of(scopes.split(" +"))), token);
    }

    private static Instant instant(Date date) {
        return date == null ? null : date.toInstant();
    }
}
