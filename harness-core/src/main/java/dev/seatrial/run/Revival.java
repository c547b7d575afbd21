package dev.seatrial.run;

import dev.seatrial.environment.Capability;
import dev.seatrial.environment.Environment;
import dev.seatrial.environment.EnvironmentException;
import dev.seatrial.environment.RunningService;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Sees that a service ended while it was looked at, says so, and starts it again as a platform would: what is seen of a
 * service that is not there tells nothing of what it does when it is.
 */
final class Revival {

    /** As many lines tell why a program ended, as a rule. */
    private static final int LAST_LINES = 12;

    private final Environment environment;
    private final Secrets secrets;
    private final Consumer<RunEvent> listener;
    private final List<Ending> endings = new ArrayList<>();
    private final Set<String> lost = new HashSet<>();

    /**
     * The end of a service.
     *
     * @param text what is known of it, in a few words
     * @param log the last lines that it wrote
     */
    record Ending(String service, String text, List<String> log) {}

    Revival(Environment environment, Secrets secrets, Consumer<RunEvent> listener) {
        this.environment = environment;
        this.secrets = secrets;
        this.listener = listener;
    }

    /** A moment, for {@link #since}. */
    synchronized int now() {
        return endings.size();
    }

    /**
     * What was found ended since a moment, of these services; each runs again when this returns, if it can.
     *
     * @param moment as {@link #now} gave it
     */
    synchronized List<Ending> since(int moment, Collection<String> services) {
        revive(services);
        List<Ending> found = new ArrayList<>();
        for (int i = 0; i < endings.size(); i++) {
            Ending ending = endings.get(i);
            // What could not be started again is away ever after.
            if (services.contains(ending.service()) && (i >= moment || lost.contains(ending.service()))) {
                found.add(ending);
            }
        }
        return found;
    }

    /**
     * Starts again those of these services that do not run.
     *
     * @return how many run again
     */
    synchronized int revive(Collection<String> services) {
        if (!environment.capabilities().contains(Capability.LIFECYCLE)
                || environment.failure().isPresent()) {
            return 0;
        }
        int revived = 0;
        for (String name : services) {
            RunningService service = environment.service(name);
            try {
                if (!lost.contains(name) && !service.running() && revive(name, service)) {
                    revived++;
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return revived;
            } catch (EnvironmentException engineIsGone) {
                return revived; // the lookout says so
            }
        }
        return revived;
    }

    private boolean revive(String name, RunningService service) throws InterruptedException {
        Optional<Integer> code = service.awaitExit(Duration.ZERO);
        List<String> log =
                service.logTail(LAST_LINES).stream().map(secrets::redact).toList();
        Optional<String> failed = Optional.empty();
        try {
            service.start();
        } catch (EnvironmentException e) {
            lost.add(name);
            failed = Optional.of(secrets.redact(
                    String.valueOf(e.getMessage()).lines().findFirst().orElse("")));
        }
        endings.add(new Ending(
                name,
                "\"" + name + "\" ended" + code.map(c -> " with exit code " + c).orElse("")
                        + failed.map(why -> " and could not be started again (" + why + ")")
                                .orElse(""),
                log));
        listener.accept(new RunEvent.Ended(name, code, log, failed));
        return failed.isEmpty();
    }
}
