package dev.seatrial.target;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A named sequence of requests that a user of the system makes, with what must hold after it.
 *
 * @param name a DNS label
 * @param steps in order, at least one
 */
public record Journey(String name, List<Step> steps) {

    public Journey {
        steps = List.copyOf(steps);
    }

    /** One step of a journey. */
    public sealed interface Step {

        /**
         * A request.
         *
         * @param service the service called
         * @param operation operationId or {@code "POST /orders"}
         * @param as the identity; absent: the first declared
         * @param body file with the request's body, absolute
         * @param headers further headers
         * @param pathParameters values of the path template, placeholders {@code ${name}} from earlier {@code save}s
         * @param expectStatus the status that must come; absent: any 2xx
         * @param save values kept from the answer, name → JSON pointer
         */
        record Call(
                String service,
                String operation,
                Optional<String> as,
                Optional<Path> body,
                Map<String, String> headers,
                Map<String, String> pathParameters,
                Optional<Integer> expectStatus,
                Map<String, String> save)
                implements Step {
            public Call {
                headers = Target.Ordered.copyOf(headers);
                pathParameters = Target.Ordered.copyOf(pathParameters);
                save = Target.Ordered.copyOf(save);
            }
        }

        /**
         * Something that must come to hold.
         *
         * @param within how long it may take
         * @param resource the database asked
         * @param query SQL that gives one value; placeholders {@code :name} from earlier {@code save}s and the last body
         * @param equals the value, compared as text
         */
        record Eventually(Duration within, String resource, String query, String equals) implements Step {}
    }
}
