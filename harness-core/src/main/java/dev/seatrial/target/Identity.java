package dev.seatrial.target;

import java.nio.file.Path;
import java.util.Map;

/** Who a check is when it calls the system. */
public sealed interface Identity {

    /** The name under which the owner declared it. */
    String name();

    /**
     * A token minted with a test key for each use.
     *
     * @param key PEM file of an RSA or EC private key, absolute
     * @param claims the token's claims as written; {@code iat}, {@code nbf}, {@code exp} are added when minted
     */
    record Minted(String name, Path key, Map<String, Object> claims) implements Identity {
        public Minted {
            claims = Target.Ordered.copyOf(claims);
        }
    }

    /**
     * A token given by the owner.
     *
     * @param token the bearer token; a secret
     */
    record Given(String name, String token) implements Identity {
        @Override
        public String toString() {
            return "Given[name=" + name + ", token=***]";
        }
    }
}
