package com.example.shop.chassis.pact;

import com.example.shop.chassis.json.Json;
import com.example.shop.chassis.problem.Problem;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;

/** What a Pact verifier asks a provider to be like: {@code {"state": …, "params": {…}, "action": "setup"}}. */
public record StateChange(String state, JsonNode params, boolean isSetup) {

    /** @throws com.example.shop.chassis.problem.ProblemException 400 if it is none */
    public static StateChange parse(byte[] body) {
        try {
            JsonNode change = Json.parse(body);
            if (!change.path("state").isTextual()) {
                throw Problem.badRequest("A state change has a \"state\".").exception();
            }
            return new StateChange(
                    change.path("state").textValue(),
                    change.path("params"),
                    !"teardown".equals(change.path("action").asText("setup")));
        } catch (IOException e) {
            throw Problem.badRequest("The body is not valid JSON.").exception();
        }
    }

    public String text(String name) {
        if (!params.path(name).isTextual()) {
            throw Problem.badRequest("The state \"" + state + "\" takes a text \"" + name + "\".")
                    .exception();
        }
        return params.path(name).textValue();
    }

    /** A whole number; verifiers send some as decimal numbers or as text. */
    public int integer(String name) {
        JsonNode value = params.path(name);
        return value.isTextual() ? (int) Double.parseDouble(value.textValue()) : value.intValue();
    }
}
