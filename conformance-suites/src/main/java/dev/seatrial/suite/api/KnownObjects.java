package dev.seatrial.suite.api;

import dev.seatrial.check.HttpProbe.Exchange;
import dev.seatrial.suite.openapi.ApiDescription;
import dev.seatrial.suite.openapi.ApiOperation;
import dev.seatrial.suite.openapi.ApiOperation.LinkTo;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Objects that this check made itself and may therefore read, change and delete: from links and Location headers. */
final class KnownObjects {

    private static final JsonMapper JSON = new JsonMapper();
    private static final String BODY = "$response.body#";
    private static final int MOST = 20;

    private final ApiDescription description;
    private final Map<String, Deque<Map<String, String>>> byTemplate = new LinkedHashMap<>();
    private final Map<String, Map<String, String>> visited = new LinkedHashMap<>();

    KnownObjects(ApiDescription description) {
        this.description = description;
    }

    /** Path parameters of an object at this template, if one is known. */
    Optional<Map<String, String>> at(String template) {
        return Optional.ofNullable(byTemplate.get(template)).map(Deque::peekLast);
    }

    /** The same, and it is not given again. */
    Optional<Map<String, String>> take(String template) {
        return Optional.ofNullable(byTemplate.get(template)).map(Deque::pollLast);
    }

    /** Path parameters of an object that a journey read: to be read again, never to be changed. */
    Optional<Map<String, String>> visited(String template) {
        return Optional.ofNullable(visited.get(template));
    }

    /** Learns from a request that a journey made. */
    void visit(Exchange exchange) {
        if (exchange.status() / 100 == 2) {
            description.match(exchange.url()).ifPresent(found -> visited.putIfAbsent(found.template(), found.values()));
        }
    }

    /** Learns from a successful answer. */
    void learn(ApiOperation operation, Map<String, String> path, Exchange exchange) {
        if (exchange.status() / 100 != 2) {
            return;
        }
        if (operation.method().equals("PUT") && !path.isEmpty()) {
            add(operation.path(), path);
        }
        operation
                .response(exchange.status())
                .ifPresent(response -> response.links().forEach(link -> follow(link, exchange)));
        if (operation.method().equals("POST") && exchange.responseHeaders().containsKey("location")) {
            locate(exchange.responseHeaders().get("location"));
        }
    }

    private void follow(LinkTo link, Exchange exchange) {
        Optional<ApiOperation> to = description.operation(link.operation());
        if (to.isEmpty()) {
            return;
        }
        JsonNode body;
        try {
            body = JSON.readTree(exchange.responseBody());
        } catch (JacksonException e) {
            return;
        }
        Map<String, String> values = new LinkedHashMap<>();
        link.parameters().forEach((name, expression) -> {
            if (expression.startsWith(BODY)) {
                JsonNode value = body.at(expression.substring(BODY.length()));
                if (value.isValueNode()) {
                    values.put(name.substring(name.indexOf('.') + 1), value.asString());
                }
            }
        });
        if (values.size() == link.parameters().size()) {
            add(to.get().path(), values);
        }
    }

    private void locate(String location) {
        description.match(location).ifPresent(found -> add(found.template(), found.values()));
    }

    private void add(String template, Map<String, String> values) {
        Deque<Map<String, String>> known = byTemplate.computeIfAbsent(template, t -> new ArrayDeque<>());
        if (!known.contains(values) && known.size() < MOST) {
            known.add(values);
        }
    }
}
