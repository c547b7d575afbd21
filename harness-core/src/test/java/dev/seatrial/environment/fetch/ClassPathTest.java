package dev.seatrial.environment.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.maven.settings.Mirror;
import org.apache.maven.settings.Settings;
import org.eclipse.aether.repository.RemoteRepository;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ClassPathTest {

    @TempDir
    Path directory;

    @Test
    void answersFromWhatWasFoundBefore() throws Exception {
        Path jar = Files.createFile(directory.resolve("a b.jar"));
        Path answers = Files.createDirectories(directory.resolve("classpaths"));
        Files.writeString(answers.resolve("nobody_nothing_1.txt"), jar + "\n");
        assertThat(ClassPath.of(List.of("nobody:nothing:1"), directory, d -> {}).jars())
                .containsExactly(jar);
    }

    @Test
    void tellsHowToGetWhatCannotBeHadOffline() throws Exception {
        Settings settings = new Settings();
        settings.setOffline(true);
        settings.setLocalRepository(directory.toString());
        assertThatThrownBy(() -> new MavenRepository(settings, d -> {}).resolve(List.of("nobody:nothing:1")))
                .isInstanceOf(FetchException.class)
                .hasMessage(
                        "nobody:nothing:1 cannot be had: Maven's settings say offline, and the local repository lacks it"
                                + "\n  where: local repository " + directory
                                + ", then Maven Central or its mirror in the settings"
                                + "\n  mend: connect once, or on a machine that is connected run"
                                + " mvn dependency:get -Dartifact=nobody:nothing:1 and copy the local repository");
    }

    @Test
    void asksTheMirrorOfTheSettings() {
        Settings settings = new Settings();
        Mirror mirror = new Mirror();
        mirror.setId("own");
        mirror.setUrl("http://mirror.test/");
        mirror.setMirrorOf("*");
        settings.addMirror(mirror);
        RemoteRepository central = new RemoteRepository.Builder("central", "default", "https://central.test/").build();
        assertThat(MavenSettings.mirrors(settings).getMirror(central).getUrl()).isEqualTo("http://mirror.test/");
    }
}
