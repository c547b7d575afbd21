package dev.seatrial.chaos.http;

import dev.seatrial.chaos.fault.FaultOn;
import io.netty.buffer.ByteBuf;
import java.util.function.Predicate;

/** Reads the answer to a request that was sent a second time, only to know when it is over. */
final class SecondAnswer implements Predicate<ByteBuf> {

    private final Exchange exchange;
    private final FaultOn<?> by;
    private final Framer framer = Framer.ofAnswers();
    private boolean interim;

    SecondAnswer(Exchange exchange, FaultOn<?> by) {
        this.exchange = exchange;
        this.by = by;
    }

    @Override
    public boolean test(ByteBuf chunk) {
        while (true) {
            switch (framer.next(chunk)) {
                case HEAD -> head(framer.head().status());
                case END -> {
                    if (!interim) {
                        return true;
                    }
                }
                case MORE -> {
                    return false;
                }
                case BROKEN -> {
                    return true;
                }
            }
        }
    }

    private void head(int status) {
        interim = status < 200;
        if (!interim) {
            exchange.hitBy(by);
        }
        if (interim || exchange.request().method().equals("HEAD") || status == 204 || status == 304) {
            framer.bodyless();
        }
    }
}
