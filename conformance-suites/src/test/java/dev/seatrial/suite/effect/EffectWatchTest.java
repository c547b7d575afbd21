package dev.seatrial.suite.effect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seatrial.check.HttpProbe.Request;
import dev.seatrial.suite.effect.EffectWatch.Arrival;
import dev.seatrial.suite.effect.EffectWatch.Pace;
import dev.seatrial.suite.request.Call;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.function.LongUnaryOperator;
import org.junit.jupiter.api.Test;

class EffectWatchTest {

    private static final Call CALL = new Call(Request.of("POST", URI.create("http://localhost/")), Map.of(), "t");
    private static final Pace PACE = new Pace(Duration.ofMillis(300), Duration.ofMillis(20), Duration.ofMillis(1));

    /** Counts by how often it was asked. */
    private static EffectWatch watch(LongUnaryOperator countAtLook) {
        return new EffectWatch(
                new EffectCounter() {
                    private long looks;

                    @Override
                    public long count(Call call, String key) {
                        return countAtLook.applyAsLong(looks++);
                    }

                    @Override
                    public boolean scoped() {
                        return true;
                    }

                    @Override
                    public Set<String> members() {
                        return Set.of();
                    }

                    @Override
                    public String describe() {
                        return "looks";
                    }

                    @Override
                    public void close() {
                        // nothing
                    }
                },
                PACE);
    }

    @Test
    void waitsUntilTheEffectHasCome() throws Exception {
        assertThat(watch(look -> look < 5 ? 0 : 1).await(CALL, "k", 1).count()).isEqualTo(1);
    }

    @Test
    void givesUpWhenNoneComes() throws Exception {
        Arrival arrival = watch(look -> 0).await(CALL, "k", 1);
        assertThat(arrival.count()).isZero();
        assertThat(arrival.after()).isGreaterThanOrEqualTo(PACE.appears());
    }

    @Test
    void seesALateSecondEffect() throws Exception {
        assertThat(watch(look -> look < 4 ? 1 : 2).settled(CALL, "k", new Arrival(1, Duration.ZERO)))
                .isEqualTo(2);
    }

    @Test
    void staysQuietForThreeTimesTheFirstEffectsDelay() throws Exception {
        long start = System.nanoTime();
        watch(look -> 1).settled(CALL, "k", new Arrival(1, Duration.ofMillis(15)));
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(Duration.ofMillis(45));
    }

    @Test
    void endsEvenIfTheCountNeverSettles() throws Exception {
        assertThat(watch(look -> look).settled(CALL, "k", new Arrival(1, Duration.ZERO)))
                .isPositive();
    }
}
