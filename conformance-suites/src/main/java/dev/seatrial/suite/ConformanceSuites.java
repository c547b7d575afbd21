package dev.seatrial.suite;

import dev.seatrial.check.Check;
import dev.seatrial.check.SuiteProvider;
import dev.seatrial.suite.security.OperationsNeedCredentials;
import java.util.List;

/** The checks of this module, one line each, in the order in which a reader expects them. */
public final class ConformanceSuites implements SuiteProvider {

    @Override
    public List<Check<?>> checks() {
        return List.of(
                // contract, api, events
                // idempotency
                // resilience, health, life
                // data, observability, security
                new OperationsNeedCredentials());
    }
}
