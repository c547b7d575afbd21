package dev.seatrial.run;

import dev.seatrial.target.Identity;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.interfaces.ECPrivateKey;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.databind.json.JsonMapper;

/** Makes the bearer tokens of identities (RFC 7519, RFC 7515: RS256 for an RSA key, ES256/384/512 for an EC key). */
final class TokenMint {

    private static final Duration VALID = Duration.ofMinutes(10);
    /** A token is used again for this long, so that a repeated request is the same request. */
    private static final Duration REUSED = Duration.ofMinutes(3);

    private static final JsonMapper JSON = JsonMapper.shared();

    private final Secrets secrets;
    private final Clock clock;
    private final Map<String, Minted> minted = new ConcurrentHashMap<>();

    TokenMint(Secrets secrets, Clock clock) {
        this.secrets = secrets;
        this.clock = clock;
    }

    private record Minted(Identity identity, String token, Instant at) {}

    String token(Identity identity) {
        if (identity instanceof Identity.Given given) {
            secrets.add(given.token());
            return given.token();
        }
        Identity.Minted recipe = (Identity.Minted) identity;
        Instant now = clock.instant();
        return minted.compute(
                        identity.name(),
                        (name, old) -> old != null
                                        && old.identity().equals(identity)
                                        && old.at().plus(REUSED).isAfter(now)
                                ? old
                                : new Minted(identity, mint(recipe, now), now))
                .token();
    }

    private String mint(Identity.Minted recipe, Instant now) {
        PrivateKey key = PrivateKeys.read(recipe.key());
        Map<String, Object> claims = new LinkedHashMap<>(recipe.claims());
        claims.putIfAbsent("iat", now.getEpochSecond());
        // A service's clock may be a little behind ours.
        claims.putIfAbsent("nbf", now.minusSeconds(30).getEpochSecond());
        claims.putIfAbsent("exp", now.plus(VALID).getEpochSecond());
        String signed = encoded(JSON.writeValueAsBytes(header(key))) + "." + encoded(JSON.writeValueAsBytes(claims));
        try {
            Signature signature = Signature.getInstance(jcaName(key));
            signature.initSign(key);
            signature.update(signed.getBytes(StandardCharsets.US_ASCII));
            String token = signed + "." + encoded(signature.sign());
            secrets.add(token);
            return token;
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException(
                    "the key " + recipe.key() + " of identity \"" + recipe.name() + "\" cannot sign: " + e.getMessage(),
                    e);
        }
    }

    private static Map<String, String> header(PrivateKey key) {
        Map<String, String> header = new LinkedHashMap<>();
        header.put("alg", key instanceof ECPrivateKey ec ? "ES" + hashBits(ec) : "RS256");
        header.put("typ", "JWT");
        return header;
    }

    private static String jcaName(PrivateKey key) {
        // P1363: the two numbers side by side, as RFC 7518 §3.4 asks.
        return key instanceof ECPrivateKey ec ? "SHA" + hashBits(ec) + "withECDSAinP1363Format" : "SHA256withRSA";
    }

    private static int hashBits(ECPrivateKey key) {
        int bits = key.getParams().getOrder().bitLength();
        return bits <= 256 ? 256 : bits <= 384 ? 384 : 512;
    }

    private static String encoded(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
