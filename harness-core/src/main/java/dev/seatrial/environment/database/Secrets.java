package dev.seatrial.environment.database;

import java.security.SecureRandom;
import java.util.HexFormat;

/** Passwords for what lives as long as a run. */
public final class Secrets {

    private Secrets() {}

    /** 32 hexadecimal digits. */
    public static String fresh() {
        byte[] bytes = new byte[16];
        new SecureRandom().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
