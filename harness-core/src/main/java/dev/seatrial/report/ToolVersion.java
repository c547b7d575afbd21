package dev.seatrial.report;

import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;

/** The version of Seatrial. */
public final class ToolVersion {

    private ToolVersion() {}

    /** The version as the build wrote it, such as {@code 0.1.0}. */
    public static String get() {
        try (InputStream in = ToolVersion.class.getResourceAsStream("version.properties")) {
            Properties properties = new Properties();
            properties.load(in);
            return properties.getProperty("version", "unknown");
        } catch (IOException e) {
            throw new IllegalStateException("version.properties cannot be read", e);
        }
    }
}
