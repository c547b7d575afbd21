package dev.seatrial.chaos.toxiproxy;

import dev.seatrial.chaos.fault.FaultOn;
import dev.seatrial.chaos.fault.FaultedTap;
import dev.seatrial.chaos.flow.Chain;
import dev.seatrial.chaos.flow.Stage;
import dev.seatrial.chaos.toxic.ToxicStage;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Supplier;

/** Adds toxics to what accompanies a connection. The ledger is on the consumer's side of them. */
final class ToxicTap implements FaultedTap {

    private final FaultedTap inner;
    private final SplittableRandom random;
    private final Supplier<List<Toxic>> toxics;
    private final Chain up = new Chain();
    private final Chain down = new Chain();
    private final Map<String, ToxicStage> stages = new HashMap<>();

    ToxicTap(FaultedTap inner, SplittableRandom random, Supplier<List<Toxic>> toxics) {
        this.toxics = toxics;
        this.inner = inner;
        this.random = random;
    }

    @Override
    public void wired() {
        toxics.get().forEach(this::add);
    }

    void add(Toxic toxic) {
        if (stages.containsKey(toxic.name())) {
            return;
        }
        ToxicStage stage = toxic.type().stage(random);
        stages.put(toxic.name(), stage);
        (toxic.upstream() ? up : down).add(stage);
        set(toxic, stage);
    }

    void update(Toxic toxic) {
        ToxicStage stage = stages.get(toxic.name());
        if (stage != null) {
            set(toxic, stage);
        }
    }

    void remove(Toxic toxic) {
        ToxicStage stage = stages.remove(toxic.name());
        if (stage != null) {
            stage.leave();
            (toxic.upstream() ? up : down).remove(stage);
        }
    }

    private void set(Toxic toxic, ToxicStage stage) {
        stage.set(toxic.values(), random.nextDouble() < toxic.toxicity());
    }

    @Override
    public List<Stage> up() {
        List<Stage> all = new ArrayList<>(inner.up());
        all.add(up);
        return all;
    }

    @Override
    public List<Stage> down() {
        List<Stage> all = new ArrayList<>();
        all.add(down);
        all.addAll(inner.down());
        return all;
    }

    @Override
    public boolean inPieces() {
        return !stages.isEmpty();
    }

    @Override
    public long beforeDial() {
        return inner.beforeDial();
    }

    @Override
    public boolean unreachable() {
        return inner.unreachable();
    }

    @Override
    public void cutBy(FaultOn<?> fault) {
        inner.cutBy(fault);
    }

    @Override
    public void healed(FaultOn<?> fault) {
        inner.healed(fault);
    }

    @Override
    public void over(Ending ending) {
        inner.over(ending);
    }
}
