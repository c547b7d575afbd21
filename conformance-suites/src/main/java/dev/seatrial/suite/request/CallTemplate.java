package dev.seatrial.suite.request;

import dev.seatrial.check.HttpProbe.Request;
import dev.seatrial.suite.call.Operations;
import dev.seatrial.suite.call.Prepared;
import dev.seatrial.target.Operation;
import dev.seatrial.target.Operation.Idempotency;
import java.net.URI;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * How an operation is called. What is made fresh is not drawn from the run's seed: against a system that kept its state,
 * a second run must not meet its own keys and references again.
 *
 * @param operation its name in the target: operationId, or {@code "POST /orders"}
 * @param sample a request that the service should accept, without an idempotency key
 * @param vary top-level string members of the body that are made fresh for every logical request
 * @param dialect how the operation takes idempotency keys, if it takes them
 */
public record CallTemplate(String operation, Request sample, Set<String> vary, Optional<Dialect> dialect) {

    private static final JsonMapper JSON = new JsonMapper();
    private static final Pattern UUID_TEXT = Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");
    private static final int KEPT_OF_OLD_TEXT = 20;

    public CallTemplate {
        vary = Set.copyOf(vary);
    }

    /**
     * How an operation of a running service is called, from the owner's example or that of the OpenAPI description.
     *
     * @throws dev.seatrial.suite.call.OperationException if something needed is not known
     * @throws dev.seatrial.suite.openapi.DescriptionException if the service's description cannot be used
     */
    public static CallTemplate of(Operations operations, String service, String operation) {
        Prepared prepared = operations.prepare(service, operation);
        Operation declared = operations.find(service, operation).declared();
        Optional<Idempotency> promise = declared.idempotency();
        Request request = prepared.request();
        Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        headers.putAll(request.headers());
        promise.ifPresent(p -> headers.remove(p.header()));
        return new CallTemplate(
                operation,
                new Request(request.method(), request.url(), headers, request.body(), request.timeout()),
                Set.copyOf(declared.vary()),
                promise.flatMap(p -> Dialect.of(p.dialect(), p.header())));
    }

    /** The same, with these members made fresh too where the body has them as text. */
    public CallTemplate varying(Set<String> more) {
        Set<String> all = new LinkedHashSet<>(vary);
        all.addAll(more);
        return new CallTemplate(operation, sample, all, dialect);
    }

    /** {@code POST /orders}. */
    public String route() {
        URI url = sample.url();
        return sample.method() + " " + url.getRawPath() + (url.getRawQuery() == null ? "" : "?" + url.getRawQuery());
    }

    /** A new logical request. */
    public Call fresh() {
        Optional<ObjectNode> object = object(sample);
        object.ifPresent(o -> vary.forEach(member -> renew(o, member)));
        return call(object, traceId());
    }

    /** A new request as a client would send it once: fresh, with a fresh key where the operation takes one. */
    public Request freshRequest() {
        Request request = fresh().request();
        Map<String, String> key = dialect.map(d -> d.headers(UUID.randomUUID().toString(), java.time.Instant.now()))
                .orElse(Map.of());
        for (Map.Entry<String, String> header : key.entrySet()) {
            request = request.header(header.getKey(), header.getValue());
        }
        return request;
    }

    /**
     * A request that means something else than {@code call} but is as good: a member that may vary is made fresh, or
     * else the first whole number is another, or else the first text is longer.
     *
     * @return empty where the body is no JSON object, or has nothing to change
     */
    public Optional<Call> otherThan(Call call) {
        return object(call.request()).filter(this::change).map(o -> call(Optional.of(o), call.traceId()));
    }

    private boolean change(ObjectNode object) {
        Optional<String> fresh = vary.stream()
                .sorted()
                .filter(member -> object.path(member).isString())
                .findFirst();
        if (fresh.isPresent()) {
            renew(object, fresh.get());
            return true;
        }
        for (Map.Entry<String, JsonNode> member : object.properties()) {
            if (member.getValue().isIntegralNumber()) {
                object.put(member.getKey(), member.getValue().asLong() + 1);
                return true;
            }
        }
        for (Map.Entry<String, JsonNode> member : object.properties()) {
            if (member.getValue().isString()) {
                object.put(member.getKey(), member.getValue().asString() + "x");
                return true;
            }
        }
        return false;
    }

    private Call call(Optional<ObjectNode> object, String traceId) {
        Map<String, String> members = new TreeMap<>();
        object.ifPresent(o -> o.properties().forEach(member -> {
            if (member.getValue().isValueNode() && !member.getValue().isNull()) {
                members.put(member.getKey(), member.getValue().asString());
            }
        }));
        Request request = new Request(
                        sample.method(),
                        sample.url(),
                        sample.headers(),
                        object.map(JSON::writeValueAsBytes).or(sample::body),
                        sample.timeout())
                .header("traceparent", "00-" + traceId + "-" + traceId.substring(16) + "-01");
        return new Call(request, members, traceId);
    }

    private static void renew(ObjectNode object, String member) {
        JsonNode old = object.path(member);
        if (old.isString()) {
            String text = old.asString();
            String fresh = UUID.randomUUID().toString();
            object.put(
                    member,
                    UUID_TEXT.matcher(text).matches()
                            ? fresh
                            : text.substring(0, Math.min(text.length(), KEPT_OF_OLD_TEXT)) + "-" + fresh.substring(24));
        }
    }

    private static Optional<ObjectNode> object(Request request) {
        try {
            return request.body()
                    .map(JSON::readTree)
                    .filter(ObjectNode.class::isInstance)
                    .map(ObjectNode.class::cast);
        } catch (JacksonException e) {
            return Optional.empty();
        }
    }

    private static String traceId() {
        return UUID.randomUUID().toString().replace("-", "");
    }
}
