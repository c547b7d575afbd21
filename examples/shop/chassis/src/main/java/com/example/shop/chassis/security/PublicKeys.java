package com.example.shop.chassis.security;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;

/** Reads the key that tokens are verified with. */
public final class PublicKeys {

    private PublicKeys() {}

    /**
     * An RSA key.
     *
     * @param text PEM ("BEGIN PUBLIC KEY"), with or without its line breaks, or only the base64 inside it
     */
    public static RSAPublicKey parse(String text) {
        String base64 = text.replaceAll("-----[A-Z ]+-----", "").replaceAll("\\s", "");
        try {
            byte[] der = Base64.getDecoder().decode(base64);
            return (RSAPublicKey) KeyFactory.getInstance("RSA").generatePublic(new X509EncodedKeySpec(der));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new IllegalArgumentException("JWT_PUBLIC_KEY is no RSA public key in PEM", e);
        }
    }
}
