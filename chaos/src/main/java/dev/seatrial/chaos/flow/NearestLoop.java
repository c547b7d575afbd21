package dev.seatrial.chaos.flow;

import io.netty.channel.SingleThreadEventLoop;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.EventExecutorChooserFactory;

/**
 * Keeps a connection on the loop that accepted it unless that one carries more than another: a change of threads costs a
 * wake-up before the first byte.
 */
final class NearestLoop implements EventExecutorChooserFactory {

    /** A connection is two channels. */
    private static final int SLACK = 2;

    @Override
    public EventExecutorChooser newChooser(EventExecutor[] loops) {
        return () -> {
            EventExecutor least = loops[0];
            EventExecutor own = null;
            for (EventExecutor loop : loops) {
                if (load(loop) < load(least)) {
                    least = loop;
                }
                if (loop.inEventLoop()) {
                    own = loop;
                }
            }
            return own != null && load(own) <= load(least) + SLACK ? own : least;
        };
    }

    private static int load(EventExecutor loop) {
        return loop instanceof SingleThreadEventLoop single ? single.registeredChannels() : 0;
    }
}
