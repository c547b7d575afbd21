package dev.seatrial.suite.effect;

import dev.seatrial.check.Voyage;
import dev.seatrial.environment.Capability;
import dev.seatrial.environment.Environment;
import dev.seatrial.link.Link;
import dev.seatrial.link.LinkId;
import dev.seatrial.suite.access.AccessException;
import dev.seatrial.suite.access.Databases;
import dev.seatrial.suite.access.Topics;
import dev.seatrial.target.EventChannel;
import dev.seatrial.target.Operation.Effect;
import java.util.Optional;

/**
 * Opens the counter for what the owner declared.
 *
 * @param databases how databases are asked
 * @param topics how topics are read
 */
public record EffectCounters(Databases databases, Topics topics) {

    /**
     * A counter; what happened before is not counted where it counts calls or events.
     *
     * @throws EffectUncountable if this environment cannot count it
     */
    public EffectCounter open(Effect effect, Voyage voyage) throws EffectUncountable {
        Environment environment = voyage.environment();
        if (effect instanceof Effect.Sql sql) {
            need(environment, Capability.SQL, "sql");
            return new SqlEffects(databases, environment.resource(sql.resource()), sql.query());
        }
        if (effect instanceof Effect.Http http) {
            return new HttpEffects(voyage, environment.service(http.service()), http.path(), http.pointer());
        }
        if (effect instanceof Effect.Topic topic) {
            need(environment, Capability.EVENTS, "topic");
            EventChannel channel = Optional.ofNullable(
                            environment.target().events().get(topic.topic()))
                    .orElseThrow(() -> new EffectUncountable("the topic \"" + topic.topic()
                            + "\" of the effect is not among the target's events; declare it there"));
            try {
                return new TopicEffects(topics.tail(environment.resource(channel.broker()), topic.topic()), topic);
            } catch (AccessException e) {
                throw new EffectUncountable(String.valueOf(e.getMessage()), e);
            }
        }
        Effect.Calls calls = (Effect.Calls) effect;
        need(environment, Capability.LEDGER, "link");
        Optional<Link> link = environment.link(new LinkId(calls.consumer(), calls.provider()));
        return new LinkEffects(link.orElseThrow(() -> new EffectUncountable(
                "there is no link " + new LinkId(calls.consumer(), calls.provider()) + " in this environment")));
    }

    private static void need(Environment environment, Capability capability, String kind) throws EffectUncountable {
        if (!environment.capabilities().contains(capability)) {
            throw new EffectUncountable("the environment \"" + environment.provider() + "\" lacks " + capability.means()
                    + ", which the " + kind + " effect needs; declare another effect, such as http:");
        }
    }
}
