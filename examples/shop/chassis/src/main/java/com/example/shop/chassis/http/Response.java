package com.example.shop.chassis.http;

import com.example.shop.chassis.json.Json;
import com.example.shop.chassis.problem.Problem;
import java.util.Map;

/** One answer. */
public record Response(int status, String contentType, byte[] body, Map<String, String> headers) {

    private static final byte[] NOTHING = {};

    public Response {
        headers = Map.copyOf(headers);
    }

    public static Response json(int status, Object value) {
        return new Response(status, "application/json", Json.bytes(value), Map.of());
    }

    public static Response noContent() {
        return new Response(204, "", NOTHING, Map.of());
    }

    static Response allowing(String methods) {
        return new Response(204, "", NOTHING, Map.of("Allow", methods));
    }

    static Response text(String contentType, byte[] body) {
        return new Response(200, contentType, body, Map.of());
    }

    static Response of(Problem problem) {
        return new Response(problem.status(), Problem.MEDIA_TYPE, problem.body(), problem.headers());
    }
}
