package dev.seatrial.environment.processes;

import dev.seatrial.environment.Environment;
import dev.seatrial.environment.EnvironmentException;
import dev.seatrial.environment.EnvironmentProvider;
import dev.seatrial.environment.cache.CacheDirectory;
import dev.seatrial.environment.launch.Acquisitions;
import dev.seatrial.target.Program;
import dev.seatrial.target.Resource;
import dev.seatrial.target.Service;
import dev.seatrial.target.Target;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Runs a target as plain processes: no engine, embedded PostgreSQL, Kafka from its jars. */
public final class ProcessesProvider implements EnvironmentProvider {

    private final Path cache;

    /** With the user's cache directory. */
    public ProcessesProvider() {
        this(CacheDirectory.locate());
    }

    ProcessesProvider(Path cache) {
        this.cache = cache;
    }

    @Override
    public String id() {
        return "processes";
    }

    @Override
    public Optional<String> unfit(Target target) {
        if (!Files.isDirectory(Path.of("/proc/self"))) {
            return Optional.of("it needs Linux with /proc");
        }
        if (target.services().values().stream().allMatch(s -> s.program() instanceof Program.Remote)) {
            return Optional.of("every service runs elsewhere (url:), there is nothing to start");
        }
        for (Service service : target.services().values()) {
            if (service.program() instanceof Program.Image image) {
                return Optional.of("service \"" + service.name() + "\" is an image (" + image.reference()
                        + "), which only a container engine runs");
            }
        }
        return target.resources().values().stream()
                .filter(r -> r.url().isEmpty())
                .flatMap(r -> lacking(r).stream())
                .findFirst();
    }

    private static Optional<String> lacking(Resource resource) {
        return switch (resource.kind()) {
            case POSTGRES -> PostgresInstallation.lacking(resource.version());
            case KAFKA -> KafkaInstallation.lacking(resource.version());
        };
    }

    @Override
    public Environment start(Request request) throws InterruptedException {
        Acquisitions held = new Acquisitions();
        try {
            return new ProcessesStart(request, cache, held).start();
        } catch (IOException e) {
            held.close();
            throw new EnvironmentException("the environment could not be started: " + e.getMessage(), e);
        } catch (InterruptedException | RuntimeException | Error e) {
            held.close();
            throw e;
        }
    }
}
