package dev.seatrial.suite.idempotency;

import dev.seatrial.check.HttpProbe.Exchange;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** What answers say, for judges. */
final class Answers {

    private static final JsonMapper JSON = new JsonMapper();

    private Answers() {}

    static boolean success(Exchange answer) {
        return answer.answered() && answer.status() / 100 == 2;
    }

    static boolean serverError(Exchange answer) {
        return answer.answered() && answer.status() / 100 == 5;
    }

    /** Turned away for the moment, before anybody looked at the key: too many requests, or a service under load. */
    static boolean busy(Exchange answer) {
        return answer.status() == 429 || answer.status() == 503;
    }

    /** Whether two bodies say the same; the order of members says nothing. */
    static boolean sameBody(Exchange one, Exchange other) {
        return sameBody(one.responseBody(), other.responseBody());
    }

    static boolean sameBody(String one, String other) {
        if (one.equals(other)) {
            return true;
        }
        if (one.isEmpty() || other.isEmpty()) {
            return false;
        }
        try {
            return JSON.readTree(one).equals(JSON.readTree(other));
        } catch (JacksonException e) {
            return false;
        }
    }

    /** Why an answer shows nothing about repetition, or empty where it shows a success. */
    static Optional<String> notASuccess(String what, Exchange answer) {
        if (success(answer)) {
            return Optional.empty();
        }
        if (!answer.answered()) {
            return Optional.of(what + " was not answered: " + answer.failure());
        }
        if (answer.status() == 401 || answer.status() == 403) {
            return Optional.of(what + " was answered " + answer.status()
                    + ": the identity may not call it; name another with \"as:\" under the operation");
        }
        return Optional.of(
                what + " was answered " + answer.status() + " instead of 2xx" + excerpt(answer.responseBody()));
    }

    /** An answer in a few words. */
    static String shown(Exchange answer) {
        return answer.answered()
                ? answer.status() + excerpt(answer.responseBody())
                : "no answer (" + answer.failure() + ")";
    }

    private static String excerpt(String body) {
        String line = body.replaceAll("\\s+", " ").strip();
        return line.isEmpty() ? "" : " " + (line.length() > 160 ? line.substring(0, 160) + "…" : line);
    }
}
