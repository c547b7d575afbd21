package dev.seatrial.environment.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
final class StartPlanTest {

    private final StartPlan plan = new StartPlan();
    private final CountDownLatch sleeping = new CountDownLatch(1);
    private final AtomicBoolean stopped = new AtomicBoolean();

    @Test
    void runsAStepWhenThoseBeforeItAreDone() throws Exception {
        List<String> order = new CopyOnWriteArrayList<>();
        plan.add("database", Set.of(), () -> order.add("database"));
        plan.add("broker", Set.of("database"), () -> order.add("broker"));
        plan.add("orders", Set.of("database", "broker"), () -> order.add("orders"));
        plan.run();
        assertThat(order).containsExactly("database", "broker", "orders");
    }

    @Test
    void runsStepsThatDoNotWaitForOneAnotherSideBySide() throws Exception {
        CountDownLatch all = new CountDownLatch(3);
        for (String name : List.of("a", "b", "c")) {
            plan.add(name, Set.of(), () -> {
                all.countDown();
                all.await();
            });
        }
        plan.run();
        assertThat(all.getCount()).isZero();
    }

    private void sleep() throws InterruptedException {
        try {
            sleeping.countDown();
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            stopped.set(true);
            throw e;
        }
    }

    @Test
    void stopsTheOthersWhenOneFailsAndTellsOfThatOne() {
        AtomicBoolean startedLater = new AtomicBoolean();
        plan.add("slow", Set.of(), this::sleep);
        plan.add("later", Set.of("slow"), () -> startedLater.set(true));
        plan.add("broken", Set.of(), () -> {
            sleeping.await();
            throw new IllegalStateException("no mast");
        });
        assertThatThrownBy(plan::run).isInstanceOf(IllegalStateException.class).hasMessage("no mast");
        assertThat(stopped).isTrue();
        assertThat(startedLater).isFalse();
    }

    @Test
    void endsEveryStepWhenItIsCalledOff() throws Exception {
        plan.add("slow", Set.of(), this::sleep);
        AtomicReference<Throwable> thrown = new AtomicReference<>();
        Thread runner = new Thread(() -> {
            try {
                plan.run();
            } catch (InterruptedException e) {
                thrown.set(e);
            }
        });
        runner.start();
        sleeping.await();
        runner.interrupt();
        runner.join();
        assertThat(thrown.get()).isInstanceOf(InterruptedException.class);
        assertThat(stopped).isTrue();
    }

    @Test
    void refusesAStepThatWaitsForNothingKnown() {
        assertThatThrownBy(() -> plan.add("orders", Set.of("databse"), () -> {}))
                .hasMessage("\"orders\" waits for \"databse\", which is unknown");
        plan.add("orders", Set.of(), () -> {});
        assertThatThrownBy(() -> plan.add("orders", Set.of(), () -> {})).hasMessage("two steps are named \"orders\"");
    }

    @Test
    void doesNothingWithoutSteps() throws Exception {
        plan.run();
        assertThat(plan.has("orders")).isFalse();
    }
}
