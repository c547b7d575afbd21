package dev.seatrial.environment.journal;

import java.security.SecureRandom;
import java.util.HexFormat;

/**
 * Names one run of the harness on one machine.
 *
 * @param text 20 hexadecimal digits
 */
public record RunId(String text) {

    static RunId fresh() {
        byte[] bytes = new byte[10];
        new SecureRandom().nextBytes(bytes);
        return new RunId(HexFormat.of().formatHex(bytes));
    }

    @Override
    public String toString() {
        return text;
    }
}
