package dev.seatrial.suite.effect;

import dev.seatrial.check.HttpProbe.Exchange;
import dev.seatrial.check.HttpProbe.Request;
import dev.seatrial.check.Voyage;
import dev.seatrial.environment.RunningService;
import dev.seatrial.suite.request.Call;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Counts with a request whose answer holds a number, or an array whose elements count. It goes beside all links, so that no ledger sees it. */
final class HttpEffects implements EffectCounter {

    private static final JsonMapper JSON = new JsonMapper();

    private final Voyage voyage;
    private final RunningService service;
    private final String path;
    private final String pointer;

    HttpEffects(Voyage voyage, RunningService service, String path, String pointer) {
        this.voyage = voyage;
        this.service = service;
        this.path = path;
        this.pointer = pointer;
    }

    @Override
    public long count(Call call, String key) throws EffectUncountable, InterruptedException {
        String filled = Placeholders.fill(path, Placeholders.values(path, call, key), HttpEffects::encode);
        Exchange answer = voyage.http()
                .send(Request.of("GET", URI.create(service.directUrl() + filled))
                        .bearer(voyage.defaultToken()));
        String asked =
                "the counting request GET " + filled + " to \"" + service.spec().name() + "\"";
        if (!answer.answered()) {
            throw new EffectUncountable(asked + " was not answered: " + answer.failure());
        }
        if (answer.status() / 100 != 2) {
            throw new EffectUncountable(asked + " was answered " + answer.status() + " instead of 2xx");
        }
        JsonNode found;
        try {
            found = JSON.readTree(answer.responseBody()).at(pointer);
        } catch (JacksonException e) {
            throw new EffectUncountable(asked + " was not answered with JSON", e);
        }
        if (found.isArray()) {
            return found.size();
        }
        if (found.isIntegralNumber()) {
            return found.asLong();
        }
        throw new EffectUncountable(asked + " was answered with "
                + (found.isMissingNode() ? "nothing" : "neither a whole number nor an array") + " at \"" + pointer
                + "\"");
    }

    @Override
    public boolean scoped() {
        return !Placeholders.names(path).isEmpty();
    }

    @Override
    public Set<String> members() {
        return Placeholders.names(path);
    }

    @Override
    public String describe() {
        return "GET " + path + " at \"" + pointer + "\" (of " + service.spec().name() + ")";
    }

    @Override
    public void close() {
        // holds nothing
    }

    private static String encode(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
