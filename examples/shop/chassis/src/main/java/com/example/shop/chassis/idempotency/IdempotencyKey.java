package com.example.shop.chassis.idempotency;

import com.example.shop.chassis.problem.Problem;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The value of an {@code Idempotency-Key} header, without its optional quotes. */
public record IdempotencyKey(String value) {

    private static final String CHARACTERS = "[A-Za-z0-9._:~+/=-]{1,255}";
    private static final Pattern SYNTAX = Pattern.compile("\"(" + CHARACTERS + ")\"|(" + CHARACTERS + ")");

    /**
     * Reads the header.
     *
     * @throws com.example.shop.chassis.problem.ProblemException 400 if it is missing, given twice, or no key
     */
    public static IdempotencyKey parse(List<String> headers) {
        if (headers.isEmpty()) {
            throw Problem.badRequest("The header Idempotency-Key is required.").exception();
        }
        if (headers.size() > 1) {
            throw Problem.badRequest("The header Idempotency-Key may be given once.")
                    .exception();
        }
        Matcher matcher = SYNTAX.matcher(headers.get(0).strip());
        if (!matcher.matches()) {
            throw Problem.badRequest(
                            "The header Idempotency-Key takes 1 to 255 of the characters A-Z a-z 0-9 . _ : ~ + / = -,"
                                    + " bare or quoted.")
                    .exception();
        }
        return new IdempotencyKey(matcher.group(1) == null ? matcher.group(2) : matcher.group(1));
    }
}
