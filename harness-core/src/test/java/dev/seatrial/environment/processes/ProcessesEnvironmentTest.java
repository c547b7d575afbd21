package dev.seatrial.environment.processes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seatrial.environment.Environment;
import dev.seatrial.environment.EnvironmentProvider.Request;
import dev.seatrial.environment.cache.CacheDirectory;
import dev.seatrial.environment.fixture.Http;
import dev.seatrial.environment.fixture.PlainLinks;
import dev.seatrial.environment.fixture.PlainLinks.PlainLink;
import dev.seatrial.environment.fixture.Targets;
import dev.seatrial.link.LinkId;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("processes")
final class ProcessesEnvironmentTest {

    @TempDir
    Path directory;

    @Test
    void runsServicesThatCallEachOtherWithTheirDatabasesAndBroker() throws Exception {
        Request request = new Request(Targets.fleet(directory), new PlainLinks(), directory, System.out::println);
        try (Environment environment = new ProcessesProvider(CacheDirectory.locate()).start(request)) {
            assertThat(Http.get(environment.service("port").url() + "/call")).isEqualTo("/hello");
            assertThat(Http.get(environment.service("port").url() + "/db")).isEqualTo("port_db in port_db");
            assertThat(Http.get(environment.service("starboard").url() + "/bus"))
                    .isEqualTo("ahoy");
            assertThat(connections(environment, "port", "starboard")).isPositive();
            assertThat(connections(environment, "port", "port-db")).isPositive();
            assertThat(connections(environment, "starboard", "bus")).isGreaterThan(2);
            assertThat(connections(environment, "port", "bus")).isZero();
        }
        assertThat(directory.resolve("state")).doesNotExist();
    }

    private static long connections(Environment environment, String consumer, String provider) {
        return ((PlainLink) environment.link(new LinkId(consumer, provider)).orElseThrow()).connections();
    }
}
