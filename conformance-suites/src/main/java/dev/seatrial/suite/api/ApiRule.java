package dev.seatrial.suite.api;

import dev.seatrial.check.HttpProbe.Exchange;
import dev.seatrial.suite.api.ApiObservation.Case;
import dev.seatrial.suite.api.ApiObservation.Claim;
import dev.seatrial.suite.openapi.ApiDescription;
import dev.seatrial.suite.openapi.ApiOperation;
import dev.seatrial.suite.openapi.ApiOperation.Content;
import dev.seatrial.suite.openapi.ApiOperation.Header;
import dev.seatrial.suite.openapi.ApiOperation.Response;
import dev.seatrial.suite.openapi.DescribedSchemas;
import dev.seatrial.suite.openapi.DescribedSchemas.Problem;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What is wrong with one answer, by the description alone. Pure. */
final class ApiRule {

    private static final JsonMapper JSON = new JsonMapper();

    /** The probe cuts longer bodies; those cannot be judged. */
    private static final int CUT = 16_000;

    private final ApiDescription description;
    private final DescribedSchemas schemas;

    ApiRule(ApiDescription description) {
        this.description = description;
        this.schemas = new DescribedSchemas(description);
    }

    /**
     * One thing that is wrong.
     *
     * @param kind such as {@code undeclared status}; with {@code where} it names the flaw, whatever the request
     * @param where JSON pointer in the description
     */
    record Flaw(String kind, String where, String saw, String expected, String mend) {}

    List<Flaw> flaws(Case sent) {
        ApiOperation operation = description.operation(sent.operation()).orElseThrow();
        Exchange exchange = sent.exchange();
        if (!exchange.answered()) {
            return List.of(new Flaw(
                    "no answer",
                    operation.pointer(),
                    "no complete answer: " + exchange.failure(),
                    "an answer",
                    "answer every request; see the service's log for what ended it"));
        }
        List<Flaw> flaws = new ArrayList<>();
        status(sent, operation).ifPresent(flaws::add);
        Optional<Response> response = operation.response(exchange.status());
        if (response.isPresent()) {
            headers(response.get(), exchange, flaws);
            body(operation, response.get(), exchange, flaws);
        }
        return flaws;
    }

    /** Whether the answer says that the caller may not call the operation at all. */
    static boolean refused(Exchange exchange) {
        return exchange.status() == 401 || exchange.status() == 403 || exchange.status() == 429;
    }

    private static Optional<Flaw> status(Case sent, ApiOperation operation) {
        int status = sent.exchange().status();
        String declared = String.join(", ", operation.responses().keySet());
        String where = operation.pointer() + "/responses";
        if (status >= 500 && sent.claim() == Claim.INVALID) {
            return Optional.of(new Flaw(
                    "invalid data ended in " + status,
                    where,
                    "status " + status + body(sent.exchange()),
                    "a 4xx that is declared (" + declared + ")",
                    "check the request before working on it, and answer 400 or 422 to what is not as described"));
        }
        if (status >= 500
                && !operation.responses().containsKey(Integer.toString(status))
                && !operation.responses().containsKey("5XX")) {
            return Optional.of(new Flaw(
                    "valid data ended in " + status,
                    where,
                    "status " + status + body(sent.exchange()),
                    "one of " + declared,
                    "see the service's log for the error; handle it, or describe what such data must look like"));
        }
        if (operation.response(status).isEmpty()) {
            return Optional.of(new Flaw(
                    "undeclared status " + status,
                    where,
                    "status " + status + body(sent.exchange()),
                    "one of " + declared,
                    "declare the status with its body, or answer with one that is declared"));
        }
        if (sent.claim() == Claim.INVALID && status < 400) {
            return Optional.of(new Flaw(
                    "invalid data was taken",
                    operation.pointer(),
                    "status " + status + body(sent.exchange()),
                    "a 4xx that is declared (" + declared + ")",
                    "refuse what the description does not allow, or allow it there"));
        }
        return Optional.empty();
    }

