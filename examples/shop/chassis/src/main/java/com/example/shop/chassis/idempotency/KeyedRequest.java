package com.example.shop.chassis.idempotency;

import com.example.shop.chassis.json.Json;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A request that must have its effect once.
 *
 * @param tenant whose key it is; keys of others are other keys
 * @param operation what the key was used for; elsewhere it is another key
 * @param fingerprint of the payload as understood, so that member order and white space do not matter
 */
public record KeyedRequest(String tenant, String operation, IdempotencyKey key, String fingerprint) {

    public static KeyedRequest of(String tenant, String operation, IdempotencyKey key, Object payload) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(Json.bytes(payload));
            return new KeyedRequest(tenant, operation, key, HexFormat.of().formatHex(digest));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What names this request among all, for the lock. */
    String name() {
        return tenant + '\n' + operation + '\n' + key.value();
    }
}
