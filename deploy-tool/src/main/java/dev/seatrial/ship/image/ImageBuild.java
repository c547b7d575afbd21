package dev.seatrial.ship.image;

import com.google.cloud.tools.jib.api.CacheDirectoryCreationException;
import com.google.cloud.tools.jib.api.Containerizer;
import com.google.cloud.tools.jib.api.InvalidImageReferenceException;
import com.google.cloud.tools.jib.api.Jib;
import com.google.cloud.tools.jib.api.JibContainer;
import com.google.cloud.tools.jib.api.JibContainerBuilder;
import com.google.cloud.tools.jib.api.RegistryException;
import com.google.cloud.tools.jib.api.RegistryImage;
import com.google.cloud.tools.jib.api.TarImage;
import com.google.cloud.tools.jib.api.buildplan.AbsoluteUnixPath;
import dev.seatrial.target.Program;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * Builds a service's image and pushes it, without an engine. The same jar gives the same digest.
 *
 * @param registry such as {@code 127.0.0.1:5000}; plain HTTP is allowed on loopback only
 * @param name such as {@code shop/payments}
 * @param base what to build on ({@code docker://}, {@code tar://}, or a name in a registry); absent for a runtime made here
 * @param cache where layers and runtimes are kept between builds
 */
public record ImageBuild(String registry, String name, Optional<String> base, Path cache) {

    /** Builds and pushes. */
    public Image push(Program program) throws InterruptedException {
        return build(program, true);
    }

    /** Builds and pushes nothing; the digest is the one that a push would give. */
    public Image digest(Program program) throws InterruptedException {
        return build(program, false);
    }

    private Image build(Program program, boolean push) throws InterruptedException {
        String repository = registry + "/" + name;
        Path scratch = null;
        try {
            JibContainerBuilder image = image(program);
            image.setCreationTime(Instant.EPOCH);
            Containerizer containerizer;
            if (push) {
                containerizer = Containerizer.to(RegistryImage.named(repository + ":seatrial"));
            } else {
                scratch = Files.createTempFile("seatrial-image-", ".tar");
                containerizer = Containerizer.to(TarImage.at(scratch).named(repository + ":seatrial"));
            }
            JibContainer made = image.containerize(containerizer
                    .setToolName("seatrial")
                    .setAllowInsecureRegistries(isLoopback(registry))
                    .setApplicationLayersCache(cache.resolve("jib-layers"))
                    .setBaseImageLayersCache(cache.resolve("jib-base")));
            return new Image(repository, made.getDigest().toString());
        } catch (InvalidImageReferenceException e) {
            throw new ImageException(
                    "\"%s\" is not the name of an image: check --registry, the system's and the service's name, and --base"
                            .formatted(e.getInvalidReference()),
                    e);
        } catch (RegistryException e) {
            throw new ImageException(
                    "the registry refused %s: %s. Is %s the right registry, are you logged in to it (docker login)?"
                            .formatted(repository, cause(e), registry),
                    e);
        } catch (CacheDirectoryCreationException | IOException e) {
            throw new ImageException("cannot build %s: %s".formatted(repository, cause(e)), e);
        } catch (ExecutionException e) {
            throw new ImageException("cannot build %s: %s".formatted(repository, cause(e)), e);
        } finally {
            delete(scratch);
        }
    }

    private JibContainerBuilder image(Program program)
            throws InvalidImageReferenceException, IOException, InterruptedException {
        if (program instanceof Program.Image given) {
            return Jib.from(given.reference());
        }
        if (!(program instanceof Program.Jar jar)) {
            throw new ImageException(
                    "only a service that names a jar: or an image: can be shipped; this one is " + described(program));
        }
        if (!Files.isRegularFile(jar.file())) {
            throw new ImageException("there is no %s: build the service first".formatted(jar.file()));
        }
        ServiceJar service = new ServiceJar(jar.file());
        JibContainerBuilder image;
        String java;
        if (base.isPresent()) {
            image = Jib.from(base.get());
            java = "java";
        } else {
            image = Jib.fromScratch();
            JavaRuntime runtime = JavaRuntime.of(cache.resolve("runtimes"), service.usesBeans());
            image.setFileEntriesLayers(RuntimeLayers.of(runtime));
            image.setUser(RuntimeLayers.USER).addEnvironmentVariable("LANG", "C.UTF-8");
            java = RuntimeLayers.HOME + "/bin/java";
        }
        image.addFileEntriesLayer(service.layer());
        return image.setWorkingDirectory(AbsoluteUnixPath.get("/app"))
                .setEntrypoint(List.of(
                        java, "-XX:MaxRAMPercentage=75", "-XX:+ExitOnOutOfMemoryError", "-jar", service.path()));
    }

    private static String described(Program program) {
        return program instanceof Program.Remote remote
                ? "running elsewhere, at " + remote.url()
                : "started by a command";
    }

    static boolean isLoopback(String registry) {
        String host = registry.toLowerCase(Locale.ROOT).replaceFirst(":\\d+$", "");
        return host.equals("localhost") || host.matches("127(\\.\\d{1,3}){3}") || host.equals("[::1]");
    }

    private static String cause(Throwable e) {
        Throwable deepest = e;
        while (deepest.getCause() != null) {
            deepest = deepest.getCause();
        }
        return deepest.getMessage() == null ? deepest.toString() : deepest.getMessage();
    }

    private static void delete(@Nullable Path file) {
        if (file != null) {
            try {
                Files.deleteIfExists(file);
            } catch (IOException e) {
                file.toFile().deleteOnExit();
            }
        }
    }
}