    private void headers(Response response, Exchange exchange, List<Flaw> flaws) {
        for (Map.Entry<String, Header> declared : response.headers().entrySet()) {
            String value = exchange.responseHeaders().get(declared.getKey());
            Header header = declared.getValue();
            if (value == null) {
                if (header.required()) {
                    flaws.add(new Flaw(
                            "header missing",
                            header.pointer(),
                            "status " + exchange.status() + " without the header " + declared.getKey(),
                            "the header " + declared.getKey() + ", which is declared required",
                            "send the header, or declare it optional"));
                }
            } else if (!schemas.valid(header.schema(), JSON.valueToTree(value))
                    && !schemas.valid(header.schema(), number(value))) {
                flaws.add(new Flaw(
                        "header not as described",
                        header.pointer(),
                        "header " + declared.getKey() + ": " + value,
                        "a value as its schema says: " + header.schema(),
                        "send the header as described, or mend its schema"));
            }
        }
    }

    private static JsonNode number(String value) {
        try {
            return JSON.valueToTree(new BigDecimal(value));
        } catch (NumberFormatException e) {
            return JSON.valueToTree(value);
        }
    }

    private void body(ApiOperation operation, Response response, Exchange exchange, List<Flaw> flaws) {
        String where = operation.pointer() + "/responses/" + exchange.status() + "/content";
        if (exchange.method().equals("HEAD")) {
            return;
        }
        if (response.content().isEmpty()) {
            if (!exchange.responseBody().isEmpty()) {
                flaws.add(new Flaw(
                        "body where none is declared",
                        where,
                        "status " + exchange.status() + body(exchange),
                        "no body",
                        "declare the body's media type and schema, or send none"));
            }
            return;
        }
        String type = exchange.responseHeaders().getOrDefault("content-type", "");
        Optional<Content> content = content(response, type);
        if (content.isEmpty()) {
            flaws.add(new Flaw(
                    "media type not declared",
                    where,
                    "status " + exchange.status() + " with content type " + (type.isEmpty() ? "(none)" : type),
                    "one of " + String.join(", ", response.content().keySet()),
                    "send one of the declared media types, or declare this one"));
        } else if (content.get().schema().isPresent() && Drafts.json(type)) {
            json(content.get(), exchange, flaws);
        }
    }

    private void json(Content content, Exchange exchange, List<Flaw> flaws) {
        if (exchange.responseBody().length() >= CUT) {
            return;
        }
        JsonNode body;
        try {
            body = JSON.readTree(exchange.responseBody());
        } catch (JacksonException e) {
            flaws.add(new Flaw(
                    "body is no JSON",
                    content.pointer(),
                    "status " + exchange.status() + body(exchange),
                    "JSON, as the content type says",
                    "send JSON"));
            return;
        }
        for (Problem problem : schemas.problems(content.schema().orElseThrow(), body)) {
            flaws.add(new Flaw(
                    "body not as described: " + problem.keyword() + " at "
                            + (problem.at().isEmpty() ? "/" : problem.at()),
                    content.pointer(),
                    "status " + exchange.status() + ", body at " + (problem.at().isEmpty() ? "/" : problem.at()) + ": "
                            + problem.message() + body(exchange),
                    "a body as its schema says",
                    "send the body as described, or mend its schema"));
        }
    }

    private static Optional<Content> content(Response response, String type) {
        String bare = type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
        return response.content().entrySet().stream()
                .filter(entry -> matches(entry.getKey().split(";", 2)[0].strip(), bare))
                .map(Map.Entry::getValue)
                .findFirst();
    }

    private static boolean matches(String range, String type) {
        return range.equals(type)
                || range.equals("*/*")
                || (range.endsWith("/*") && type.startsWith(range.substring(0, range.length() - 1)));
    }

    private static String body(Exchange exchange) {
        String body = exchange.responseBody();
        return body.isEmpty() ? "" : ": " + (body.length() <= 500 ? body : body.substring(0, 500) + " …");
    }
}
