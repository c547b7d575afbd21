package dev.seatrial.environment;

import dev.seatrial.link.LinkProvider;
import java.util.List;
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
        return named(OURS);
    }

    /**
     * The provider with this id.
     *
     * @throws EnvironmentException if there is none, or two have one id; the message names those that there are
     */
    public static LinkProvider named(String id) {
        Map<String, LinkProvider> byId = all();
        LinkProvider found = byId.get(id);
        if (found == null) {
            throw new EnvironmentException(
                    "no link provider \"" + id + "\" is on the class path, only " + byId.keySet());
        }
        return found;
    }

    /** The ids that can be asked for, sorted. */
    public static List<String> ids() {
        return List.copyOf(all().keySet());
    }

    private static Map<String, LinkProvider> all() {
        Map<String, LinkProvider> byId = new TreeMap<>();
        for (LinkProvider provider : ServiceLoader.load(LinkProvider.class)) {
            LinkProvider other = byId.putIfAbsent(provider.id(), provider);
            if (other != null) {
                throw new EnvironmentException("two link providers have the id \"" + provider.id() + "\": "
                        + other.getClass().getName() + " and "
                        + provider.getClass().getName());
            }
        }
        return byId;
    }
}
