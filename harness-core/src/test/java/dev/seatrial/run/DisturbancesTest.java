package dev.seatrial.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seatrial.check.Reach;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class DisturbancesTest {

    private static final Reach A = new Reach.Services(Set.of("a"), Set.of("a"));
    private static final Reach B = new Reach.Services(Set.of("b"), Set.of("b"));

    private static Disturbances of(Reach... reaches) {
        List<Disturbances.Look> looks = new java.util.ArrayList<>();
        for (int i = 0; i < reaches.length; i++) {
            looks.add(new Disturbances.Look(i, reaches[i]));
        }
        return new Disturbances(looks);
    }

    private static int stop(Optional<Disturbances.Look> look) {
        return look.orElseThrow().stop();
    }

    @Test
    void passesOverWhatWouldMeetWhatIsUnderWay() throws InterruptedException {
        Disturbances disturbances = of(A, A, B);
        assertThat(stop(disturbances.next())).isZero();
        assertThat(stop(disturbances.next())).isEqualTo(2);
        disturbances.over(A);
        assertThat(stop(disturbances.next())).isEqualTo(1);
        assertThat(disturbances.next()).isEmpty();
    }

    @Test
    void waitsWhereNothingFits() throws Exception {
        Disturbances disturbances = of(A, Reach.everything());
        assertThat(stop(disturbances.next())).isZero();
        CompletableFuture<Integer> next = waiting(() -> stop(disturbances.next()));
        assertThat(next).isNotDone();
        disturbances.over(A);
        assertThat(next.get()).isEqualTo(1);
    }

    @Test
    void endsTheWaitOfOneWhenAnotherTakesTheLast() throws Exception {
        Disturbances disturbances = of(A, A);
        disturbances.next();
        CompletableFuture<Optional<Disturbances.Look>> one = waiting(disturbances::next);
        CompletableFuture<Optional<Disturbances.Look>> other = waiting(disturbances::next);
        disturbances.over(A);
        CompletableFuture.allOf(one, other).get();
        assertThat(one.get().isPresent()).isNotEqualTo(other.get().isPresent());
    }

    @Test
    void beginsNothingWhileOneWantsToBeAlone() throws Exception {
        Disturbances disturbances = of(A, B, B);
        disturbances.next();
        disturbances.next();
        CompletableFuture<String> alone = waiting(() -> {
            disturbances.alone(A);
            return "alone";
        });
        CompletableFuture<Integer> next = waiting(() -> stop(disturbances.next()));
        assertThat(alone).as("b is under way").isNotDone();
        disturbances.over(B);
        assertThat(alone.get()).isEqualTo("alone");
        assertThat(next).as("a is alone").isNotDone();
        disturbances.over(Reach.everything());
        assertThat(next.get()).isEqualTo(2);
    }

    private interface Work<T> {
        T get() throws InterruptedException;
    }

    /** Returns when the work waits or is done. */
    private static <T> CompletableFuture<T> waiting(Work<T> work) {
        CompletableFuture<T> result = new CompletableFuture<>();
        Thread thread = new Thread(() -> {
            try {
                result.complete(work.get());
            } catch (InterruptedException | RuntimeException e) {
                result.completeExceptionally(e);
            }
        });
        thread.setDaemon(true);
        thread.start();
        while (thread.getState() != Thread.State.WAITING && thread.getState() != Thread.State.TERMINATED) {
            Thread.onSpinWait();
        }
        return result;
    }
}
