package dev.seatrial.suite;

import dev.seatrial.check.Check;
import dev.seatrial.check.SuiteProvider;
import dev.seatrial.suite.access.Databases;
import dev.seatrial.suite.access.JdbcDatabases;
import dev.seatrial.suite.access.KafkaTopics;
import dev.seatrial.suite.access.Topics;
import dev.seatrial.suite.api.BehaviourMatchesDescription;
import dev.seatrial.suite.contract.EveryPactHolds;
import dev.seatrial.suite.data.OneServicePerDatabase;
import dev.seatrial.suite.effect.EffectCounters;
import dev.seatrial.suite.effect.EffectWatch.Pace;
import dev.seatrial.suite.health.LivenessWithoutProviders;
import dev.seatrial.suite.health.LivenessWithoutProviders.Window;
import dev.seatrial.suite.idempotency.CompletedReplay;
import dev.seatrial.suite.idempotency.ConcurrentDuplicates;
import dev.seatrial.suite.idempotency.ConcurrentDuplicates.Load;
import dev.seatrial.suite.idempotency.FirstUse;
import dev.seatrial.suite.idempotency.ReusedKey;
import dev.seatrial.suite.lifecycle.OrderlyEnd;
import dev.seatrial.suite.lifecycle.OrderlyEnd.Drain;
import dev.seatrial.suite.observability.JourneyIsOneTrace;
import dev.seatrial.suite.resilience.HungProvider;
import dev.seatrial.suite.resilience.Patience;
import dev.seatrial.suite.resilience.RetryBudget;
import dev.seatrial.suite.schema.EventsMatchTheirSchemas;
import dev.seatrial.suite.security.OperationsNeedCredentials;
import java.util.List;

/** The checks of this module, one line each, in the order in which a reader expects them. */
public final class ConformanceSuites implements SuiteProvider {

    private final Databases databases = new JdbcDatabases();
    private final Topics topics = new KafkaTopics();

    @Override
    public List<Check<?>> checks() {
        EffectCounters counters = new EffectCounters(databases, topics);
        return List.of(
                // contract, api, events
                new EveryPactHolds(),
                new BehaviourMatchesDescription(databases),
                new EventsMatchTheirSchemas(databases, topics),
                // idempotency
                new FirstUse(counters, Pace.REAL),
                new CompletedReplay(counters, Pace.REAL),
                new ReusedKey(counters, Pace.REAL),
                new ConcurrentDuplicates(counters, Pace.REAL, Load.REAL),
                // resilience, health, life
                new HungProvider(Patience.REAL),
                new RetryBudget(Patience.REAL),
                new LivenessWithoutProviders(Window.REAL),
                new OrderlyEnd(Drain.REAL),
                // data, observability, security
                new OneServicePerDatabase(databases),
                new JourneyIsOneTrace(databases, topics),
                new OperationsNeedCredentials(databases));
    }
}
