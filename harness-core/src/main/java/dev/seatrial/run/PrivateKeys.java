package dev.seatrial.run;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads private keys from PEM files (RFC 7468 §10, PKCS #8). */
final class PrivateKeys {

    private static final Pattern PEM =
            Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----([A-Za-z0-9+/=\\s]*)-----END \\1-----");

    private PrivateKeys() {}

    /**
     * Reads a key.
     *
     * @throws IllegalArgumentException if it cannot be used; the message says why and how to mend it
     */
    static PrivateKey read(Path file) {
        Matcher pem = PEM.matcher(text(file));
        if (!pem.find()) {
            throw new IllegalArgumentException(
                    "the key " + file + " is no PEM file: no \"-----BEGIN PRIVATE KEY-----\" block in it");
        }
        if (!pem.group(1).equals("PRIVATE KEY")) {
            throw new IllegalArgumentException("the key " + file + " is a \"" + pem.group(1)
                    + "\", expected a \"PRIVATE KEY\" (PKCS #8, not encrypted); convert it with: openssl pkcs8 -topk8 -nocrypt -in "
                    + file.getFileName());
        }
        byte[] der;
        try {
            der = Base64.getMimeDecoder().decode(pem.group(2));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("the key " + file + " is no valid Base64: " + e.getMessage(), e);
        }
        return parse(file, new PKCS8EncodedKeySpec(der));
    }

    private static PrivateKey parse(Path file, PKCS8EncodedKeySpec spec) {
        InvalidKeySpecException why = null;
        for (String algorithm : List.of("RSA", "EC")) {
            try {
                return KeyFactory.getInstance(algorithm).generatePrivate(spec);
            } catch (InvalidKeySpecException e) {
                why = e;
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("this JDK knows no " + algorithm + " keys", e);
            }
        }
        throw new IllegalArgumentException("the key " + file + " is neither an RSA nor an EC key", why);
    }

    private static String text(Path file) {
        try {
            return Files.readString(file, StandardCharsets.US_ASCII);
        } catch (NoSuchFileException e) {
            throw new IllegalArgumentException("the key " + file + " does not exist", e);
        } catch (IOException e) {
            throw new IllegalArgumentException("the key " + file + " cannot be read: " + e.getMessage(), e);
        }
    }
}
