package com.example.shop.inventory;

import com.example.shop.chassis.http.Request;
import com.example.shop.chassis.http.Response;
import com.example.shop.chassis.pact.StateChange;
import com.example.shop.chassis.problem.Problem;
import java.util.Map;

/** Establishes what contracts/pacts presuppose. Only there with {@code PACT_STATES=true}. */
final class PactStates {

    private final Stock stock;

    PactStates(Stock stock) {
        this.stock = stock;
    }

    Response establish(Request request) {
        StateChange change = StateChange.parse(request.json());
        if (change.isSetup()) {
            switch (change.state()) {
                case "an article is in stock" -> stock.set(change.text("sku"), change.integer("quantity"));
                case "an article is unknown" -> stock.delete(change.text("sku"));
                default -> throw Problem.badRequest("No such provider state.").exception();
            }
        }
        return Response.json(200, Map.of());
    }
}
