package dev.seatrial.chaos.flow;

import io.netty.channel.DefaultMaxMessagesRecvByteBufAllocator;
import java.util.function.BooleanSupplier;

/**
 * How much one channel reads at once: as much as comes, within bounds, while nothing acts on single pieces; else as much as the
 * original reads, so that toxics act alike.
 */
final class Reads extends DefaultMaxMessagesRecvByteBufAllocator {

    /** The original's buffer. What is larger is sent on before the next is read, while it is in the processor's cache. */
    static final int PIECE = 32 << 10;

    private static final int LEAST = 4 << 10;
    private static final int MOST = 256 << 10;

    private final BooleanSupplier inPieces;

    Reads(BooleanSupplier inPieces) {
        this.inPieces = inPieces;
    }

    @Override
    @SuppressWarnings("deprecation") // the interface wants the deprecated type
    public Handle newHandle() {
        return new Growing();
    }

    private final class Growing extends MaxMessageHandle {

        private int next = PIECE;

        @Override
        public int guess() {
            return inPieces.getAsBoolean() ? PIECE : next;
        }

        @Override
        public void lastBytesRead(int bytes) {
            if (bytes == attemptedBytesRead()) {
                next = Math.min(MOST, next * 2);
            }
            super.lastBytesRead(bytes);
        }

        @Override
        public void readComplete() {
            if (totalBytesRead() < next / 4) {
                next = Math.max(LEAST, next / 2);
            }
        }
    }
}
