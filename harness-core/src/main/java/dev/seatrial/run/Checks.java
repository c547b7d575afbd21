package dev.seatrial.run;

import dev.seatrial.check.Check;
import dev.seatrial.check.SuiteProvider;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.TreeMap;

/** The checks that there are. */
public final class Checks {

    private Checks() {}

    /**
     * All checks of the suites that {@link ServiceLoader} finds.
     *
     * @throws UsageException if two have one id, or a suite cannot be loaded
     */
    public static List<Check<?>> discover() {
        List<Check<?>> all = new ArrayList<>();
        try {
            ServiceLoader.load(SuiteProvider.class).forEach(provider -> all.addAll(provider.checks()));
        } catch (ServiceConfigurationError e) {
            throw new UsageException("a suite of checks cannot be loaded: " + e.getMessage(), e);
        }
        return distinct(all);
    }

    /**
     * The same checks, in order.
     *
     * @throws UsageException if two have one id; the message names the classes of both
     */
    public static List<Check<?>> distinct(List<Check<?>> checks) {
        Map<String, Check<?>> byId = new TreeMap<>();
        for (Check<?> check : checks) {
            String id = check.requirement().id();
            Check<?> other = byId.putIfAbsent(id, check);
            if (other != null) {
                throw new UsageException("two checks have the id " + id + ": "
                        + other.getClass().getName() + " and "
                        + check.getClass().getName()
                        + "; take one of them off the class path");
            }
        }
        return List.copyOf(checks);
    }
}
