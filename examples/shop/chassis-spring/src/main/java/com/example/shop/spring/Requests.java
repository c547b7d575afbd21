package com.example.shop.spring;

import com.example.shop.chassis.http.JsonType;
import com.example.shop.chassis.idempotency.Answer;
import com.example.shop.chassis.idempotency.IdempotencyKey;
import com.example.shop.chassis.problem.Problem;
import com.example.shop.chassis.security.Caller;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.oauth2.jwt.Jwt;

/** Takes requests apart, strictly, and puts answers together. */
public final class Requests {

    private static final int BODY_LIMIT = 64 * 1024;
    private static final Pattern ID = Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");

    private Requests() {}

    /** @throws com.example.shop.chassis.problem.ProblemException 415 or 413 */
    public static byte[] json(HttpServletRequest request) throws IOException {
        if (!JsonType.matches(Optional.ofNullable(request.getContentType()).orElse(""))) {
            throw Problem.unsupportedMediaType().exception();
        }
        byte[] body = request.getInputStream().readNBytes(BODY_LIMIT + 1);
        if (body.length > BODY_LIMIT) {
            throw Problem.tooLarge(BODY_LIMIT).exception();
        }
        return body;
    }

    /** @throws com.example.shop.chassis.problem.ProblemException 400 */
    public static IdempotencyKey key(HttpServletRequest request) {
        return IdempotencyKey.parse(Collections.list(request.getHeaders("Idempotency-Key")));
    }

    /** @throws com.example.shop.chassis.problem.ProblemException 400 */
    public static UUID id(String text) {
        if (!ID.matcher(text).matches()) {
            throw Problem.badRequest("An id is a UUID in lower case.").exception();
        }
        return UUID.fromString(text);
    }

    public static Caller caller(Jwt jwt) {
        String scopes = Optional.ofNullable(jwt.getClaimAsString("scope")).orElse("");
        return new Caller(jwt.getSubject(), Set.copyOf(List.of(scopes.split(" +"))), jwt.getTokenValue());
    }

    public static ResponseEntity<byte[]> answer(Answer answer) {
        var response = ResponseEntity.status(answer.status()).contentType(MediaType.APPLICATION_JSON);
        if (answer.location() != null) {
            response.header("Location", answer.location());
        }
        if (answer.replayed()) {
            response.header("Idempotency-Replayed", "true");
        }
        return response.body(answer.body().getBytes(StandardCharsets.UTF_8));
    }
}
