package com.example.shop.notifications;

import com.example.shop.chassis.config.Defects;
import com.example.shop.chassis.database.Database;
import com.example.shop.chassis.database.Sql;
import com.example.shop.chassis.events.CloudEvent;
import com.example.shop.chassis.events.Inbox;
import com.example.shop.chassis.http.Request;
import com.example.shop.chassis.http.Response;
import com.example.shop.chassis.problem.Problem;
import com.example.shop.chassis.security.Caller;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends a confirmation for every order whose stock is decided, once, and remembers it. */
final class Confirmations {

    private static final Logger LOG = LoggerFactory.getLogger(Confirmations.class);
    private static final Pattern ID = Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");

    private static final Sql.Row<Confirmation> ROW = row -> new Confirmation(
            row.getString("order_id"),
            row.getString("outcome"),
            row.getString("message"),
            Instant.ofEpochMilli(row.getTimestamp("sent_at").getTime()).toString());

    private record Confirmation(String orderId, String outcome, String message, String sentAt) {}

    private final Database database;
    private final Defects defects;

    Confirmations(Database database, Defects defects) {
        this.database = database;
        this.defects = defects;
    }

    /** The operation of openapi.yaml: customers see their own. */
    Response read(Request request) {
        String orderId = request.path("orderId");
        if (!ID.matcher(orderId).matches()) {
            throw Problem.badRequest("An order id is a UUID in lower case.").exception();
        }
        Optional<String> customer = request.caller().map(Caller::subject);
        return find(UUID.fromString(orderId), customer)
                .map(confirmation -> Response.json(200, confirmation))
                .orElseThrow(
                        () -> Problem.notFound("There is no such confirmation.").exception());
    }

    /** The operation of openapi.yaml: the newest first. */
    Response list(Request request) {
        int limit = request.query("limit", 1, 100, 20);
        String customer = request.caller().map(Caller::subject).orElseThrow();
        return Response.json(
                200,
                database.with(connection -> Sql.all(
                        connection,
                        ROW,
                        "select order_id, outcome, message, sent_at from confirmations"
                                + " where customer = ? order by id desc limit ?",
                        customer,
                        limit)));
    }

    private Optional<Confirmation> find(UUID orderId, Optional<String> customer) {
        return database.with(connection -> Sql.first(
                connection,
                ROW,
                "select order_id, outcome, message, sent_at from confirmations"
                        + " where order_id = ? and (customer = ? or ?) order by id limit 1",
                orderId,
                customer.orElse(""),
                customer.isEmpty()));
    }

    /** Takes an event of the inventory. */
    void accept(CloudEvent event) {
        if (!event.type().equals("com.example.shop.stock-updated.v1")) {
            return;
        }
        UUID orderId = event.requiredId("orderId");
        boolean reserved = event.required("outcome").equals("reserved");
        String goods = event.requiredInt("/line/quantity") + " × " + event.requiredText("/line/sku");
        String message = reserved
                ? "Your order of " + goods + " is on its way."
                : "Your order of " + goods + " cannot be delivered; your money is on its way back.";
        database.inTransaction(connection -> {
            if (Inbox.first(connection, event) || defects.has("no-inbox")) {
                Sql.update(
                        connection,
                        "insert into confirmations (order_id, customer, reference, outcome, message)"
                                + " values (?, ?, ?, ?, ?)",
                        orderId,
                        event.required("customer"),
                        event.required("reference"),
                        reserved ? "confirmed" : "rejected",
                        message);
                LOG.info("confirmation sent for order {}", orderId);
            }
            return null;
        });
    }
}
