package com.example.shop.chassis.problem;

import com.example.shop.chassis.json.Json;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Map;

/**
 * Problem details (RFC 9457): the body of every error that a service of the shop answers with.
 *
 * @param headers what the answer carries besides, such as {@code Retry-After}
 */
public record Problem(
        String slug, String title, int status, String detail, List<FieldError> errors, Map<String, String> headers) {

    public static final String MEDIA_TYPE = "application/problem+json";
    private static final String BASE = "https://shop.example/problems/";

    /** What is wrong with one field of a request body, at its JSON pointer. */
    public record FieldError(String detail, String pointer) {}

    public Problem {
        errors = List.copyOf(errors);
        headers = Map.copyOf(headers);
    }

    private static Problem of(String slug, String title, int status, String detail) {
        return new Problem(slug, title, status, detail, List.of(), Map.of());
    }

    public static Problem badRequest(String detail) {
        return of("bad-request", "Bad request", 400, detail);
    }

    public static Problem invalid(List<FieldError> errors) {
        return new Problem(
                "invalid-body",
                "Invalid body",
                400,
                "The body is not as the interface describes it.",
                errors,
                Map.of());
    }

    public static Problem unauthorized(String detail) {
        return of("unauthorized", "Unauthorized", 401, detail)
                .with("WWW-Authenticate", detail.startsWith("No ") ? "Bearer" : "Bearer error=\"invalid_token\"");
    }

    public static Problem forbidden(String scope) {
        return of("forbidden", "Forbidden", 403, "This takes a token with the scope \"" + scope + "\".")
                .with("WWW-Authenticate", "Bearer error=\"insufficient_scope\", scope=\"" + scope + "\"");
    }

    public static Problem notFound(String detail) {
        return of("not-found", "Not found", 404, detail);
    }

    public static Problem methodNotAllowed(String allowed) {
        return of("method-not-allowed", "Method not allowed", 405, "Allowed here: " + allowed + ".")
                .with("Allow", allowed);
    }

    public static Problem tooLarge(int limit) {
        return of("too-large", "Too large", 413, "A body may have " + limit + " bytes.")
                .with("Connection", "close");
    }

    public static Problem unsupportedMediaType() {
        return of("unsupported-media-type", "Unsupported media type", 415, "The body must be application/json.")
                .with("Accept", "application/json");
    }

    public static Problem keyInFlight() {
        return of(
                        "idempotency-key-in-flight",
                        "Conflict",
                        409,
                        "A request with this Idempotency-Key is still being worked on.")
                .with("Retry-After", "1");
    }

    public static Problem keyReused() {
        return of(
                "idempotency-key-reused",
                "Unprocessable content",
                422,
                "This Idempotency-Key was used with another body; take a new key for a new request.");
    }

    public static Problem internal() {
        return of("internal", "Internal error", 500, "That is a mistake of ours; the log has it under this trace.");
    }

    public static Problem unavailable() {
        return of(
                        "unavailable",
                        "Unavailable",
                        503,
                        "The service cannot do this just now; the same request may be sent again.")
                .with("Retry-After", "1");
    }

    /** Whatever else a server may answer. */
    public static Problem other(int status, String title) {
        return of("status-" + status, title, status, title + ".");
    }

    private Problem with(String header, String value) {
        return new Problem(slug, title, status, detail, errors, Map.of(header, value));
    }

    public byte[] body() {
        return Json.bytes(new Body(BASE + slug, title, status, detail, errors));
    }

    public ProblemException exception() {
        return new ProblemException(this);
    }

    private record Body(
            String type,
            String title,
            int status,
            String detail,
            @JsonInclude(JsonInclude.Include.NON_EMPTY) List<FieldError> errors) {}
}
