package dev.seatrial.environment.fetch;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import org.apache.maven.settings.Settings;
import org.apache.maven.settings.building.DefaultSettingsBuilderFactory;
import org.apache.maven.settings.building.DefaultSettingsBuildingRequest;
import org.apache.maven.settings.building.SettingsBuildingException;
import org.eclipse.aether.repository.AuthenticationSelector;
import org.eclipse.aether.repository.MirrorSelector;
import org.eclipse.aether.repository.Proxy;
import org.eclipse.aether.repository.ProxySelector;
import org.eclipse.aether.util.repository.AuthenticationBuilder;
import org.eclipse.aether.util.repository.DefaultAuthenticationSelector;
import org.eclipse.aether.util.repository.DefaultMirrorSelector;
import org.eclipse.aether.util.repository.DefaultProxySelector;

/** Reads the user's {@code settings.xml} as Maven does. */
final class MavenSettings {

    private MavenSettings() {}

    static Settings read() throws IOException {
        File user = home().resolve("settings.xml").toFile();
        DefaultSettingsBuildingRequest request = new DefaultSettingsBuildingRequest();
        request.setUserSettingsFile(user);
        request.setSystemProperties(System.getProperties());
        try {
            return new DefaultSettingsBuilderFactory()
                    .newInstance()
                    .build(request)
                    .getEffectiveSettings();
        } catch (SettingsBuildingException e) {
            throw new FetchException(
                    user + " cannot be read: " + e.getMessage()
                            + "\n  mend: mvn help:effective-settings shows the same",
                    e);
        }
    }

    private static Path home() {
        return Path.of(System.getProperty("user.home"), ".m2");
    }

    static Path localRepository(Settings settings) {
        String given = System.getProperty("maven.repo.local", "");
        if (!given.isBlank()) {
            return Path.of(given).toAbsolutePath();
        }
        String configured = settings.getLocalRepository();
        return configured == null || configured.isBlank() ? home().resolve("repository") : Path.of(configured);
    }

    static MirrorSelector mirrors(Settings settings) {
        DefaultMirrorSelector mirrors = new DefaultMirrorSelector();
        settings.getMirrors()
                .forEach(m -> mirrors.add(
                        m.getId(),
                        m.getUrl(),
                        m.getLayout(),
                        false,
                        m.isBlocked(),
                        m.getMirrorOf(),
                        m.getMirrorOfLayouts()));
        return mirrors;
    }

    static ProxySelector proxies(Settings settings) {
        DefaultProxySelector proxies = new DefaultProxySelector();
        settings.getProxies().stream()
                .filter(org.apache.maven.settings.Proxy::isActive)
                .forEach(p -> proxies.add(
                        new Proxy(
                                p.getProtocol(),
                                p.getHost(),
                                p.getPort(),
                                new AuthenticationBuilder()
                                        .addUsername(p.getUsername())
                                        .addPassword(p.getPassword())
                                        .build()),
                        p.getNonProxyHosts()));
        return proxies;
    }

    static AuthenticationSelector credentials(Settings settings) {
        DefaultAuthenticationSelector credentials = new DefaultAuthenticationSelector();
        settings.getServers()
                .forEach(s -> credentials.add(
                        s.getId(),
                        new AuthenticationBuilder()
                                .addUsername(s.getUsername())
                                .addPassword(s.getPassword())
                                .build()));
        return credentials;
    }
}
