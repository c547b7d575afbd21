package dev.seatrial.environment;

import dev.seatrial.link.LinkProvider;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.TreeMap;

/** Finds what makes links. */
public final class LinkProviders {

    private static final String OURS = "seatrial";

    private LinkProviders() {}

    /**
     * Seatrial's own provider.
     *
     * @throws EnvironmentException if it is not installed, or two have one id
     */
    public static LinkProvider installed() {
        Map<String, LinkProvider> byId = new TreeMap<>();
        for (LinkProvider provider : ServiceLoader.load(LinkProvider.class)) {
            LinkProvider other = byId.putIfAbsent(provider.id(), provider);
            if (other != null) {
                throw new EnvironmentException("two link providers have the id \"" + provider.id() + "\": "
                        + other.getClass().getName() + " and "
                        + provider.getClass().getName());
            }
        }
        LinkProvider ours = byId.get(OURS);
        if (ours == null) {
            throw new EnvironmentException(
                    "no link provider \"" + OURS + "\" is on the class path, only " + byId.keySet());
        }
        return ours;
    }
}
