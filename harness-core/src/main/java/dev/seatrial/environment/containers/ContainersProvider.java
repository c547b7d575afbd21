package dev.seatrial.environment.containers;

import dev.seatrial.environment.Environment;
import dev.seatrial.environment.EnvironmentException;
import dev.seatrial.environment.EnvironmentProvider;
import dev.seatrial.environment.cache.CacheDirectory;
import dev.seatrial.environment.launch.Acquisitions;
import dev.seatrial.target.Program;
import dev.seatrial.target.Service;
import dev.seatrial.target.Target;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** Runs a target as containers of a Docker engine on this machine. */
public final class ContainersProvider implements EnvironmentProvider {

    private final Path cache;

    /** With the user's cache directory. */
    public ContainersProvider() {
        this(CacheDirectory.locate());
    }

    ContainersProvider(Path cache) {
        this.cache = cache;
    }

    @Override
    public String id() {
        return "containers";
    }

    @Override
    public Optional<String> unfit(Target target) {
        for (Service service : target.services().values()) {
            if (service.program() instanceof Program.Command) {
                return Optional.of("service \"" + service.name()
                        + "\" is a command of this machine; give it an image or a jar, or run with --env processes");
            }
        }
        if (target.services().values().stream().allMatch(s -> s.program() instanceof Program.Remote)) {
            return Optional.of("every service runs elsewhere (url:), there is nothing to start");
        }
        try {
            return EngineSearch.lacking();
        } catch (LinkageError notOnTheClassPath) {
            return Optional.of("org.testcontainers:testcontainers is not on the class path; add it");
        } catch (IllegalArgumentException e) {
            return Optional.of("DOCKER_HOST is no address: " + e.getMessage());
        }
    }

    @Override
    public Environment start(Request request) throws InterruptedException {
        Acquisitions held = new Acquisitions();
        try {
            return new ContainersStart(request, cache, held).start();
        } catch (IOException e) {
            held.close();
            throw new EnvironmentException("the environment could not be started: " + e.getMessage(), e);
        } catch (InterruptedException | RuntimeException | Error e) {
            held.close();
            throw e;
        }
    }
}
