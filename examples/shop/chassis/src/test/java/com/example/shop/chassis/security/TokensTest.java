package com.example.shop.chassis.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.interfaces.RSAPublicKey;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.Date;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TokensTest {

    private static final Instant NOW = Instant.parse("2026-01-15T10:00:00Z");
    private static final KeyPair KEYS = keys();
    private static final KeyPair OTHERS = keys();
    private final Tokens tokens = new Tokens((RSAPublicKey) KEYS.getPublic(), Clock.fixed(NOW, ZoneOffset.UTC));

    @Test
    void makesACallerOfAValidToken() throws JOSEException {
        Caller caller = tokens.verify("Bearer " + signed(KEYS, valid().build()));
        assertThat(caller.subject()).isEqualTo("alice");
        assertThat(caller.scopes()).isEqualTo(Set.of("orders", "payments"));
    }

    @Test
    void refusesWhatIsNotForNowOrNotForUs() throws JOSEException {
        refuses(valid().expirationTime(Date.from(NOW.minusSeconds(10))), "The token has expired.");
        refuses(valid().expirationTime(null), "The token has expired.");
        refuses(valid().notBeforeTime(Date.from(NOW.plusSeconds(60))), "The token is not valid yet.");
        refuses(valid().audience("another"), "The token is for another audience.");
        refuses(valid().issuer("https://another.example"), "The token is from another issuer.");
        refuses(valid().subject(null), "The token has no subject.");
    }

    @Test
    void refusesForgeries() throws JOSEException {
        byte[] publicKey = KEYS.getPublic().getEncoded();
        SignedJWT confused = new SignedJWT(new JWSHeader(JWSAlgorithm.HS256), valid().build());
        confused.sign(new MACSigner(publicKey));
        assertRefused("Bearer " + new PlainJWT(valid().build()).serialize(), "The token is malformed.");
        assertRefused("Bearer " + confused.serialize(), "The token's signature is not valid.");
        assertRefused("Bearer " + signed(OTHERS, valid().build()), "The token's signature is not valid.");
        assertRefused("Bearer x.y.z", "The token is malformed.");
        assertRefused("Basic YTpi", "No bearer token came with the request.");
        assertRefused(null, "No bearer token came with the request.");
    }

    @Test
    void readsAKeyWithAndWithoutItsArmour() {
        String base64 = Base64.getEncoder().encodeToString(KEYS.getPublic().getEncoded());
        assertThat(PublicKeys.parse(base64)).isEqualTo(KEYS.getPublic());
        assertThat(PublicKeys.parse("-----BEGIN PUBLIC KEY-----\n" + base64 + "\n-----END PUBLIC KEY-----\n"))
                .isEqualTo(KEYS.getPublic());
        assertThatThrownBy(() -> PublicKeys.parse("nonsense")).hasMessage("JWT_PUBLIC_KEY is no RSA public key in PEM");
    }

    private void refuses(JWTClaimsSet.Builder claims, String why) throws JOSEException {
        assertRefused("Bearer " + signed(KEYS, claims.build()), why);
    }

    private void assertRefused(String authorization, String why) {
        assertThatThrownBy(() -> tokens.verify(authorization)).hasMessage("401 " + why);
    }

    private static JWTClaimsSet.Builder valid() {
        return new JWTClaimsSet.Builder()
                .issuer(TokenRules.ISSUER)
                .audience(TokenRules.AUDIENCE)
                .subject("alice")
                .claim("scope", "orders payments")
                .expirationTime(Date.from(NOW.plusSeconds(60)));
    }

    private static String signed(KeyPair keys, JWTClaimsSet claims) throws JOSEException {
        JWSSigner signer = new RSASSASigner(keys.getPrivate());
        SignedJWT jwt = new SignedJWT(new JWSHeader(JWSAlgorithm.RS256), claims);
        jwt.sign(signer);
        return jwt.serialize();
    }

    private static KeyPair keys() {
        try {
            return KeyPairGenerator.getInstance("RSA").generateKeyPair();
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }
}
