package dev.seatrial.environment.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.seatrial.environment.EnvironmentException;
import dev.seatrial.environment.launch.Acquisitions.Tier;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

final class AcquisitionsTest {

    private final List<String> closed = new CopyOnWriteArrayList<>();
    private final Acquisitions held = new Acquisitions();

    private AutoCloseable part(String name) {
        return () -> closed.add(name);
    }

    @Test
    void givesServicesBackFirstAndTheGroundLast() {
        held.add(Tier.GROUND, part("journal"));
        held.add(Tier.NETWORK, part("links"));
        held.add(Tier.RESOURCES, part("database"));
        held.add(Tier.SERVICES, part("orders"));
        held.close();
        assertThat(closed).containsExactly("orders", "database", "links", "journal");
    }

    @Test
    void givesTheRestBackWhenOneCannotBe() {
        held.add(Tier.SERVICES, () -> {
            throw new IllegalStateException("stuck");
        });
        held.add(Tier.GROUND, part("journal"));
        held.close();
        assertThat(closed).containsExactly("journal");
    }

    @Test
    void givesEachBackOnce() {
        held.add(Tier.SERVICES, part("orders"));
        held.close();
        held.close();
        assertThat(closed).containsExactly("orders");
    }

    @Test
    void givesBackAtOnceWhatComesTooLate() {
        held.close();
        AutoCloseable late = part("late");
        assertThatThrownBy(() -> held.add(Tier.SERVICES, late))
                .isInstanceOf(EnvironmentException.class)
                .hasMessage("the environment was closed while it started");
        assertThat(closed).containsExactly("late");
    }
}
