package dev.seatrial.suite.contract;

import au.com.dius.pact.core.matchers.Mismatch;
import au.com.dius.pact.core.matchers.ResponseMatching;
import au.com.dius.pact.core.model.ContentType;
import au.com.dius.pact.core.model.DefaultPactReader;
import au.com.dius.pact.core.model.IRequest;
import au.com.dius.pact.core.model.Interaction;
import au.com.dius.pact.core.model.OptionalBody;
import au.com.dius.pact.core.model.Response;
import au.com.dius.pact.core.model.SynchronousRequestResponse;
import au.com.dius.pact.core.model.UnknownPactSource;
import au.com.dius.pact.core.model.generators.GeneratorTestMode;
import au.com.dius.pact.core.support.json.JsonParser;
import dev.seatrial.check.HttpProbe.Exchange;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * One HTTP interaction as pact-jvm reads and matches it. Only its model and its matchers are used: requests go through
 * the probe, because pact-jvm's own client sends again what was answered 429 or 503.
 */
final class PactMatching {

    private final SynchronousRequestResponse interaction;

    private PactMatching(SynchronousRequestResponse interaction) {
        this.interaction = interaction;
    }

    /**
     * Reads an interaction.
     *
     * @param pact the interaction as JSON
     * @param metadata of the Pact that it stands in, as JSON
     * @throws IllegalArgumentException if pact-jvm cannot read it
     */
    static PactMatching of(String pact, String metadata) {
        String whole = "{\"consumer\": {\"name\": \"consumer\"}, \"provider\": {\"name\": \"provider\"},"
                + " \"interactions\": [" + pact + "], \"metadata\": " + metadata + "}";
        try {
            List<Interaction> all = DefaultPactReader.INSTANCE
                    .pactFromJson(JsonParser.parseString(whole).asObject(), UnknownPactSource.INSTANCE)
                    .getInteractions();
            SynchronousRequestResponse http = all.get(0).asSynchronousRequestResponse();
            if (http == null) {
                throw new IllegalArgumentException("it is no HTTP interaction");
            }
            return new PactMatching(http);
        } catch (IllegalArgumentException e) {
            throw e;
        } catch (RuntimeException e) {
            throw new IllegalArgumentException("pact-jvm cannot read it: " + e.getMessage(), e);
        }
    }

    /**
     * The request of the interaction.
     *
     * @param path with its query
     * @param contentType of the body, empty without one
     */
    record Asked(String method, String path, Map<String, String> headers, Optional<byte[]> body, String contentType) {}

    /**
     * The request, its generators applied.
     *
     * @param fromStates values that the provider gave when its states were set up
     */
    Asked request(Map<String, Object> fromStates) {
        Map<String, Object> context = new HashMap<>();
        context.put("providerState", fromStates);
        IRequest request = interaction.getRequest().generatedRequest(context, GeneratorTestMode.Provider);
        Map<String, String> headers = new LinkedHashMap<>();
        request.getHeaders().forEach((name, values) -> headers.put(name, String.join(", ", values)));
        String query = request.getQuery().entrySet().stream()
                .flatMap(entry -> entry.getValue().stream()
                        .map(value -> encode(entry.getKey()) + (value == null ? "" : "=" + encode(value))))
                .collect(Collectors.joining("&"));
        OptionalBody body = request.getBody();
        return new Asked(
                request.getMethod(),
                request.getPath() + (query.isEmpty() ? "" : "?" + query),
                headers,
                body.isPresent() ? Optional.of(body.orEmpty()) : Optional.empty(),
                body.isPresent() ? String.valueOf(body.getContentType()) : "");
    }

    /** Where an answer is not what the consumer counts on. */
    List<String> mismatches(Exchange exchange) {
        Map<String, List<String>> headers = new LinkedHashMap<>();
        exchange.responseHeaders().forEach((name, value) -> headers.put(name, List.of(value)));
        String type = exchange.responseHeaders().getOrDefault("content-type", "");
        byte[] bytes = exchange.responseBody().getBytes(StandardCharsets.UTF_8);
        OptionalBody body = bytes.length == 0
                ? OptionalBody.empty()
                : OptionalBody.body(bytes, type.isEmpty() ? ContentType.getUNKNOWN() : new ContentType(type));
        Response actual = new Response(exchange.status(), headers, body);
        return ResponseMatching.responseMismatches(interaction.getResponse(), actual).stream()
                .map(Mismatch::description)
                .map(PactMatching::plain)
                .toList();
    }

    /** Without the colours that pact-jvm puts in. */
    private static String plain(String text) {
        return text.replaceAll("\u001B\\[[0-9;]*m", "").strip();
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
