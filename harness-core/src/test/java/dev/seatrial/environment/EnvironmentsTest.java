package dev.seatrial.environment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.seatrial.target.Program;
import dev.seatrial.target.Service;
import dev.seatrial.target.Target;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class EnvironmentsTest {

    private static final Target SHOP = Target.of(Path.of("/shop"), "shop");

    private record Named(String id, Optional<String> unfit) implements EnvironmentProvider {
        @Override
        public Optional<String> unfit(Target target) {
            return unfit;
        }

        @Override
        public Environment start(Request request) {
            throw new UnsupportedOperationException();
        }
    }

    private static EnvironmentProvider fit(String id) {
        return new Named(id, Optional.empty());
    }

    private static EnvironmentProvider unfit(String id, String why) {
        return new Named(id, Optional.of(why));
    }

    @Test
    void namesBothProvidersThatHaveOneId() {
        assertThatThrownBy(() -> Environments.of(List.of(fit("processes"), unfit("processes", "x"))))
                .isInstanceOf(EnvironmentException.class)
                .hasMessage("two environment providers are named \"processes\": " + Named.class.getName() + " and "
                        + Named.class.getName() + "\n  mend: take one of the two off the class path");
    }

    @Test
    void choosesTheFirstThatFits() {
        Environments environments =
                Environments.of(List.of(fit("containers"), unfit("remote", "no url"), fit("processes")));
        assertThat(environments.fitting(SHOP).id()).isEqualTo("processes");
    }

    @Test
    void neverChoosesAClusterByItself() {
        assertThatThrownBy(() -> Environments.of(List.of(fit("kubernetes"))).fitting(SHOP))
                .isInstanceOf(EnvironmentException.class);
    }

    @Test
    void tellsForEachWhyItDoesNotFit() {
        assertThatThrownBy(
                        () -> Environments.of(List.of(unfit("processes", "a is an image"), unfit("remote", "no url")))
                                .fitting(SHOP))
                .hasMessage("no environment can serve shop here"
                        + "\n  remote: no url\n  processes: a is an image\n  containers: is not on the class path");
    }

    @Test
    void tellsWhatCanBeAskedFor() {
        assertThatThrownBy(() -> Environments.of(List.of(fit("remote"), fit("processes")))
                        .named("process", SHOP))
                .hasMessage("there is no environment \"process\"\n  mend: choose one of processes, remote");
        assertThatThrownBy(() ->
                        Environments.of(List.of(unfit("remote", "no url"))).named("remote", SHOP))
                .hasMessage("the environment \"remote\" cannot serve shop: no url");
    }

    @Test
    void findsThoseOfThisModule() {
        assertThat(Environments.installed().ids()).containsExactly("containers", "processes", "remote");
    }

    @Test
    void choosesByWhatTheTargetConsistsOf() {
        Target started = SHOP.withServices(Service.of("a", new Program.Command(List.of("true")), 80));
        Target staged = SHOP.withServices(Service.of("a", new Program.Remote(URI.create("http://a/")), 80));
        assertThat(Environments.installed().fitting(started).id()).isEqualTo("processes");
        assertThat(Environments.installed().fitting(staged).id()).isEqualTo("remote");
    }
}
