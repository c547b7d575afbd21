package dev.seatrial.environment.containers;

import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.model.Container;
import dev.seatrial.environment.journal.Journal;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Assumptions;

/** The engine that tests of containers use, looked at beside the code under test. */
final class TestEngine {

    private TestEngine() {}

    /** With {@code CI=true} a missing part fails the tests, else they are skipped with the reason. */
    static void require(String... images) throws InterruptedException, IOException {
        if (EngineSearch.lacking().isPresent()) {
            missing(EngineSearch.lacking().get());
            return;
        }
        try (DockerEngine engine = DockerEngine.at(EngineSearch.find())) {
            for (String image : images) {
                boolean present = engine.ask("look for " + image, client -> {
                    try {
                        client.inspectImageCmd(image).exec();
                        return true;
                    } catch (NotFoundException absent) {
                        return false;
                    }
                });
                if (!present) {
                    missing("image " + image + " is missing: run scripts/images/build");
                }
            }
        }
    }

    private static void missing(String what) {
        if (Boolean.parseBoolean(System.getenv("CI"))) {
            throw new AssertionError(what);
        }
        Assumptions.abort(what);
    }

    static List<String> containersOfRuns() throws InterruptedException, IOException {
        return all().stream().map(c -> String.join(",", c.getNames())).toList();
    }

    static List<String> publishedElsewhereThanOnLoopback() throws InterruptedException, IOException {
        return all().stream()
                .flatMap(c -> Arrays.stream(c.getPorts()))
                .filter(p -> p.getPublicPort() != null && !"127.0.0.1".equals(p.getIp()))
                .map(Object::toString)
                .toList();
    }

    private static List<Container> all() throws InterruptedException, IOException {
        try (DockerEngine engine = DockerEngine.at(EngineSearch.find())) {
            return engine.ask(
                    "list containers",
                    client -> client.listContainersCmd()
                            .withShowAll(true)
                            .withLabelFilter(List.of(Journal.LABEL))
                            .exec());
        }
    }
}
