package dev.seatrial.chaos.flow;

import io.netty.buffer.ByteBuf;
import java.util.ArrayList;
import java.util.List;

/** A stage made of stages that come and go while data flows. */
public final class Chain extends Stage {

    private final List<Stage> stages = new ArrayList<>();
    private final Stage exit = new Stage() {
        @Override
        public void data(ByteBuf chunk) {
            Chain.this.next().data(chunk);
        }

        @Override
        public void flush() {
            Chain.this.next().flush();
        }

        @Override
        public void end() {
            Chain.this.next().end();
        }
    };

    private Stage first = exit;
    private boolean ended;

    /** The stages now, in order. */
    public List<Stage> stages() {
        return List.copyOf(stages);
    }

    /** Adds one after all others. One that comes after the end of the data has nothing to do and is not added. */
    public void add(Stage stage) {
        if (!ended) {
            stages.add(stage);
            link();
        }
    }

    /** Takes one out. What it keeps back must be gone before, by its own doing. */
    public void remove(Stage stage) {
        stages.remove(stage);
        link();
        stage.discard();
    }

    private void link() {
        Stage following = exit;
        for (int i = stages.size() - 1; i >= 0; i--) {
            stages.get(i).join(pipe(), following);
            following = stages.get(i);
        }
        first = following;
    }

    @Override
    public void data(ByteBuf chunk) {
        if (stages.isEmpty()) {
            next().data(chunk);
        } else {
            first.data(chunk);
        }
    }

    @Override
    public void flush() {
        if (stages.isEmpty()) {
            next().flush();
        } else {
            first.flush();
        }
    }

    @Override
    public void end() {
        ended = true;
        if (stages.isEmpty()) {
            next().end();
        } else {
            first.end();
        }
    }

    @Override
    public void discard() {
        stages.forEach(Stage::discard);
    }
}
