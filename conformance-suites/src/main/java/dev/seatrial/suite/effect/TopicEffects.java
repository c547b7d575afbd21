package dev.seatrial.suite.effect;

import dev.seatrial.suite.access.AccessException;
import dev.seatrial.suite.access.Topics;
import dev.seatrial.suite.request.Call;
import dev.seatrial.target.Operation.Effect;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Counts the events that name a request, from the moment it was opened. */
final class TopicEffects implements EffectCounter {

    private static final JsonMapper JSON = new JsonMapper();
    private static final Duration NOW = Duration.ofMillis(20);

    private final Topics.Reader reader;
    private final Effect.Topic effect;
    private final Map<String, Long> seen = new HashMap<>();

    TopicEffects(Topics.Reader reader, Effect.Topic effect) {
        this.reader = reader;
        this.effect = effect;
    }

    @Override
    public long count(Call call, String key) throws EffectUncountable, InterruptedException {
        String wanted = call.members().get(effect.member());
        if (wanted == null) {
            throw new EffectUncountable("the effect on topic \"" + effect.topic() + "\" needs the member \""
                    + effect.member() + "\" of the request body, which has none of that name");
        }
        try {
            List<Topics.Message> messages;
            do {
                messages = reader.poll(NOW);
                messages.forEach(this::keep);
            } while (!messages.isEmpty());
        } catch (AccessException e) {
            throw new EffectUncountable(String.valueOf(e.getMessage()), e);
        }
        return seen.getOrDefault(wanted, 0L);
    }

    private void keep(Topics.Message message) {
        if (message.value().isEmpty()) {
            return;
        }
        try {
            JsonNode named = JSON.readTree(message.value().get()).at(effect.pointer());
            if (named.isValueNode()) {
                seen.merge(named.asString(), 1L, Long::sum);
            }
        } catch (JacksonException e) {
            // an event that is no JSON names no request; EVENT-001 judges it
        }
    }

    @Override
    public boolean scoped() {
        return true;
    }

    @Override
    public Set<String> members() {
        return Set.of(effect.member());
    }

    @Override
    public String describe() {
        return "events on " + effect.topic() + " whose " + effect.pointer() + " is the request's " + effect.member();
    }

    @Override
    public void close() {
        reader.close();
    }
}
