package dev.seatrial.cli;

import com.google.cloud.tools.jib.api.CacheDirectoryCreationException;
import com.google.cloud.tools.jib.api.Containerizer;
import com.google.cloud.tools.jib.api.InvalidImageReferenceException;
import com.google.cloud.tools.jib.api.JavaContainerBuilder;
import com.google.cloud.tools.jib.api.RegistryException;
import com.google.cloud.tools.jib.api.TarImage;
import com.google.cloud.tools.jib.api.buildplan.Port;
import dev.seatrial.chaos.server.ProxyServerMain;
import dev.seatrial.environment.EnvironmentException;
import dev.seatrial.environment.cache.CacheDirectory;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Builds the proxy server's container image with Jib: no engine is needed. The same program gives the same image. */
@Command(
        name = "image",
        mixinStandardHelpOptions = true,
        description = "Writes a container image of the proxy server to a file; needs no container engine.",
        footerHeading = "%nExample: ",
        footer = "seatrial proxy image proxy.tar && docker load -i proxy.tar")
final class ProxyImage implements Callable<Integer> {

    static final String NAME = "seatrial/proxy";

    /** What the server needs of what this program stands on. */
    private static final Pattern PARTS =
            Pattern.compile("(chaos|harness-core|netty-|slf4j-|jackson-|jspecify-).*\\.jar");

    @Parameters(paramLabel = "FILE.tar", description = "The file; 'docker load -i' takes it.")
    private Path file = Path.of("proxy.tar");

    @Option(
            names = "--base",
            defaultValue = "eclipse-temurin:17-jre",
            paramLabel = "IMAGE",
            description = "An image with Java 17 or later: a name in a registry, docker://NAME in the local engine, or"
                    + " tar://FILE. Default: ${DEFAULT-VALUE}.")
    private String base = "eclipse-temurin:17-jre";

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        Path cache = CacheDirectory.locate().resolve("images");
        try {
            List<Path> jars = jars();
            var made = JavaContainerBuilder.from(base)
                    .addDependencies(jars)
                    .setMainClass(ProxyServerMain.class.getName())
                    .addJvmFlags("-XX:MaxRAMPercentage=75", "-XX:+ExitOnOutOfMemoryError")
                    .toContainerBuilder()
                    .setProgramArguments("-host=0.0.0.0")
                    .setExposedPorts(Port.tcp(8474))
                    .setUser("10001:10001")
                    .setCreationTime(Instant.EPOCH)
                    .containerize(Containerizer.to(TarImage.at(file).named(NAME))
                            .setToolName("seatrial")
                            .setApplicationLayersCache(cache.resolve("jib-layers"))
                            .setBaseImageLayersCache(cache.resolve("jib-base")));
            spec.commandLine().getOut().println(file + ": " + NAME + ", " + made.getDigest());
            return 0;
        } catch (InvalidImageReferenceException e) {
            throw new dev.seatrial.run.UsageException(
                    "\"" + e.getInvalidReference() + "\" is not the name of an image: check --base");
        } catch (RegistryException | CacheDirectoryCreationException | IOException | ExecutionException e) {
            throw new EnvironmentException(
                    "cannot build " + file + " on " + base + ": " + deepest(e)
                            + "\n  mend: name an image that can be had with --base, such as docker://NAME for one in the local engine");
        }
    }

    private static List<Path> jars() throws IOException {
        List<Path> jars = Stream.of(System.getProperty("java.class.path").split(Pattern.quote(File.pathSeparator)))
                .map(Path::of)
                .filter(entry ->
                        PARTS.matcher(String.valueOf(entry.getFileName())).matches() && Files.isRegularFile(entry))
                .sorted()
                .toList();
        if (jars.stream().noneMatch(jar -> String.valueOf(jar.getFileName()).startsWith("chaos"))) {
            throw new IOException("the program does not run from its jars");
        }
        return jars;
    }

    private static String deepest(Throwable e) {
        Throwable cause = e;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause.getMessage() == null ? cause.toString() : cause.getMessage();
    }
}
