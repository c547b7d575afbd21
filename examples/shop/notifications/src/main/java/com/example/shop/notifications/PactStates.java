package com.example.shop.notifications;

import com.example.shop.chassis.events.CloudEvent;
import com.example.shop.chassis.http.Request;
import com.example.shop.chassis.http.Response;
import com.example.shop.chassis.json.Json;
import com.example.shop.chassis.pact.StateChange;
import com.example.shop.chassis.problem.Problem;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;

/** Establishes what contracts/pacts presuppose. Only there with {@code PACT_STATES=true}. */
final class PactStates {

    private final Confirmations confirmations;

    PactStates(Confirmations confirmations) {
        this.confirmations = confirmations;
    }

    Response establish(Request request) {
        StateChange change = StateChange.parse(request.json());
        if (change.isSetup()) {
            if (!change.state().equals("the caller was told of an order")) {
                throw Problem.badRequest("No such provider state.").exception();
            }
            confirmations.accept(CloudEvent.create(
                    "inventory", "com.example.shop.stock-updated.v1", change.text("orderId"), reserved(change)));
        }
        return Response.json(200, Map.of());
    }

    private static ObjectNode reserved(StateChange change) {
        ObjectNode data = Json.object()
                .put("orderId", change.text("orderId"))
                .put("customer", change.text("customer"))
                .put("reference", change.text("reference"))
                .put("outcome", "reserved");
        data.putObject("line").put("sku", change.text("sku")).put("quantity", change.integer("quantity"));
        return data;
    }
}
