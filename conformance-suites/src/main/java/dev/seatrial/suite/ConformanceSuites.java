package dev.seatrial.suite;

import dev.seatrial.check.Check;
import dev.seatrial.check.SuiteProvider;
import dev.seatrial.suite.access.Databases;
import dev.seatrial.suite.access.JdbcDatabases;
import dev.seatrial.suite.access.KafkaTopics;
import dev.seatrial.suite.access.Topics;
import dev.seatrial.suite.observability.JourneyIsOneTrace;
import dev.seatrial.suite.schema.EventsMatchTheirSchemas;
import dev.seatrial.suite.security.OperationsNeedCredentials;
import java.util.List;

/** The checks of this module, one line each, in the order in which a reader expects them. */
public final class ConformanceSuites implements SuiteProvider {

    private final Databases databases = new JdbcDatabases();
    private final Topics topics = new KafkaTopics();

    @Override
    public List<Check<?>> checks() {
        return List.of(
                // contract, api, events
                new EventsMatchTheirSchemas(databases, topics),
                // idempotency
                // resilience, health, life
                // data, observability, security
                new JourneyIsOneTrace(databases, topics),
                new OperationsNeedCredentials());
    }
}
