package dev.seatrial.ship.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.seatrial.ship.fixture.FixtureJar;
import dev.seatrial.target.Program;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImageBuildTest {

    @TempDir
    static Path folder;

    @Test
    void allowsPlainHttpOnLoopbackOnly() {
        assertThat(List.of("127.0.0.1:5000", "127.0.0.53", "localhost:5000", "[::1]:5000"))
                .allMatch(ImageBuild::isLoopback);
        assertThat(List.of("registry.example:5000", "127.0.0.1.example", "localhost.example", "10.0.0.1:5000"))
                .noneMatch(ImageBuild::isLoopback);
    }

    @Test
    void asksForTheJarToBeBuilt() {
        Path missing = folder.resolve("missing.jar");

        assertThatThrownBy(() -> build("127.0.0.1:1").digest(new Program.Jar(missing)))
                .isInstanceOf(ImageException.class)
                .hasMessage("there is no " + missing + ": build the service first");
    }

    @Test
    void saysWhichProgramsCannotBeShipped() {
        assertThatThrownBy(() -> build("127.0.0.1:1").digest(new Program.Command(List.of("node"))))
                .hasMessage(
                        "only a service that names a jar: or an image: can be shipped; this one is started by a command");
        assertThatThrownBy(() -> build("127.0.0.1:1").digest(new Program.Remote(URI.create("https://shop.example"))))
                .hasMessageEndingWith("this one is running elsewhere, at https://shop.example");
    }

    @Test
    void saysWhatIsNoNameOfAnImage() throws Exception {
        Program jar = new Program.Jar(FixtureJar.in(folder));
        ImageBuild badBase = new ImageBuild("127.0.0.1:1", "shop/payments", Optional.of("Not An Image"), folder);

        assertThatThrownBy(() -> badBase.digest(jar))
                .isInstanceOf(ImageException.class)
                .hasMessageStartingWith("\"Not An Image\" is not the name of an image");
    }

    @Test
    @Tag("processes")
    void givesTheSameDigestForTheSameJar() throws Exception {
        Image first = build("127.0.0.1:1").digest(new Program.Jar(FixtureJar.in(folder)));
        Path elsewhere = Files.createDirectories(folder.resolve("ä b"));

        Image second = build("127.0.0.1:1").digest(new Program.Jar(FixtureJar.in(elsewhere)));

        assertThat(second).isEqualTo(first);
        assertThat(first.reference()).matches("127\\.0\\.0\\.1:1/shop/payments@sha256:[0-9a-f]{64}");
    }

    @Test
    @Tag("processes")
    void saysThatTheRegistryDoesNotAnswer() throws Exception {
        Path jar = FixtureJar.in(folder);
        int closed;
        try (ServerSocket socket = new ServerSocket(0)) {
            closed = socket.getLocalPort();
        }
        String registry = "127.0.0.1:" + closed;

        assertThatThrownBy(() -> build(registry).push(new Program.Jar(jar)))
                .isInstanceOf(ImageException.class)
                .hasMessageStartingWith("cannot build " + registry + "/shop/payments: ")
                .hasMessageContaining("Connection refused");
    }

    private static ImageBuild build(String registry) {
        return new ImageBuild(registry, "shop/payments", Optional.empty(), folder.resolve("cache"));
    }
}
