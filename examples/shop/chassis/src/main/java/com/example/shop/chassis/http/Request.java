package com.example.shop.chassis.http;

import com.example.shop.chassis.problem.Problem;
import com.example.shop.chassis.security.Caller;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** One request, its path taken apart. */
public final class Request {

    static final int BODY_LIMIT = 64 * 1024;

    private final HttpExchange exchange;
    private final Map<String, String> parameters;
    private final Caller caller;

    Request(HttpExchange exchange, Map<String, String> parameters, Caller caller) {
        this.exchange = exchange;
        this.parameters = Map.copyOf(parameters);
        this.caller = caller;
    }

    /** A part of the path, decoded. */
    public String path(String name) {
        return parameters.get(name);
    }

    /**
     * A whole number of the query.
     *
     * @throws com.example.shop.chassis.problem.ProblemException 400 if it is given twice, is none, or is out of bounds
     */
    public int query(String name, int minimum, int maximum, int otherwise) {
        String query =
                Optional.ofNullable(exchange.getRequestURI().getRawQuery()).orElse("");
        List<String> values = Stream.of(query.split("&"))
                .filter(pair -> pair.startsWith(name + "=") || pair.equals(name))
                .map(pair -> pair.substring(Math.min(pair.length(), name.length() + 1)))
                .toList();
        if (values.isEmpty()) {
            return otherwise;
        }
        boolean number = values.size() == 1 && values.get(0).matches("[0-9]{1,9}");
        int value = number ? Integer.parseInt(values.get(0)) : -1;
        if (value < minimum || value > maximum) {
            throw Problem.badRequest("The parameter " + name + " must be an integer from " + minimum + " to " + maximum
                            + ", given once.")
                    .exception();
        }
        return value;
    }

    /** Who calls; only operations with a scope have a caller. */
    public Optional<Caller> caller() {
        return Optional.ofNullable(caller);
    }

    /**
     * The JSON body.
     *
     * @throws com.example.shop.chassis.problem.ProblemException 415 or 413
     */
    public byte[] json() {
        String type = Optional.ofNullable(exchange.getRequestHeaders().getFirst("Content-Type"))
                .orElse("");
        if (!JsonType.matches(type)) {
            throw Problem.unsupportedMediaType().exception();
        }
        try {
            byte[] body = exchange.getRequestBody().readNBytes(BODY_LIMIT + 1);
            if (body.length > BODY_LIMIT) {
                throw Problem.tooLarge(BODY_LIMIT).exception();
            }
            return body;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
