package dev.seatrial.environment;

import dev.seatrial.target.Target;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.TreeMap;

/** Finds the provider that makes an environment: the one that is asked for by its id, or the first that fits. */
public final class Environments {

    /** In this order they are tried where none is asked for; others only serve when asked for. */
    private static final List<String> TRIED = List.of("remote", "processes", "containers");

    private final Map<String, EnvironmentProvider> providers;

    private Environments(Map<String, EnvironmentProvider> providers) {
        this.providers = providers;
    }

    /**
     * Those that {@link ServiceLoader} finds.
     *
     * @throws EnvironmentException if two have one id; the message names both
     */
    public static Environments installed() {
        return of(ServiceLoader.load(EnvironmentProvider.class));
    }

    /**
     * These.
     *
     * @throws EnvironmentException if two have one id; the message names both
     */
    public static Environments of(Iterable<EnvironmentProvider> all) {
        Map<String, EnvironmentProvider> providers = new TreeMap<>();
        for (EnvironmentProvider provider : all) {
            EnvironmentProvider other = providers.put(provider.id(), provider);
            if (other != null) {
                throw new EnvironmentException("two environment providers are named \"" + provider.id() + "\": "
                        + other.getClass().getName() + " and "
                        + provider.getClass().getName()
                        + "\n  mend: take one of the two off the class path");
            }
        }
        return new Environments(providers);
    }

    /** The ids that can be asked for, sorted. */
    public List<String> ids() {
        return List.copyOf(providers.keySet());
    }

    /**
     * The provider with this id.
     *
     * @throws EnvironmentException if there is none, or it cannot serve this target here; the message says why
     */
    public EnvironmentProvider named(String id, Target target) {
        EnvironmentProvider provider = providers.get(id);
        if (provider == null) {
            throw new EnvironmentException(
                    "there is no environment \"" + id + "\"\n  mend: choose one of " + String.join(", ", ids()));
        }
        Optional<String> unfit = provider.unfit(target);
        if (unfit.isPresent()) {
            throw new EnvironmentException(
                    "the environment \"" + id + "\" cannot serve " + target.system() + ": " + unfit.get());
        }
        return provider;
    }

    /**
     * The first of {@code remote}, {@code processes} and {@code containers} that can serve this target here.
     *
     * @throws EnvironmentException if none can; the message says why not, for each
     */
    public EnvironmentProvider fitting(Target target) {
        Map<String, String> reasons = new LinkedHashMap<>();
        for (String id : TRIED) {
            EnvironmentProvider provider = providers.get(id);
            if (provider == null) {
                reasons.put(id, "is not on the class path");
                continue;
            }
            Optional<String> unfit = provider.unfit(target);
            if (unfit.isEmpty()) {
                return provider;
            }
            reasons.put(id, unfit.get());
        }
        List<String> lines = new ArrayList<>();
        reasons.forEach((id, reason) -> lines.add("\n  " + id + ": " + reason));
        throw new EnvironmentException(
                "no environment can serve " + target.system() + " here" + String.join("", lines));
    }
}
