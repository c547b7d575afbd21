package dev.seatrial.suite.api;

import dev.seatrial.check.HttpProbe.Exchange;
import dev.seatrial.suite.openapi.ApiDescription;
import dev.seatrial.suite.openapi.ApiOperation;
import dev.seatrial.suite.openapi.ApiOperation.LinkTo;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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
            parse(exchange.url()).ifPresent(found -> visited.putIfAbsent(found.getKey(), found.getValue()));
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
        parse(location).ifPresent(found -> add(found.getKey(), found.getValue()));
    }

    /** The template that an address matches, and the values in it. */
    private Optional<Map.Entry<String, Map<String, String>>> parse(String address) {
        String path;
        try {
            path = String.valueOf(URI.create(address).getPath());
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
        for (ApiOperation operation : description.operations()) {
            Matcher matcher = matcher(operation.path(), path);
            if (operation.path().contains("{") && matcher.matches()) {
                Map<String, String> values = new LinkedHashMap<>();
                int group = 1;
                for (Matcher name = NAME.matcher(operation.path()); name.find(); group++) {
                    values.put(name.group(1), matcher.group(group));
                }
                return Optional.of(Map.entry(operation.path(), values));
            }
        }
        return Optional.empty();
    }

    private static final Pattern NAME = Pattern.compile("\\{([^}]+)}");

    private static Matcher matcher(String template, String path) {
        StringBuilder expression = new StringBuilder();
        int from = 0;
        for (Matcher name = NAME.matcher(template); name.find(); from = name.end()) {
            expression
                    .append(Pattern.quote(template.substring(from, name.start())))
                    .append("([^/]+)");
        }
        expression.append(Pattern.quote(template.substring(from)));
        // A server may have a base path in front.
        return Pattern.compile(".*?" + expression).matcher(path);
    }

    private void add(String template, Map<String, String> values) {
        Deque<Map<String, String>> known = byTemplate.computeIfAbsent(template, t -> new ArrayDeque<>());
        if (!known.contains(values) && known.size() < MOST) {
            known.add(values);
        }
    }
}
